"""An asyncio worker on aiobotocore with an exit stack, streams and presigned URLs."""
import asyncio
import contextlib
import logging
import os
import signal

from aiobotocore.session import AioSession, get_session

log = logging.getLogger(__name__)
QUEUE = os.environ["QUEUE_URL"]


class Clients:
    def __init__(self, session: AioSession):
        self._session = session
        self._stack = contextlib.AsyncExitStack()

    async def __aenter__(self):
        self.sqs = await self._stack.enter_async_context(self._session.create_client("sqs", region_name="eu-west-1"))
        self.s3 = await self._stack.enter_async_context(self._session.create_client("s3"))
        self.dynamodb = await self._stack.enter_async_context(self._session.create_client("dynamodb"))
        return self

    async def __aexit__(self, *args):
        await self._stack.aclose()


class Worker:
    def __init__(self, clients: Clients, stop: asyncio.Event):
        self.clients, self.stop = clients, stop

    async def messages(self):
        while not self.stop.is_set():
            answer = await self.clients.sqs.receive_message(QueueUrl=QUEUE, WaitTimeSeconds=20)  # AWS: sqs:ReceiveMessage work
            for message in answer.get("Messages", ()):
                yield message

    async def run(self):
        async for message in self.messages():
            try:
                await self.handle(message)
            except Exception:
                log.exception("failed")
                await self.clients.sqs.change_message_visibility(QueueUrl=QUEUE, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=60)  # AWS: sqs:ChangeMessageVisibility work
            else:
                await self.clients.sqs.delete_message(QueueUrl=QUEUE, ReceiptHandle=message["ReceiptHandle"])  # AWS: sqs:DeleteMessage work

    async def handle(self, message):
        key = message["Body"]
        response = await self.clients.s3.get_object(Bucket=os.environ["BUCKET"], Key=key)  # AWS: s3:GetObject media/*
        async with response["Body"] as stream:
            data = await stream.read()
        await asyncio.gather(
            self.clients.dynamodb.batch_write_item(  # AWS: dynamodb:BatchWriteItem table/orders
                RequestItems={os.environ["TABLE"]: [{"PutRequest": {"Item": {"pk": {"S": key}, "size": {"N": str(len(data))}}}}]}
            ),
            self.clients.s3.put_object_tagging(Bucket=os.environ["BUCKET"], Key=key, Tagging={"TagSet": []}),  # AWS: s3:PutObjectTagging media/*
        )
        url = await self.clients.s3.generate_presigned_url("get_object", Params={"Bucket": "previews", "Key": key}, ExpiresIn=60)  # AWS: s3:GetObject previews/*
        log.info(url)


async def main():
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with Clients(get_session()) as clients:
        await Worker(clients, stop).run()


asyncio.run(main())

import asyncio
import os
from contextlib import AsyncExitStack

import aioboto3
from aiobotocore.session import get_session

session = aioboto3.Session()


async def store(pages):
    async with session.resource("dynamodb") as dynamodb:
        table = await dynamodb.Table(os.environ["TABLE"])
        async with table.batch_writer() as batch:  # AWS: dynamodb:BatchWriteItem table/orders
            for page in pages:
                await batch.put_item(Item=page)
        return await table.get_item(Key={"id": "root"})  # AWS: dynamodb:GetItem table/orders


async def save(url, body):
    async with session.client("s3") as s3:
        await s3.put_object(Bucket="crawl", Key=f"pages/{url}", Body=body)  # AWS: s3:PutObject crawl/pages/index
        waiter = s3.get_waiter("object_exists")
        await waiter.wait(Bucket="crawl", Key=f"pages/{url}")  # AWS: s3:GetObject crawl/pages/index


class Frontier:
    def __init__(self):
        self._stack = AsyncExitStack()

    async def __aenter__(self):
        self._kinesis = await self._stack.enter_async_context(get_session().create_client("kinesis"))
        return self

    async def __aexit__(self, *error):
        await self._stack.aclose()

    async def push(self, urls):
        records = [{"Data": url.encode(), "PartitionKey": url} for url in urls]
        await self._kinesis.put_records(StreamName="frontier", Records=records)  # AWS: kinesis:PutRecords stream/frontier


async def main():
    async with Frontier() as frontier:
        await frontier.push(["https://example.com"])
    await save("index", b"")


asyncio.run(main())

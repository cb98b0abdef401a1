from typing import Annotated, AsyncGenerator
import aioboto3
from fastapi import Depends, Request
from inventory.adapters.store import DynamoItemStore, ItemStore
from inventory.config import config

session = aioboto3.Session()

async def get_s3() -> AsyncGenerator:
    async with session.client("s3") as s3:
        yield s3

async def get_store() -> AsyncGenerator[ItemStore, None]:
    async with session.resource("dynamodb") as dynamodb:
        yield DynamoItemStore(await dynamodb.Table(config.items_table))

StoreDep = Annotated[ItemStore, Depends(get_store)]

class Notifier:
    def __init__(self, s3=Depends(get_s3)):
        self.s3 = s3

    async def alert(self, text: str):
        async with session.client("sns") as sns:
            await sns.publish(TopicArn=config.topic_arn, Message=text)  # AWS: sns:Publish alerts

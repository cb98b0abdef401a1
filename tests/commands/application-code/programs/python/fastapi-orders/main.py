"""An HTTP service: clients come from the application's state, settings from a cached function."""
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Annotated

import aioboto3
from botocore.config import Config
from botocore.exceptions import ClientError
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", extra="ignore")
    table: str
    bucket: str = "fallback"
    events_topic: str = Field(validation_alias="TOPIC_ARN")


@lru_cache
def get_settings() -> Settings:
    return Settings()


@asynccontextmanager
async def lifespan(app: FastAPI):
    session = aioboto3.Session()
    config = Config(retries={"max_attempts": 5, "mode": "adaptive"})
    async with session.resource("dynamodb", config=config) as dynamodb, session.client("sns") as sns:
        app.state.dynamodb = dynamodb
        app.state.sns = sns
        yield


app = FastAPI(lifespan=lifespan)
router = APIRouter(prefix="/orders")
SettingsDep = Annotated[Settings, Depends(get_settings)]


async def get_table(request: Request, settings: SettingsDep):
    return await request.app.state.dynamodb.Table(settings.table)


class OrderRepository:
    def __init__(self, table):
        self._table = table

    async def find(self, order_id: str) -> dict | None:
        response = await self._table.get_item(Key={"pk": order_id})  # AWS: dynamodb:GetItem table/orders
        return response.get("Item")

    async def create(self, item: dict) -> None:
        try:
            await self._table.put_item(Item=item, ConditionExpression="attribute_not_exists(pk)")  # AWS: dynamodb:PutItem table/orders
        except ClientError as error:
            if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
                raise HTTPException(409) from error
            raise


def get_repository(table=Depends(get_table)) -> OrderRepository:
    return OrderRepository(table)


@router.get("/{order_id}")
async def read_order(order_id: str, repository: OrderRepository = Depends(get_repository)):
    order = await repository.find(order_id)
    if order is None:
        raise HTTPException(404)
    return order


@router.post("/")
async def create_order(request: Request, body: dict, settings: SettingsDep, repository: Annotated[OrderRepository, Depends(get_repository)]):
    await repository.create(body)
    await request.app.state.sns.publish(TopicArn=settings.events_topic, Message="created")  # AWS: sns:Publish news
    return body


app.include_router(router)

# ENV: TABLE_PREFIX=prod
# ENV: BUCKET=raw
# ENV: FN=thumb
import json
import os
from collections import defaultdict
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from enum import Enum
from functools import cache, partial, wraps
from itertools import islice
from typing import Any

import boto3
from aiobotocore.session import get_session

class Tables(str, Enum):
    USERS = "users"
    EVENTS = "events"

    @property
    def full(self) -> str:
        return f"{os.environ['TABLE_PREFIX']}-{self.value}"

@cache
def resource(name: str):
    return boto3.resource(name)

@cache
def client(name, **kw):
    return boto3.client(name, **kw)

@contextmanager
def table(name: str):
    yield resource("dynamodb").Table(f"{os.environ['TABLE_PREFIX']}-{name}")

@dataclass
class Job:
    key: str
    tags: dict[str, str] = field(default_factory=dict)

def save(job: Job) -> None:
    with table("jobs") as t:
        t.put_item(Item=job.__dict__)  # AWS: dynamodb:PutItem table/prod-jobs
    put = partial(client("s3").put_object, Bucket=os.environ["BUCKET"])
    put(Key=f"{job.key}.json", Body=json.dumps(job.__dict__))  # AWS: s3:PutObject raw/*.json

def fan_out(keys: list[str]) -> None:
    lam = client("lambda", region_name="eu-west-1")
    by = defaultdict(list)
    for key in keys:
        by[key[0]].append(key)
    for chunk in by.values():
        lam.invoke(FunctionName=os.environ.get("FN", "thumb-dev"), Payload=json.dumps(chunk))  # AWS: lambda:InvokeFunction function:thumb
    entries = [{"Id": str(i), "MessageBody": k} for i, k in enumerate(keys)]
    queue = resource("sqs").Queue("https://sqs.eu-west-1.amazonaws.com/111122223333/keys")
    queue.send_messages(Entries=entries)  # AWS: sqs:SendMessage keys
    topic = resource("sns").Topic(arn="arn:aws:sns:eu-west-1:111122223333:keys")
    topic.publish(Message="done")  # AWS: sns:Publish keys

class Aio:
    def __init__(self):
        self.session = get_session()

    @asynccontextmanager
    async def dynamo(self):
        async with self.session.create_client("dynamodb") as c:
            yield c

    async def events(self):
        async with self.dynamo() as c:
            paginator = c.get_paginator("query")
            async for page in paginator.paginate(TableName="prod-events", IndexName="day"):  # AWS: dynamodb:Query table/prod-events/index/day
                yield page
            request: dict[str, Any] = {"TableName": "prod-events"}
            request.update(Key={"id": {"S": "1"}})
            await c.delete_item(**request)  # AWS: dynamodb:DeleteItem table/prod-events

def users():
    names = [Tables.USERS, Tables.EVENTS]
    for chosen in names:
        client("dynamodb").describe_table(TableName=chosen.full)  # AWS: dynamodb:DescribeTable

def cfn(stack: str):
    waiter = client("cloudformation").get_waiter("stack_create_complete")
    waiter.wait(StackName=stack)  # AWS: cloudformation:DescribeStacks
    ops = {"get": client("ssm").get_parameter, "put": client("ssm").put_parameter}
    ops["get"](Name="/svc/flag")  # AWS: ssm:GetParameter parameter/svc/flag

from __future__ import annotations
from functools import cached_property
import boto3
from botocore.config import Config
from app.core.settings import settings

class Aws:
    def __init__(self, session: boto3.session.Session | None = None) -> None:
        self._session = session or boto3.session.Session(region_name=settings.aws.region)
        self._config = Config(retries={"max_attempts": 10, "mode": "adaptive"})

    @cached_property
    def s3(self):
        return self._session.client("s3", config=self._config)

    @cached_property
    def queue(self):
        return self._session.resource("sqs").get_queue_by_name(QueueName=settings.aws.queue_name)  # AWS: sqs:GetQueueUrl import-jobs

    @property
    def state(self):
        return self._session.resource("dynamodb").Table(settings.table_name)

aws = Aws()

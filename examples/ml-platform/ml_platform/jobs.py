"""The table of jobs: one item a job, with its status."""

import time

import boto3
from boto3.dynamodb.conditions import Key

from .settings import JOBS_TABLE


class Jobs:
    def __init__(self):
        self._table = boto3.resource("dynamodb").Table(JOBS_TABLE)

    def is_ready(self) -> bool:
        self._table.load()
        return self._table.table_status == "ACTIVE"

    def create(self, job_id: str, dataset: str) -> None:
        self._table.put_item(Item={"job_id": job_id, "dataset": dataset, "status": "queued"})

    def get(self, job_id: str) -> dict:
        return self._table.get_item(Key={"job_id": job_id})["Item"]

    def all(self) -> list[dict]:
        return self._table.scan()["Items"]

    def attempts(self, job_id: str) -> list[dict]:
        return self._table.query(KeyConditionExpression=Key("job_id").eq(job_id))["Items"]

    def finish(self, job_id: str, model: str) -> None:
        self._table.update_item(
            Key={"job_id": job_id},
            UpdateExpression="SET #status = :status, model = :model, finished = :time",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues={":status": "done", ":model": model, ":time": int(time.time())},
        )

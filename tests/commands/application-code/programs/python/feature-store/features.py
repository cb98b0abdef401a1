from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import boto3
from boto3.dynamodb.conditions import Key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.service_resource import Table
    from mypy_boto3_s3 import S3Client


@lru_cache(maxsize=1)
def _dynamodb():
    return boto3.resource("dynamodb", region_name=os.environ.get("AWS_REGION"))


@dataclass
class Features:
    table_name: str
    bucket: str = "feature-dumps"

    @cached_property
    def table(self) -> Table:
        return _dynamodb().Table(self.table_name)

    @property
    def s3(self) -> S3Client:
        return boto3.client("s3")

    def latest(self, entity: str):
        answer = self.table.query(KeyConditionExpression=Key("entity").eq(entity), Limit=1)  # AWS: dynamodb:Query table/features
        return answer["Items"]

    def write(self, rows):
        with self.table.batch_writer() as batch:  # AWS: dynamodb:BatchWriteItem table/features
            for row in rows:
                batch.put_item(Item=row)

    def dump(self, path):
        self.s3.upload_file(path, self.bucket, "features/latest.parquet")  # AWS: s3:PutObject feature-dumps/features/latest.parquet

    def restore(self, path):
        with open(path, "wb") as file:
            self.s3.download_fileobj(self.bucket, "features/latest.parquet", file)  # AWS: s3:GetObject feature-dumps/features/latest.parquet


def put_raw(table: Table, item):
    table.put_item(Item=item)  # AWS: dynamodb:PutItem


features = Features(table_name="features")

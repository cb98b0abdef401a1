"""Classes that share clients by mixins and abstract bases; uploads in parts; waiters; paginators by helper."""
from __future__ import annotations

import abc
import os
from collections.abc import Iterator

import boto3
from boto3.dynamodb.conditions import Attr, Key
from boto3.s3.transfer import TransferConfig


class AwsMixin:
    _session: boto3.Session | None = None

    @property
    def session(self) -> boto3.Session:
        if self._session is None:
            self._session = boto3.Session()
        return self._session

    def client(self, name: str):
        return self.session.client(name)

    def pages(self, service, operation, key, **kwargs) -> Iterator[dict]:
        paginator = self.client(service).get_paginator(operation)
        for page in paginator.paginate(**kwargs):  # AWS: s3:ListBucket, athena:ListWorkGroups
            yield from page.get(key, [])


class Step(abc.ABC, AwsMixin):
    bucket: str = "landing"

    @abc.abstractmethod
    def target(self) -> str: ...

    def keys(self):
        return [each["Key"] for each in self.pages("s3", "list_objects_v2", "Contents", Bucket=self.bucket)]

    def groups(self):
        return list(self.pages("athena", "list_work_groups", "WorkGroups"))

    def upload(self, path):
        self.client("s3").upload_file(path, self.target(), os.path.basename(path), Config=TransferConfig(max_concurrency=2))  # AWS: s3:PutObject curated/*


class Curate(Step):
    def target(self):
        return "curated"

    def in_parts(self, key, chunks):
        s3 = self.client("s3")
        upload = s3.create_multipart_upload(Bucket=self.target(), Key=key)  # AWS: s3:PutObject curated/*
        parts = []
        for number, chunk in enumerate(chunks, 1):
            part = s3.upload_part(  # AWS: s3:PutObject curated/*
                Bucket=self.target(), Key=key, PartNumber=number, UploadId=upload["UploadId"], Body=chunk
            )
            parts.append({"PartNumber": number, "ETag": part["ETag"]})
        s3.complete_multipart_upload(  # AWS: s3:PutObject curated/*
            Bucket=self.target(), Key=key, UploadId=upload["UploadId"], MultipartUpload={"Parts": parts}
        )
        s3.get_waiter("object_exists").wait(Bucket=self.target(), Key=key)  # AWS: s3:GetObject curated/*


class Catalogue(AwsMixin):
    def __init__(self):
        self.table = self.session.resource("dynamodb").Table(os.environ["TABLE"])
        self.glue = self.client("glue")

    def open(self, day):
        start = {}
        while True:
            page = self.table.query(  # AWS: dynamodb:Query table/orders/index/by-day
                IndexName="by-day", KeyConditionExpression=Key("day").eq(day), FilterExpression=Attr("open").eq(True), **start
            )
            yield from page["Items"]
            if "LastEvaluatedKey" not in page:
                return
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}

    def crawl(self, name):
        self.glue.start_crawler(Name=name)  # AWS: glue:StartCrawler
        execution = boto3.client("athena").start_query_execution(QueryString="SELECT 1", WorkGroup="primary")  # AWS: athena:StartQueryExecution workgroup/primary
        return execution["QueryExecutionId"]


STEPS: dict[str, type[Step]] = {"curate": Curate}


def main(name="curate"):
    step = STEPS[name]()
    for key in step.keys():
        step.upload(key)
    step.groups()

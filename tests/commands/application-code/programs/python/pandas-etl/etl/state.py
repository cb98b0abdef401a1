from __future__ import annotations
import contextlib
import logging
import os
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Iterable, NamedTuple
import boto3

class Step(NamedTuple):
    name: str
    bucket: str = os.environ.get("LAKE_BUCKET", "lake-dev")

STEPS = [Step("raw"), Step("clean", bucket="lake-clean")]
TABLES = {"state": os.environ["STATE_TABLE"], "runs": os.environ["STATE_TABLE"] + "-runs"}

def retry(times):
    def wrap(fn):
        def inner(*args, **kwargs):
            for _ in range(times):
                with contextlib.suppress(Exception):
                    return fn(*args, **kwargs)
        return inner
    return wrap

ddb = boto3.client("dynamodb")

@retry(times=3)
def mark(table: str, step: str):
    items = []
    items.append({"Put": {"TableName": TABLES["runs"], "Item": {"id": {"S": step}}}})
    items.append({"Update": {"TableName": TABLES["state"], "Key": {"id": {"S": step}}, "UpdateExpression": "SET a = :a"}})
    ddb.transact_write_items(TransactItems=items)  # AWS: dynamodb:PutItem table/etl-state-runs, dynamodb:UpdateItem table/etl-state

def write_all(rows: Iterable[dict]):
    requests = [{"PutRequest": {"Item": row}} for row in rows]
    response = ddb.batch_write_item(RequestItems={TABLES["state"]: requests})  # AWS: dynamodb:BatchWriteItem table/etl-state
    while response["UnprocessedItems"]:
        response = ddb.batch_write_item(RequestItems=response["UnprocessedItems"])  # AWS: dynamodb:BatchWriteItem

def touch(step: Step):
    s3 = boto3.client("s3")
    s3.put_object(Bucket=step.bucket, Key=f"{step.name}/_SUCCESS", Body=b"")  # AWS: s3:PutObject

def run():
    with ThreadPoolExecutor(4) as pool:
        futures = {pool.submit(touch, step): step for step in STEPS}
        for f in as_completed(futures):
            f.result()
    for table in TABLES.values():
        ddb.describe_table(TableName=table)  # AWS: dynamodb:DescribeTable table/etl-state|table/etl-state-runs
    glue, athena = boto3.client("glue"), boto3.client("athena")
    glue.start_job_run(JobName="clean")  # AWS: glue:StartJobRun job/clean
    params = {}
    params["QueryString"] = "select 1"
    params["WorkGroup"] = "etl"
    athena.start_query_execution(**params)  # AWS: athena:StartQueryExecution workgroup/etl

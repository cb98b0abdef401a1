import csv
import io
from celery import shared_task
from celery.utils.log import get_task_logger
from boto3.dynamodb.conditions import Attr, Key
from botocore.exceptions import ClientError
from app.core.aws import aws
from app.core.settings import settings

logger = get_task_logger(__name__)

@shared_task(bind=True, max_retries=3, autoretry_for=(ClientError,))
def import_file(self, key: str):
    buffer = io.BytesIO()
    aws.s3.download_fileobj(settings.aws.bucket, key, buffer)  # AWS: s3:GetObject imports/*
    buffer.seek(0)
    rows = csv.DictReader(io.TextIOWrapper(buffer))
    with aws.state.batch_writer(overwrite_by_pkeys=["id"]) as batch:  # AWS: dynamodb:BatchWriteItem table/import-state
        for row in rows:
            batch.put_item(Item=row)
    finish.delay(key)

@shared_task
def finish(key: str):
    aws.state.update_item(Key={"id": key}, UpdateExpression="SET #s = :d", ConditionExpression=Attr("id").exists())  # AWS: dynamodb:UpdateItem table/import-state
    aws.s3.copy({"Bucket": settings.aws.bucket, "Key": key}, settings.aws.bucket, f"done/{key}")  # AWS: s3:GetObject imports/*, s3:PutObject imports/done/*
    aws.s3.delete_object(Bucket=settings.aws.bucket, Key=key)  # AWS: s3:DeleteObject imports/*

@shared_task
def poll():
    for message in aws.queue.receive_messages(WaitTimeSeconds=10, MaxNumberOfMessages=10):  # AWS: sqs:ReceiveMessage import-jobs
        import_file.apply_async(args=[message.body])
        message.delete()  # AWS: sqs:DeleteMessage import-jobs

@shared_task
def sweep(prefix="tmp/"):
    pages = aws.s3.get_paginator("list_objects_v2").paginate(Bucket=settings.aws.bucket, Prefix=prefix)  # AWS: s3:ListBucket imports
    for page in pages:
        keys = [{"Key": o["Key"]} for o in page.get("Contents", [])]
        if keys:
            aws.s3.delete_objects(Bucket=settings.aws.bucket, Delete={"Objects": keys})  # AWS: s3:DeleteObject imports/*
    page = aws.state.query(IndexName="by-day", KeyConditionExpression=Key("day").eq("x"))  # AWS: dynamodb:Query table/import-state/index/by-day
    return page["Items"]

import argparse
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import boto3 as aws
from boto3.s3.transfer import TransferConfig

_client = None
TRANSFER = TransferConfig(multipart_threshold=64 * 1024 * 1024)


def client():
    global _client
    if _client is None:
        _client = aws.client("s3")
    return _client


def copy(key):
    source = {"Bucket": "incoming", "Key": key}
    client().copy(source, os.environ["BUCKET"], f"archive/{key}")  # AWS: s3:GetObject incoming/*, s3:PutObject media/archive/*
    client().delete_object(Bucket="incoming", Key=key)  # AWS: s3:DeleteObject incoming/*


def keys():
    token = {}
    while True:
        page = client().list_objects_v2(Bucket="incoming", **token)  # AWS: s3:ListBucket incoming
        yield from (entry["Key"] for entry in page.get("Contents", []))
        if not page.get("IsTruncated"):
            return
        token = {"ContinuationToken": page["NextContinuationToken"]}


def restore(name, destination):
    client().head_object(Bucket=os.environ["BUCKET"], Key="archive/" + name)  # AWS: s3:GetObject media/archive/*
    client().download_file(os.environ["BUCKET"], "archive/" + name, destination, Config=TRANSFER)  # AWS: s3:GetObject media/archive/*


def link(name):
    return client().generate_presigned_url(  # AWS: s3:GetObject media/archive/*
        "get_object", Params={"Bucket": os.environ["BUCKET"], "Key": "archive/{}".format(name)}, ExpiresIn=60
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--restore")
    arguments = parser.parse_args()
    if arguments.restore:
        restore(arguments.restore, sys.stdout.buffer)
    with ThreadPoolExecutor() as pool:
        list(pool.map(copy, keys()))

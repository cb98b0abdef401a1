"""Functions of the SDK handed around: partials, dictionaries, executors, decorators."""
import functools
import os
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

import boto3

session = boto3.session.Session(region_name=os.environ.get("AWS_REGION", "eu-west-1"))
clients = {name: session.client(name) for name in ("s3", "sqs")}
CLIENTS = {
    "table": session.resource("dynamodb").Table(os.environ["TABLE"]),
    "kms": session.client("kms"),
}
BUCKET = os.getenv("BUCKET")


def retry(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(times):
                try:
                    return function(*args, **kwargs)
                except clients["s3"].exceptions.ClientError:
                    time.sleep(2**attempt)
            raise RuntimeError

        return wrapper

    return decorate


put = functools.partial(boto3.client("s3").put_object, Bucket=BUCKET, ServerSideEncryption="AES256")


@retry(times=3)
def fetch(key):
    return boto3.client("s3").get_object(Bucket=BUCKET, Key=key)["Body"].read()  # AWS: s3:GetObject media/a|media/b


def store(key, body):
    put(Key="out/" + key, Body=body)  # AWS: s3:PutObject media/out/*


def with_backoff(call, **kwargs):
    for attempt in range(5):
        try:
            return call(**kwargs)  # AWS: dynamodb:UpdateItem table/orders
        except Exception:
            time.sleep(attempt)


def count(key):
    with_backoff(
        CLIENTS["table"].update_item,
        Key={"pk": key},
        UpdateExpression="ADD hits :one",
        ExpressionAttributeValues={":one": 1},
    )


def sealed(text: bytes) -> bytes:
    return CLIENTS["kms"].encrypt(KeyId=os.environ["KEY_ID"], Plaintext=text)["CiphertextBlob"]  # AWS: kms:Encrypt key/0f3c1d2e-1111-2222-3333-444455556666


def run(keys):
    with ThreadPoolExecutor(max_workers=8) as pool:
        futures = {pool.submit(fetch, key): key for key in keys}
        for future in as_completed(futures):
            store(futures[future], sealed(future.result()))
            count(futures[future])
    listed = clients["s3"].list_objects_v2(Bucket=BUCKET, Prefix="out/")  # AWS: s3:ListBucket media
    return [each["Key"] for each in listed.get("Contents", [])]


if __name__ == "__main__":
    run(["a", "b"])

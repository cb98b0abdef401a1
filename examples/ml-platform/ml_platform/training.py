"""Training data in, a model out. The model is a mean, which is all that an example needs."""

import json

import boto3

from .settings import MODELS_BUCKET, TRAINING_BUCKET

s3 = boto3.client("s3")


def samples(dataset: str) -> list[float]:
    found: list[float] = []
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=TRAINING_BUCKET, Prefix=f"{dataset}/"):
        for entry in page.get("Contents", []):
            body = s3.get_object(Bucket=TRAINING_BUCKET, Key=entry["Key"])["Body"]
            found.extend(json.load(body))
    return found


def train(job_id: str, dataset: str) -> str:
    data = samples(dataset)
    model = {"mean": sum(data) / len(data) if data else None}
    key = f"{job_id}/model.json"
    s3.put_object(Bucket=MODELS_BUCKET, Key=key, Body=json.dumps(model).encode())
    return key

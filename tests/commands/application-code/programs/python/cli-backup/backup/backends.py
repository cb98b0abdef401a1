from __future__ import annotations
import abc
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Generic, Iterator, Type, TypeVar
import boto3
from botocore.exceptions import ClientError
from mypy_boto3_s3 import S3Client
from mypy_boto3_s3.service_resource import Bucket

REGISTRY: dict[str, Type["Backend"]] = {}

def register(name):
    def wrap(cls):
        REGISTRY[name] = cls
        return cls
    return wrap

class Backend(abc.ABC):
    scheme: ClassVar[str]
    @abc.abstractmethod
    def upload(self, path: Path, key: str) -> None: ...
    @abc.abstractmethod
    def keys(self, prefix: str = "") -> Iterator[str]:
        raise NotImplementedError

@register("s3")
@dataclass
class S3Backend(Backend):
    bucket: str
    storage_class: str = "STANDARD_IA"
    client: S3Client | None = None

    def __post_init__(self):
        self.client = self.client or boto3.client("s3")
        self._bucket: Bucket = boto3.resource("s3").Bucket(self.bucket)

    def upload(self, path, key):
        self.client.upload_file(str(path), self.bucket, key, ExtraArgs={"StorageClass": self.storage_class, "Tagging": "backup=1"})  # AWS: s3:PutObject backups/*, s3:PutObjectTagging backups/*

    def keys(self, prefix=""):
        yield from (o.key for o in self._bucket.objects.filter(Prefix=prefix))  # AWS: s3:ListBucket backups

    def download(self, key, path):
        self._bucket.download_file(key, str(path))  # AWS: s3:GetObject backups/*

    def exists(self, key) -> bool:
        try:
            self.client.head_object(Bucket=self.bucket, Key=key)  # AWS: s3:GetObject backups/*
        except ClientError as e:
            return e.response["Error"]["Code"] != "404"
        return True

@register("glacier")
class GlacierBackend(Backend):
    def __init__(self, vault: str):
        self.vault = boto3.resource("glacier").Vault("-", vault)
        self.client = boto3.client("glacier")

    def upload(self, path, key):
        self.client.upload_archive(vaultName="cold", body=path.read_bytes())  # AWS: glacier:UploadArchive vaults/cold

import boto3

from app import config


def get_table():
    yield boto3.resource("dynamodb").Table(config.settings.table)


def get_ses():
    return boto3.client("sesv2")


class Templates:
    def __init__(self, bucket):
        self.objects = boto3.client("s3")
        self.bucket = bucket

    def load(self, name):
        return self.objects.get_object(Bucket=self.bucket, Key="html/" + name)["Body"].read()  # AWS: s3:GetObject media/html/*.html


templates = Templates(config.settings.template_bucket)

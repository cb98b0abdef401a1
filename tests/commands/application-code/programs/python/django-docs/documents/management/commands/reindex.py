from django.core.management.base import BaseCommand
from documents.services import DocumentService
from django.conf import settings
import boto3

class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("--prefix", default="")

    def handle(self, *args, **options):
        service = DocumentService()
        s3 = boto3.resource("s3")
        for summary in s3.Bucket(settings.AWS_STORAGE_BUCKET_NAME).objects.filter(Prefix=options["prefix"]):  # AWS: s3:ListBucket docs
            if summary.get()["ContentType"] == "application/pdf":  # AWS: s3:GetObject docs/*
                service.analyse(summary.key)
        client = boto3.client("dynamodb")
        client.get_waiter("table_exists").wait(TableName=settings.DOCUMENTS["TABLE"])  # AWS: dynamodb:DescribeTable table/doc-index
        paginator = client.get_paginator("scan")
        for page in paginator.paginate(TableName=settings.DOCUMENTS["TABLE"], Select="COUNT"):  # AWS: dynamodb:Scan table/doc-index
            self.stdout.write(str(page["Count"]))

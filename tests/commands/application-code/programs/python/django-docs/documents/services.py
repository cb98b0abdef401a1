import logging
import boto3
from django.conf import settings
from django.utils.functional import SimpleLazyObject, cached_property

log = logging.getLogger(__name__)
_s3 = SimpleLazyObject(lambda: boto3.client("s3", region_name=settings.AWS_S3_REGION_NAME))

class DocumentService:
    bucket_name = settings.AWS_STORAGE_BUCKET_NAME

    @cached_property
    def textract(self):
        return boto3.client("textract")

    @cached_property
    def index(self):
        return boto3.resource("dynamodb").Table(settings.DOCUMENTS["TABLE"])

    def analyse(self, key):
        response = self.textract.start_document_text_detection(  # AWS: textract:StartDocumentTextDetection
            DocumentLocation={"S3Object": {"Bucket": self.bucket_name, "Name": key}},
            NotificationChannel={"SNSTopicArn": settings.DOCUMENTS["TOPIC"], "RoleArn": "arn:aws:iam::111122223333:role/textract"},
        )
        self.index.put_item(Item={"id": response["JobId"], "key": key})  # AWS: dynamodb:PutItem table/doc-index

    def open(self, key, mode="rb"):
        return _s3.get_object(Bucket=self.bucket_name, Key=key)["Body"]  # AWS: s3:GetObject docs/*

    def versions(self, key):
        bucket = boto3.resource("s3").Bucket(self.bucket_name)
        for v in bucket.object_versions.filter(Prefix=key):  # AWS: s3:ListBucketVersions docs
            yield v.id
        obj = bucket.Object(key)
        obj.delete()  # AWS: s3:DeleteObject docs/*
        bucket.Object(f"meta/{key}").put(Body=b"")  # AWS: s3:PutObject docs/meta/*

import boto3
from moto import mock_aws
@mock_aws
def test_import():
    boto3.client("s3").create_bucket(Bucket="imports")
    boto3.resource("dynamodb").create_table(TableName="x")

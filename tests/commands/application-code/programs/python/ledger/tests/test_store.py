import boto3

boto3.client("dynamodb").create_table(TableName="test-only")

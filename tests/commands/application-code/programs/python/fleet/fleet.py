import os
import boto3


class Base:
    service = "ecs"

    def __init__(self):
        self.api = boto3.client(self.service)


class Fleet(Base):
    def tasks(self, cluster):
        arns = self.api.list_tasks(cluster=cluster)["taskArns"]  # AWS: ecs:ListTasks
        if arns:
            return self.api.describe_tasks(cluster=cluster, tasks=arns)["tasks"]  # AWS: ecs:DescribeTasks
        return []

    def stop(self, cluster, task):
        self.api.stop_task(cluster=cluster, task=task)  # AWS: ecs:StopTask


def invoke(payload, *, function=os.environ.get("FUNCTION", "resize")):
    return boto3.client("lambda").invoke(FunctionName=function, Payload=payload)  # AWS: lambda:InvokeFunction function:resize


def assume(role_arn):
    credentials = boto3.client("sts").assume_role(RoleArn=role_arn, RoleSessionName="fleet")["Credentials"]  # AWS: sts:AssumeRole
    other = boto3.Session(
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )
    return other.client("s3").list_buckets()


def deliver(rows):
    firehose = boto3.client("firehose")
    for start in range(0, len(rows), 500):
        firehose.put_record_batch(DeliveryStreamName="clicks", Records=rows[start : start + 500])  # AWS: firehose:PutRecordBatch deliverystream/clicks


if (mode := os.environ.get("MODE")) == "stop":
    Fleet().stop("main", "t")
else:
    print(mode, Fleet().tasks("main"))

import json
import os
from dataclasses import dataclass, field

import boto3

MODEL = "anthropic.claude-3-haiku-20240307-v1:0"


@dataclass
class Summariser:
    runtime: object = field(default_factory=lambda: boto3.client("bedrock-runtime"))
    logs: object = None

    def summarise(self, chat):
        answer = self.runtime.converse(modelId=MODEL, messages=chat)  # AWS: bedrock:InvokeModel
        return answer["output"]["message"]["content"][0]["text"]

    def stream(self, chat):
        yield from self.runtime.invoke_model_with_response_stream(  # AWS: bedrock:InvokeModelWithResponseStream
            modelId=MODEL, body=json.dumps(chat)
        )["body"]


def notify(summary):
    events = boto3.client("events")
    events.put_events(Entries=[{"EventBusName": "chat", "Detail": json.dumps(summary), "Source": "chat"}])  # AWS: events:PutEvents event-bus/chat
    machine = boto3.client("stepfunctions")
    machine.start_execution(stateMachineArn=os.environ["MACHINE_ARN"], input="{}")  # AWS: states:StartExecution stateMachine:follow-up


def watch(group="/chat/summaries"):
    logs = boto3.client("logs")
    logs.create_log_stream(logGroupName=group, logStreamName="main")  # AWS: logs:CreateLogStream log-group:/chat/summaries:log-stream:main
    logs.put_log_events(logGroupName=group, logStreamName="main", logEvents=[])  # AWS: logs:PutLogEvents log-group:/chat/summaries:log-stream:main
    boto3.client("cloudwatch").put_metric_data(Namespace="Chat", MetricData=[])  # AWS: cloudwatch:PutMetricData


local = boto3.client("dynamodb", endpoint_url="http://localhost:8000")
local.list_tables()

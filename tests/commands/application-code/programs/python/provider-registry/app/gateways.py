import json
import os
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sqs import SQSClient


class Gateway(Protocol):
    def ping(self) -> bool: ...


class QueueGateway:
    def __init__(self, client: "SQSClient", url: str | None = None):
        self.client = client
        self.url = url or os.environ["QUEUE_URL"]

    def push(self, body: dict[str, Any]) -> str:
        sent = self.client.send_message(QueueUrl=self.url, MessageBody=json.dumps(body))  # AWS: sqs:SendMessage work
        return sent["MessageId"]

    def push_all(self, bodies):
        entries = [{"Id": str(i), "MessageBody": json.dumps(b)} for i, b in enumerate(bodies)]
        return self.client.send_message_batch(QueueUrl=self.url, Entries=entries)  # AWS: sqs:SendMessage work


class SecretGateway:
    def __init__(self, client: "SecretsManagerClient"):
        self.client = client

    @property
    def token(self):
        value = self.client.get_secret_value(SecretId=os.environ["SECRET"])  # AWS: secretsmanager:GetSecretValue secret:bot/token-??????
        return value["SecretString"]

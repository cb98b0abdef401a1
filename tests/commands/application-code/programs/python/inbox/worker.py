import logging
import os
from contextlib import suppress

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

log = logging.getLogger(__name__)
config = Config(retries={"max_attempts": 5}, connect_timeout=3)


def clients(session: boto3.Session):
    return session.client("sqs", config=config), session.client("sns", config=config)


class Inbox:
    def __init__(self, session):
        self.sqs, self.sns = clients(session)
        self.url = self.sqs.get_queue_url(QueueName="inbox")["QueueUrl"]  # AWS: sqs:GetQueueUrl inbox

    def poll(self):
        response = self.sqs.receive_message(QueueUrl=self.url, MaxNumberOfMessages=10)  # AWS: sqs:ReceiveMessage inbox
        entries = []
        for message in response.get("Messages", []):
            with suppress(ClientError):
                self.sns.publish(TopicArn=os.environ["TOPIC_ARN"], Message=message["Body"])  # AWS: sns:Publish news
            entries.append({"Id": message["MessageId"], "ReceiptHandle": message["ReceiptHandle"]})
        if entries:
            self.sqs.delete_message_batch(QueueUrl=self.url, Entries=entries)  # AWS: sqs:DeleteMessage inbox

    def backlog(self):
        try:
            answer = self.sqs.get_queue_attributes(  # AWS: sqs:GetQueueAttributes inbox
                QueueUrl=self.url, AttributeNames=["ApproximateNumberOfMessages"]
            )
        except self.sqs.exceptions.QueueDoesNotExist:
            log.warning("no queue")
            return 0
        return int(answer["Attributes"]["ApproximateNumberOfMessages"])


def main():
    inbox = Inbox(boto3.Session())
    inbox.poll()
    print(inbox.backlog())
    requests = {"poll": inbox.poll}
    requests["poll"]()

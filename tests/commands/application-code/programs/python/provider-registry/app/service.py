from dataclasses import dataclass, field

import boto3

from .gateways import QueueGateway, SecretGateway


@dataclass
class Dispatcher:
    queue: QueueGateway
    secret: SecretGateway
    metrics: object = field(default_factory=lambda: boto3.client("cloudwatch"))

    def dispatch(self, body):
        if not self.secret.token:
            raise ValueError
        identifier = self.queue.push(body)
        self.metrics.put_metric_data(Namespace="dispatch", MetricData=[{"MetricName": "sent", "Value": 1}])  # AWS: cloudwatch:PutMetricData
        return identifier

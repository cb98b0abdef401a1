import json
import boto3
from celery import Celery
from app.core.settings import settings

def dsn() -> str:
    secrets = boto3.client(service_name="secretsmanager")
    return json.loads(secrets.get_secret_value(SecretId=settings.sentry_secret)["SecretString"])["dsn"]  # AWS: secretsmanager:GetSecretValue secret:sentry/dsn-??????

app = Celery("imports", broker="sqs://")
app.autodiscover_tasks(["app.tasks"])

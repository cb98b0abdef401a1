"""A small container of dependencies, as dependency-injector has them."""
from dependency_injector import containers, providers
import boto3

from .gateways import QueueGateway, SecretGateway
from .service import Dispatcher


class Container(containers.DeclarativeContainer):
    config = providers.Configuration()
    session = providers.Singleton(boto3.Session)
    sqs = providers.Resource(session.provided.client.call("sqs"))
    secrets = providers.Singleton(boto3.client, "secretsmanager")
    queue = providers.Factory(QueueGateway, client=providers.Singleton(boto3.client, service_name="sqs"))
    secret = providers.Factory(SecretGateway, client=secrets)
    dispatcher = providers.Factory(Dispatcher, queue=queue, secret=secret)

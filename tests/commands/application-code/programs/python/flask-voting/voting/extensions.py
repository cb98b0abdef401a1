import boto3
from flask import current_app, g

class Aws:
    def __init__(self, app=None):
        self.app = app
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        app.config.setdefault("AWS_REGION", "eu-west-1")
        session = boto3.Session(region_name=app.config["AWS_REGION"])
        self.dynamodb = session.resource("dynamodb")
        self.s3 = session.client("s3")
        app.extensions["aws"] = self

    @property
    def votes(self):
        return self.dynamodb.Table(current_app.config["VOTES_TABLE"])

aws = Aws()

def get_kinesis():
    if "kinesis" not in g:
        g.kinesis = boto3.client("kinesis")
    return g.kinesis

import json
from flask import Blueprint, abort, current_app, g, jsonify, request
from .extensions import aws, get_kinesis

bp = Blueprint("votes", __name__)

@bp.before_request
def load():
    g.table = aws.votes

@bp.post("/votes/<poll>")
def vote(poll):
    g.table.update_item(Key={"poll": poll}, UpdateExpression="ADD n :one", ExpressionAttributeValues={":one": 1})  # AWS: dynamodb:UpdateItem table/votes
    get_kinesis().put_record(StreamName=current_app.config["STREAM_NAME"], Data=json.dumps(request.json), PartitionKey=poll)  # AWS: kinesis:PutRecord stream/clicks
    return "", 204

@bp.get("/votes/<poll>")
def result(poll):
    item = aws.votes.get_item(Key={"poll": poll}).get("Item")  # AWS: dynamodb:GetItem table/votes
    return jsonify(item) if item else abort(404)

@bp.post("/publish")
def publish():
    ext = current_app.extensions["aws"]
    ext.s3.put_object(Bucket=current_app.config["RESULTS_BUCKET"], Key="latest.json", Body=b"{}", ACL="public-read")  # AWS: s3:PutObject results/latest.json, s3:PutObjectAcl results/latest.json
    ext.s3.get_waiter("object_exists").wait(Bucket=current_app.config["RESULTS_BUCKET"], Key="latest.json")  # AWS: s3:GetObject results/latest.json
    return "ok"

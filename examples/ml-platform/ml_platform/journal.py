"""What happened to a job, line by line, in a log stream of its own."""

import time

import boto3

from .settings import LOG_GROUP


class Journal:
    def __init__(self, job_id: str):
        self._logs = boto3.client("logs")
        self._stream = job_id
        try:
            self._logs.create_log_group(logGroupName=LOG_GROUP)
        except self._logs.exceptions.ResourceAlreadyExistsException:
            pass
        self._logs.create_log_stream(logGroupName=LOG_GROUP, logStreamName=self._stream)

    def write(self, message: str) -> None:
        event = {"timestamp": int(time.time() * 1000), "message": message}
        self._logs.put_log_events(logGroupName=LOG_GROUP, logStreamName=self._stream, logEvents=[event])

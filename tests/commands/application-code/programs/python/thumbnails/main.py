"""Makes small pictures of large ones, one queue message at a time."""
import io
import json
import os

import boto3
from PIL import Image

s3 = boto3.resource("s3")
sqs = boto3.resource("sqs")

SOURCE = s3.Bucket(os.environ["BUCKET"])
queue = sqs.Queue(os.environ["QUEUE_URL"])


def shrink(key):
    buffer = io.BytesIO()
    SOURCE.download_fileobj(key, buffer)  # AWS: s3:GetObject media/*
    picture = Image.open(buffer)
    picture.thumbnail((128, 128))
    out = io.BytesIO()
    picture.save(out, "JPEG")
    target = s3.Object(os.environ["BUCKET"], f"small/{key}.jpg")
    target.put(Body=out.getvalue(), ContentType="image/jpeg")  # AWS: s3:PutObject media/small/*.jpg


def main():
    while True:
        for message in queue.receive_messages(WaitTimeSeconds=20):  # AWS: sqs:ReceiveMessage work
            body = json.loads(message.body)
            shrink(body["key"])
            message.delete()  # AWS: sqs:DeleteMessage work
        for summary in SOURCE.objects.filter(Prefix="small/"):  # AWS: s3:ListBucket media
            if summary.size == 0:
                summary.delete()  # AWS: s3:DeleteObject media/*


if __name__ == "__main__":
    main()

import os
import environ
env = environ.Env(DEBUG=(bool, False))
environ.Env.read_env()
# ENV: AWS_STORAGE_BUCKET_NAME=docs
# ENV: TEXTRACT_TOPIC=arn:aws:sns:eu-west-1:111122223333:textract
# ENV: DOC_INDEX=doc-index
SECRET_KEY = env("SECRET_KEY")
AWS_STORAGE_BUCKET_NAME = env("AWS_STORAGE_BUCKET_NAME")
AWS_S3_REGION_NAME = env.str("AWS_REGION", default="eu-west-1")
DOCUMENTS = {
    "TABLE": os.environ.get("DOC_INDEX", "index"),
    "TOPIC": env("TEXTRACT_TOPIC", default=None),
}

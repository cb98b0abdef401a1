"""What the container's environment says."""

import os

JOBS_TABLE = os.environ["JOBS_TABLE"]
TRAINING_BUCKET = os.environ["TRAINING_BUCKET"]
MODELS_BUCKET = os.environ["MODELS_BUCKET"]
LOG_GROUP = "/ml-platform/jobs"

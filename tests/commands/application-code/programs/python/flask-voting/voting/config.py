import os
# ENV: VOTES_TABLE=votes
# ENV: RESULTS_BUCKET=results
# ENV: STREAM_NAME=clicks
class Base:
    VOTES_TABLE = os.environ.get("VOTES_TABLE")
    RESULTS_BUCKET = os.environ.get("RESULTS_BUCKET", "results-dev")
    STREAM_NAME = os.environ["STREAM_NAME"]
class Production(Base):
    DEBUG = False
configs = {"production": Production, "default": Base}

import os
import awswrangler as wr
import pandas as pd
import s3fs
from smart_open import open as sopen
# ENV: LAKE_BUCKET=lake
# ENV: STATE_TABLE=etl-state
LAKE = os.environ["LAKE_BUCKET"]

def read_raw(day):
    return pd.read_csv(f"s3://{LAKE}/raw/{day}.csv")  # AWS: s3:GetObject lake/raw/*.csv

def write_clean(df, day):
    df.to_parquet(f"s3://{LAKE}/clean/{day}.parquet", index=False)  # AWS: s3:PutObject lake/clean/*.parquet

def log_lines(day):
    with sopen(f"s3://{LAKE}/logs/{day}.log.gz", "rt") as f:  # AWS: s3:GetObject lake/logs/*.log.gz
        yield from f

def write_report(text):
    with sopen("s3://lake/report.txt", "w") as out:  # AWS: s3:PutObject lake/report.txt
        out.write(text)

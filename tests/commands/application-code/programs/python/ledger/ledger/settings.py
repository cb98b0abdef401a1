import os

TABLE_NAME = os.getenv("TABLE", "ledger")


def index_name() -> str:
    return "by-owner"

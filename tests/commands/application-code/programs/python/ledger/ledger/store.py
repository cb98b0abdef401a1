import boto3

from .settings import TABLE_NAME, index_name


class Ledger:
    def __init__(self, client=None):
        self._client = client or boto3.client("dynamodb")

    def transfer(self, source, target, amount):
        self._client.transact_write_items(  # AWS: dynamodb:ConditionCheckItem table/orders, dynamodb:UpdateItem table/orders, dynamodb:PutItem table/orders-audit
            TransactItems=[
                {"ConditionCheck": {"TableName": TABLE_NAME, "Key": {"id": {"S": source}}, "ConditionExpression": "x"}},
                {"Update": {"TableName": TABLE_NAME, "Key": {"id": {"S": target}}, "UpdateExpression": "ADD n :n"}},
                {"Put": {"TableName": f"{TABLE_NAME}-audit", "Item": {"id": {"S": target}}}},
            ]
        )

    def by_owner(self, owner):
        paginator = self._client.get_paginator("query")
        for page in paginator.paginate(TableName=TABLE_NAME, IndexName=index_name()):  # AWS: dynamodb:Query table/orders/index/by-owner
            yield from page["Items"]

    def statement(self, entry):
        return self._client.execute_statement(  # AWS: dynamodb:PartiQLSelect table/orders
            Statement=f"SELECT * FROM \"orders\" WHERE id = '{entry}'",
        )

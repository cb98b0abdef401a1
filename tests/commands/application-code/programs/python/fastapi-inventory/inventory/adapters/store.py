from decimal import Decimal
from typing import TYPE_CHECKING, Any, AsyncIterator, Protocol
import aioboto3
if TYPE_CHECKING:
    from types_aiobotocore_s3 import S3Client
    from types_aiobotocore_dynamodb.service_resource import DynamoDBServiceResource, Table

class ItemStore(Protocol):
    async def get(self, sku: str) -> dict | None: ...
    async def adjust(self, sku: str, by: int) -> None: ...

class DynamoItemStore:
    def __init__(self, table: "Table") -> None:
        self._table = table

    async def get(self, sku: str) -> dict | None:
        found = await self._table.get_item(Key={"sku": sku})  # AWS: dynamodb:GetItem table/items
        return found.get("Item")

    async def adjust(self, sku: str, by: int) -> None:
        await self._table.update_item(Key={"sku": sku}, UpdateExpression="ADD stock :n", ExpressionAttributeValues={":n": Decimal(by)})  # AWS: dynamodb:UpdateItem table/items

    async def scan(self) -> AsyncIterator[dict[str, Any]]:
        kwargs: dict[str, Any] = {"ProjectionExpression": "sku"}
        while True:
            page = await self._table.scan(**kwargs)  # AWS: dynamodb:Scan table/items
            for item in page["Items"]:
                yield item
            if not (last := page.get("LastEvaluatedKey")):
                break
            kwargs["ExclusiveStartKey"] = last

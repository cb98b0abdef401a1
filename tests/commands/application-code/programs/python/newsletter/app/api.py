from typing import Annotated

from fastapi import Depends, FastAPI

from app.aws import get_ses, get_table, templates
from app.config import settings

app = FastAPI()


@app.post("/subscribers")
def subscribe(address: str, table=Depends(get_table)):
    table.put_item(Item={"address": address})  # AWS: dynamodb:PutItem table/subscribers
    return {"ok": True}


@app.delete("/subscribers/{address}")
def unsubscribe(address: str, table: Annotated[object, Depends(get_table)]):
    table.delete_item(Key={"address": address})  # AWS: dynamodb:DeleteItem table/subscribers


@app.post("/issues/{issue}")
def send(issue: str, ses=Depends(get_ses)):
    body = templates.load(f"{issue}.html")
    ses.send_email(  # AWS: ses:SendEmail
        FromEmailAddress=settings.sender, Content={"Simple": {"Body": {"Html": {"Data": body}}}}
    )

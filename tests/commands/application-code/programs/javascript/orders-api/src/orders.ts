import { GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand, paginateScan } from "@aws-sdk/lib-dynamodb";
import { PublishCommand } from "@aws-sdk/client-sns";
import { documents, topics } from "./clients.js";
import type { Order } from "./types";

const { TABLE: TableName = "orders-dev", TOPIC_ARN } = process.env;

export async function load(id: string): Promise<Order | undefined> {
  const { Item } = await documents.send(new GetCommand({ TableName, Key: { id } })); // AWS: dynamodb:GetItem table/orders
  return Item as Order | undefined;
}

export async function place(order: Order): Promise<void> {
  await documents.send(
    new PutCommand({ TableName, Item: order, ConditionExpression: "attribute_not_exists(id)" }), // AWS: dynamodb:PutItem table/orders
  );
  await topics.send(new PublishCommand({ TopicArn: TOPIC_ARN, Message: JSON.stringify(order) })); // AWS: sns:Publish news
}

export const ofCustomer = async (customer: string) => {
  const input = { TableName, IndexName: "by-customer", KeyConditionExpression: "customer = :c" };
  const command = new QueryCommand({ ...input, ExpressionAttributeValues: { ":c": customer } }); // AWS: dynamodb:Query table/orders/index/by-customer
  return (await documents.send(command)).Items ?? [];
};

export async function ship(id: string, stock: string) {
  await documents.send(
    new TransactWriteCommand({ // AWS: dynamodb:UpdateItem table/orders, dynamodb:DeleteItem table/stock
      TransactItems: [
        { Update: { TableName, Key: { id }, UpdateExpression: "SET shipped = :t" } },
        { Delete: { TableName: "stock", Key: { id: stock } } },
      ],
    }),
  );
  const change = new UpdateCommand({ TableName: `${TableName}-log`, Key: { id } }); // AWS: dynamodb:UpdateItem table/orders-log
  await documents.send(change);
}

export async function* everything() {
  for await (const page of paginateScan({ client: documents }, { TableName })) { // AWS: dynamodb:Scan table/orders
    yield* page.Items ?? [];
  }
}

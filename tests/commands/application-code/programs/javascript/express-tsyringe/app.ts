import "reflect-metadata";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, type QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import express, { type NextFunction, type Request, type Response } from "express";
import { container, inject, injectable } from "tsyringe";
import { z } from "zod";

const schema = z.object({ TABLE: z.string(), QUEUE_URL: z.string().url(), PORT: z.coerce.number().default(3000) });
const env = schema.parse(process.env);

container.register<DynamoDBDocumentClient>("documents", {
  useFactory: () => DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } }),
});
container.registerInstance(SQSClient, new SQSClient({}));

interface Repository<T> {
  find(id: string): Promise<T | undefined>;
  save(item: T): Promise<void>;
}

type Order = { id: string; owner: string };

@injectable()
class OrderRepository implements Repository<Order> {
  constructor(@inject("documents") private readonly documents: DynamoDBDocumentClient) {}

  async find(id: string) {
    const { Item } = await this.documents.send(new GetCommand({ TableName: env.TABLE, Key: { id } })); // AWS: dynamodb:GetItem table/orders
    return Item as Order | undefined;
  }

  async save(item: Order) {
    await this.documents.send(new PutCommand({ TableName: env.TABLE, Item: item })); // AWS: dynamodb:PutItem table/orders
  }

  async *byOwner(owner: string): AsyncGenerator<Order> {
    const input: QueryCommandInput = {
      TableName: env.TABLE,
      IndexName: "owner-index",
      KeyConditionExpression: "#o = :o",
      ExpressionAttributeNames: { "#o": "owner" },
      ExpressionAttributeValues: { ":o": owner },
    };
    do {
      const page = await this.documents.send(new QueryCommand(input)); // AWS: dynamodb:Query table/orders/index/owner-index
      yield* (page.Items ?? []) as Order[];
      input.ExclusiveStartKey = page.LastEvaluatedKey;
    } while (input.ExclusiveStartKey);
  }
}

@injectable()
class Notifier {
  constructor(private sqs: SQSClient) {}
  notify = async (order: Order) => {
    const command = new SendMessageCommand({ QueueUrl: env.QUEUE_URL, MessageBody: JSON.stringify(order) }); // AWS: sqs:SendMessage work
    return this.sqs.send(command);
  };
}

const app = express();
const wrap = (handler: (req: Request, res: Response) => Promise<unknown>) => (req: Request, res: Response, next: NextFunction) =>
  handler(req, res).catch(next);

app.get("/orders/:id", wrap(async (req, res) => res.json(await container.resolve(OrderRepository).find(req.params.id!))));
app.post("/orders", wrap(async (req, res) => {
  await container.resolve(OrderRepository).save(req.body);
  await container.resolve(Notifier).notify(req.body);
  res.status(201).end();
}));
app.listen(env.PORT);

import { DynamoDB, waitUntilTableExists, type AttributeValue } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient, GetRecordsCommand } from "@aws-sdk/client-dynamodb-streams";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { S3Client, ListBucketsCommand } from "@aws-sdk/client-s3";

const api = new DynamoDB({});

enum Tables {
  Orders = "orders",
}

export async function create(name: string): Promise<Record<string, AttributeValue>[]> {
  await api.createTable({ TableName: `${Tables.Orders}-${name}`, BillingMode: "PAY_PER_REQUEST" } as never); // AWS: dynamodb:CreateTable table/orders-*
  await waitUntilTableExists({ client: api, maxWaitTime: 60 }, { TableName: `orders-${name}` }); // AWS: dynamodb:DescribeTable table/orders-*
  const { Items } = await api.executeStatement({ Statement: `INSERT INTO "audit" VALUE {'id': '${name}'}` }); // AWS: dynamodb:PartiQLInsert table/audit
  return Items ?? [];
}

export const drain = (iterator: string) =>
  new DynamoDBStreamsClient({}).send(new GetRecordsCommand({ ShardIterator: iterator })); // AWS: dynamodb:GetRecords

const foreign = new S3Client({
  credentials: fromTemporaryCredentials({ params: { RoleArn: process.env.OTHER_ROLE } }),
});
await foreign.send(new ListBucketsCommand({}));

// ENV: ITEMS=items
// ENV: UPLOADS=uploads
// ENV: AUDIT_QUEUE=https://sqs.eu-west-1.amazonaws.com/111122223333/audit
import Koa from 'koa';
import Router from '@koa/router';
import { DynamoDBClient, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, BatchGetCommand, BatchWriteCommand, TransactGetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { S3Client, GetObjectCommand, PutObjectTaggingCommand, DeleteObjectsCommand, type ObjectIdentifier } from '@aws-sdk/client-s3';
import { SQSClient, SendMessageBatchCommand, type SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';

const app = new Koa();
app.context.db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
app.context.s3 = new S3Client({});
const router = new Router();
const TABLE = { items: process.env.ITEMS!, stock: 'stock' } as const;

const withRetry = async <T>(fn: () => Promise<T>): Promise<T> => { try { return await fn(); } catch { return fn(); } };

class OrderTx {
  #ops: any[] = [];
  static begin() { return new OrderTx(); }
  reserve(sku: string) {
    const op = { Update: { TableName: TABLE.stock, Key: { sku } } };
    this.#ops.push(op);
    return this;
  }
  check(id: string) {
    this.#ops.push({ ConditionCheck: { TableName: TABLE.items, Key: { id } } });
    return this;
  }
  get input() { return { TransactItems: this.#ops }; }
}

router.post('/orders', async (ctx) => {
  const tx = OrderTx.begin().check('1');
  for (const sku of ctx.request.body.skus) tx.reserve(sku);
  await withRetry(() => ctx.db.send(new TransactWriteCommand(tx.input))); // AWS: dynamodb:ConditionCheckItem table/items, dynamodb:UpdateItem table/stock
  const RequestItems: Record<string, any[]> = {};
  for (const name of Object.values(TABLE)) RequestItems[name] = [];
  await ctx.db.send(new BatchWriteCommand({ RequestItems })); // AWS: dynamodb:BatchWriteItem table/items|table/stock
});

router.get('/items', async (ctx) => {
  const reads = ctx.query.ids.split(',').map((id: string) => ({ Get: { TableName: TABLE.items, Key: { id } } }));
  await ctx.db.send(new TransactGetCommand({ TransactItems: reads })); // AWS: dynamodb:GetItem table/items
  await ctx.db.send(new BatchGetCommand({ RequestItems: Object.fromEntries([[TABLE.items, { Keys: [] }]]) })); // AWS: dynamodb:BatchGetItem table/items
});

router.del('/files', async (ctx) => {
  const Objects: ObjectIdentifier[] = [];
  for (const k of ctx.request.body.keys) Objects.push({ Key: `f/${k}` });
  await ctx.s3.send(new DeleteObjectsCommand({ Bucket: process.env.UPLOADS, Delete: { Objects } })); // AWS: s3:DeleteObject uploads/f/*
  const input: any = { Bucket: process.env.UPLOADS };
  input.Key = 'index';
  await ctx.s3.send(new PutObjectTaggingCommand(input)); // AWS: s3:PutObjectTagging uploads/index
});

const sqs = new SQSClient({});
async function flush(entries: SendMessageBatchRequestEntry[], QueueUrl = process.env.AUDIT_QUEUE) {
  await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: entries })); // AWS: sqs:SendMessage audit
}
const tables = new Map<string, string>();
tables.set('a', 'table-a');
tables.set('b', 'table-b');
export const touch = async (which: string) =>
  app.context.db.send(new UpdateCommand({ TableName: tables.get(which), Key: {} })); // AWS: dynamodb:UpdateItem table/table-a|table/table-b
app.use(router.routes()).listen(8080);
export { flush };

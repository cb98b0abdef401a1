import { BatchWriteCommand, GetCommand, TransactWriteCommand, UpdateCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { documents } from './clients';
import { TableKey, Tables } from './env';

type Items = NonNullable<TransactWriteCommandInput['TransactItems']>;

export class UnitOfWork {
  private readonly items: Items = [];
  put(table: TableKey, item: Record<string, unknown>): this {
    this.items.push({ Put: { TableName: Tables[table], Item: item } });
    return this;
  }
  debit(account: string): this {
    this.items.push({ Update: { TableName: Tables.ledger, Key: { account }, UpdateExpression: 'ADD balance :x' } });
    return this;
  }
  async commit() {
    await documents().send(new TransactWriteCommand({ TransactItems: this.items })); // AWS: dynamodb:PutItem table/invoices, dynamodb:UpdateItem table/ledger
  }
}

export async function seed(rows: Record<string, unknown>[]) {
  const requests = rows.map((Item) => ({ PutRequest: { Item } }));
  for (let i = 0; i < requests.length; i += 25) {
    await documents().send(new BatchWriteCommand({ RequestItems: { [Tables.invoices]: requests.slice(i, i + 25) } })); // AWS: dynamodb:BatchWriteItem table/invoices
  }
}
export async function load(id: string) {
  const { Item } = await documents().send(new GetCommand({ TableName: Tables['invoices'], Key: { id } })); // AWS: dynamodb:GetItem table/invoices
  return Item;
}
export async function markAll(ids: Record<string, string>) {
  const input: TransactWriteCommandInput = {
    TransactItems: Object.entries(ids).map(([id, state]) => ({
      Update: { TableName: Tables.invoices, Key: { id }, UpdateExpression: 'SET #s = :s', ExpressionAttributeValues: { ':s': state } },
    })),
  };
  await documents().send(new TransactWriteCommand(input)); // AWS: dynamodb:UpdateItem table/invoices
  await Promise.all(Object.keys(ids).map((id) => documents().send(new UpdateCommand({ TableName: Tables.ledger, Key: { id } })))); // AWS: dynamodb:UpdateItem table/ledger
}

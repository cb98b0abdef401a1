import { DynamoDBClient, ConditionalCheckFailedException, QueryCommand, PutItemCommand, ScanCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { Repository } from '../domain/ports.js';
export abstract class DynamoRepository<T extends { id: string }> extends Repository<T> {
  constructor(protected readonly client: DynamoDBClient) { super(); }
  async save(entity: T) {
    try {
      await this.client.send(new PutItemCommand({ TableName: this.table, Item: marshall(entity), ConditionExpression: 'attribute_not_exists(id)' })); // AWS: dynamodb:PutItem table/contracts|table/parties
    } catch (e) {
      if (!(e instanceof ConditionalCheckFailedException)) throw e;
    }
  }
  protected async query(input: Omit<QueryCommandInput, 'TableName'>) {
    const { Items } = await this.client.send(new QueryCommand({ ...input, TableName: this.table })); // AWS: dynamodb:Query
    return (Items ?? []).map((i) => unmarshall(i) as T);
  }
}
export class ContractRepository extends DynamoRepository<{ id: string; party: string }> {
  readonly table = process.env['CONTRACTS_TABLE']!;
  byParty(party: string) {
    return this.query({ IndexName: 'by-party', KeyConditionExpression: 'party = :p', ExpressionAttributeValues: marshall({ ':p': party }) });
  }
}
export class PartyRepository extends DynamoRepository<{ id: string }> {
  readonly table = `parties`;
  async all() {
    return this.client.send(new ScanCommand({ TableName: this.table })); // AWS: dynamodb:Scan table/parties
  }
}

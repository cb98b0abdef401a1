const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, GetCommand, PutCommand, ScanCommand, DeleteCommand, paginateScan } = require('@aws-sdk/lib-dynamodb');
const { aws } = require('../config');
const client = DynamoDBDocumentClient.from(new DynamoDBClient(aws));

class Model {
  static get tableName() { throw new Error('abstract'); }
  static async find(id) {
    const res = await client.send(new GetCommand({ TableName: this.tableName, Key: { id } })); // AWS: dynamodb:GetItem table/cms|table/cms-drafts
    return res.Item && new this(res.Item);
  }
  static async *all() {
    for await (const page of paginateScan({ client }, { TableName: this.tableName })) yield* page.Items; // AWS: dynamodb:Scan table/cms|table/cms-drafts
  }
  constructor(attrs) { Object.assign(this, attrs); }
  async save() {
    await client.send(new PutCommand({ TableName: this.constructor.tableName, Item: { ...this } })); // AWS: dynamodb:PutItem table/cms|table/cms-drafts
    return this;
  }
}
module.exports = { Model, client };

import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Store } from '../infra/s3-store.js';
import { ContractRepository, PartyRepository } from '../infra/dynamo-repository.js';
import { firehoseOutbox, kinesisOutbox } from '../infra/outbox.js';
// ENV: CONTRACTS_TABLE=contracts
// ENV: CONTRACTS_BUCKET=contracts
// ENV: OUTBOX=kinesis
export function container(env: NodeJS.ProcessEnv = process.env) {
  const db = new DynamoDBClient({});
  const store = new S3Store({ client: new S3Client({ region: env.AWS_REGION }), bucket: env.CONTRACTS_BUCKET! });
  const outbox = env.OUTBOX === 'kinesis' ? kinesisOutbox('contract-events') : firehoseOutbox('audit');
  return { store, outbox, contracts: new ContractRepository(db), parties: new PartyRepository(db) };
}

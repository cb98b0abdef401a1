import fp from 'fastify-plugin';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNS } from '@aws-sdk/client-sns';

async function aws(fastify, opts) {
  const raw = new DynamoDBClient({ region: opts.region });
  const dynamo = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  fastify.decorate('dynamo', dynamo);
  fastify.decorate('s3', new S3Client({}));
  fastify.decorate('sns', new SNS({ region: opts.region }));
  fastify.addHook('onClose', async () => raw.destroy());
}
export default fp(aws, { name: 'aws' });

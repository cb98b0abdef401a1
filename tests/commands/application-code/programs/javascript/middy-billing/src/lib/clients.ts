import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SFNClient } from '@aws-sdk/client-sfn';
import { KMSClient } from '@aws-sdk/client-kms';
import AWSXRay from 'aws-xray-sdk-core';

function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
export const documents = lazy(() =>
  DynamoDBDocumentClient.from(AWSXRay.captureAWSv3Client(new DynamoDBClient({ maxAttempts: 5 }))),
);
export const events = lazy(() => new EventBridgeClient({}));
export const steps = lazy(() => new SFNClient({}));
export const kms = lazy(() => {
  const client = new KMSClient({});
  client.middlewareStack.add((next) => async (args) => next(args), { step: 'build' });
  return client;
});

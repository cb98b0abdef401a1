import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { SNSClient } from "@aws-sdk/client-sns";

const base = new DynamoDBClient({ region: process.env.AWS_REGION });

export const documents = DynamoDBDocumentClient.from(base, { marshallOptions: { removeUndefinedValues: true } });
export const topics = new SNSClient({});

import { DeleteTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
await new DynamoDBClient({}).send(new DeleteTableCommand({ TableName: "test" }));

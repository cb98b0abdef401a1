import { Module } from "@nestjs/common";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";
import { UsersService } from "./users.service";

@Module({
  providers: [UsersService, { provide: DynamoDBDocument, useFactory: () => DynamoDBDocument.from(new DynamoDB({})) }],
})
export class UsersModule {}

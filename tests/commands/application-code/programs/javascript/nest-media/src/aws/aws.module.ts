import { DynamicModule, Global, Module, Provider } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import { DynamoDB } from '@aws-sdk/client-dynamodb';

export const S3 = Symbol('S3');
export const DOCS = 'DOCS';

const clients: Provider[] = [
  { provide: S3, useFactory: (config: ConfigService) => new S3Client({ region: config.get('AWS_REGION') }), inject: [ConfigService] },
  { provide: SQSClient, useValue: new SQSClient({}) },
  { provide: DOCS, useFactory: () => DynamoDBDocument.from(new DynamoDB({})) },
];

@Global()
@Module({})
export class AwsModule {
  static forRoot(): DynamicModule {
    return { module: AwsModule, imports: [ConfigModule], providers: clients, exports: clients };
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import type { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import { DOCS } from '../aws/aws.module';

@Injectable()
export class MediaRepository {
  private readonly table: string;
  constructor(@Inject(DOCS) private readonly docs: DynamoDBDocument, config: ConfigService) {
    this.table = config.getOrThrow<string>('MEDIA_TABLE');
  }
  async save(item: Record<string, unknown>) {
    await this.docs.put({ TableName: this.table, Item: item }); // AWS: dynamodb:PutItem table/media
  }
  async byOwner(owner: string) {
    const { Items = [] } = await this.docs.query({ // AWS: dynamodb:Query table/media/index/owner
      TableName: this.table, IndexName: 'owner', KeyConditionExpression: '#o = :o',
    });
    return Items;
  }
  async counts(ids: string[]) {
    return this.docs.batchGet({ RequestItems: { [this.table]: { Keys: ids.map((id) => ({ id })) } } }); // AWS: dynamodb:BatchGetItem table/media
  }
}

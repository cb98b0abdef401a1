import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import type { Outbox } from '../domain/ports.js';
export const kinesisOutbox = (StreamName: string, client = new KinesisClient({})): Outbox => ({
  async publish(PartitionKey, payload) {
    await client.send(new PutRecordsCommand({ StreamName, Records: [{ PartitionKey, Data: Buffer.from(JSON.stringify(payload)) }] })); // AWS: kinesis:PutRecords stream/contract-events
  },
});
export function firehoseOutbox(DeliveryStreamName: string): Outbox {
  const client = new FirehoseClient({});
  return {
    publish: async (_name, payload) => {
      await client.send(new PutRecordBatchCommand({ DeliveryStreamName, Records: [{ Data: Buffer.from(JSON.stringify(payload)) }] })); // AWS: firehose:PutRecordBatch deliverystream/audit
    },
  };
}

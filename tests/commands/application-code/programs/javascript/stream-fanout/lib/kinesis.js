import { KinesisClient, PutRecordsCommand, DescribeStreamSummaryCommand } from "@aws-sdk/client-kinesis";

let shared;
const client = () => (shared ??= new KinesisClient({}));

const send = (command) => client().send(command);

export function sendBatch(StreamName, events) {
  const Records = events.map((event) => ({ Data: Buffer.from(JSON.stringify(event)), PartitionKey: event.id }));
  return send(new PutRecordsCommand({ StreamName, Records })); // AWS: kinesis:PutRecords stream/clicks
}

export async function describe(StreamName) {
  return await send(new DescribeStreamSummaryCommand({ StreamName })); // AWS: kinesis:DescribeStreamSummary
}

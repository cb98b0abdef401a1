import { KinesisClient, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { KMSClient, DecryptCommand, GenerateDataKeyCommand } from "@aws-sdk/client-kms";
import { SFNClient, SendTaskSuccessCommand, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import AWSXRay from "aws-xray-sdk";

type Sendable = { send(command: unknown): Promise<any> };

abstract class Base<C extends Sendable> {
  protected constructor(protected readonly client: C) {}
  protected async call(command: unknown, attempts = 3): Promise<any> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.client.send(command);
      } catch (error) {
        if (attempt >= attempts) throw error;
      }
    }
  }
}

function traced<T extends { middlewareStack: any }>(client: T): T {
  client.middlewareStack.add((next: any) => async (args: any) => next(args), { step: "build", name: "trace" });
  return AWSXRay.captureAWSv3Client(client as any) as T;
}

export class Stream extends Base<KinesisClient> {
  static readonly NAME = "clicks";
  constructor() {
    super(traced(new KinesisClient({ requestHandler: new NodeHttpHandler({ connectionTimeout: 1000 }) })));
  }
  write(rows: object[]) {
    const Records = rows.map((row) => ({ PartitionKey: "a", Data: Buffer.from(JSON.stringify(row)) }));
    return this.call(new PutRecordsCommand({ StreamName: Stream.NAME, Records })); // AWS: kinesis:PutRecords stream/clicks
  }
}

export class Bus extends Base<EventBridgeClient> {
  constructor(client = new EventBridgeClient({})) {
    super(client);
  }
  emit = (type: string, detail: object) =>
    this.call(
      new PutEventsCommand({ // AWS: events:PutEvents event-bus/orders
        Entries: [{ EventBusName: "orders", Source: "shop", DetailType: type, Detail: JSON.stringify(detail) }],
      }),
    );
}

export class Vault {
  #kms: KMSClient;
  constructor({ kms = new KMSClient({}) }: { kms?: KMSClient } = {}) {
    this.#kms = kms;
  }
  async key() {
    return this.#kms.send(new GenerateDataKeyCommand({ KeyId: process.env.KEY_ID!, KeySpec: "AES_256" })); // AWS: kms:GenerateDataKey key/0f3c1d2e-1111-2222-3333-444455556666
  }
  open = async (CiphertextBlob: Uint8Array) => (await this.#kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext; // AWS: kms:Decrypt
}

const machines = new Map<string, string>([["follow-up", process.env.MACHINE_ARN!]]);
export const flow = {
  client: new SFNClient({}),
  start(input: unknown) {
    return this.client.send(new StartExecutionCommand({ stateMachineArn: process.env["MACHINE_ARN"], input: JSON.stringify(input) })); // AWS: states:StartExecution stateMachine:follow-up
  },
  async done(taskToken: string) {
    await this.client.send(new SendTaskSuccessCommand({ taskToken, output: "{}" })); // AWS: states:SendTaskSuccess
  },
};

const logs = new CloudWatchLogs();
export async function audit(line: string) {
  const logGroupName = "/shop/audit";
  await logs.createLogStream({ logGroupName, logStreamName: "main" }).catch(() => undefined); // AWS: logs:CreateLogStream log-group:/shop/audit:log-stream:main
  await logs.putLogEvents({ logGroupName, logStreamName: "main", logEvents: [{ timestamp: Date.now(), message: line }] }); // AWS: logs:PutLogEvents log-group:/shop/audit:log-stream:main
  return machines.size;
}

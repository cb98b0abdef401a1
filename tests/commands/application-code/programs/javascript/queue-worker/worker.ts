import { SQS } from "@aws-sdk/client-sqs";
import * as s3 from "@aws-sdk/client-s3";

interface Job {
  key: string;
}

abstract class Worker<T> {
  protected readonly queue = new SQS({ maxAttempts: 3 });

  constructor(protected readonly url: string) {}

  abstract handle(job: T): Promise<void>;

  async run(): Promise<void> {
    for (;;) {
      const { Messages = [] } = await this.queue.receiveMessage({ QueueUrl: this.url, WaitTimeSeconds: 20 }); // AWS: sqs:ReceiveMessage work
      for (const message of Messages) {
        await this.handle(JSON.parse(message.Body!) as T);
        await this.queue.deleteMessage({ QueueUrl: this.url, ReceiptHandle: message.ReceiptHandle! }); // AWS: sqs:DeleteMessage work
      }
    }
  }
}

class Copier extends Worker<Job> {
  #store = new s3.S3Client({});

  async handle({ key }: Job): Promise<void> {
    await this.#store.send(
      new s3.CopyObjectCommand({ Bucket: "copies", Key: key, CopySource: `${process.env["BUCKET"]}/${key}` }), // AWS: s3:GetObject media/*, s3:PutObject copies/*
    );
    const list = s3.paginateListObjectsV2({ client: this.#store }, { Bucket: "copies" }); // AWS: s3:ListBucket copies
    for await (const { KeyCount } of list) console.log(KeyCount);
  }
}

const map = new Map<string, number>();
map.get("getObject");
await new Copier(process.env.QUEUE_URL as string).run();

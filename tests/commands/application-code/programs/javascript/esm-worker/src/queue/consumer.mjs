import { SQS } from '@aws-sdk/client-sqs';
import config from '../config.mjs';

export class Consumer {
  #sqs;
  #running = true;
  #url = config.inputQueue;
  constructor({ sqs = new SQS() } = {}, handle) {
    this.#sqs = sqs;
    this.handle = handle;
  }
  async #next() {
    const { Messages = [] } = await this.#sqs.receiveMessage({ QueueUrl: this.#url, WaitTimeSeconds: 20 }); // AWS: sqs:ReceiveMessage input
    return Messages;
  }
  async run() {
    while (this.#running) {
      for (const message of await this.#next()) {
        const beat = setInterval(() => this.#sqs.changeMessageVisibility({ QueueUrl: this.#url, ReceiptHandle: message.ReceiptHandle, VisibilityTimeout: 60 }), 30_000); // AWS: sqs:ChangeMessageVisibility input
        try {
          await this.handle(JSON.parse(message.Body));
          await this.#sqs.deleteMessage({ QueueUrl: this.#url, ReceiptHandle: message.ReceiptHandle }); // AWS: sqs:DeleteMessage input
        } finally { clearInterval(beat); }
      }
    }
  }
  stop = () => { this.#running = false; };
}

import { partitionOf } from "./partitions";
import { arnIn } from "./arn";

/** `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME`, in older programs `https://[REGION.]queue.amazonaws.com/ACCOUNT/NAME`. */
const URL =
  /^https?:\/\/(?:sqs(?:-fips)?\.([a-z0-9-]+)|(?:([a-z0-9-]+)\.)?queue)\.[a-z0-9.-]+\/(\d{12})\/([^/]+)$/;

/**
 * The ARN of the queue behind a URL, which tells its Region and account; undefined for anything else.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html
 */
export function queueArn(url: string): string | undefined {
  const [, current, older, account, name] = URL.exec(url) ?? [];
  if (!account || !name) return undefined;
  const region = current ?? older ?? "us-east-1";
  return arnIn({ partition: partitionOf(region), region, account }, "sqs", name);
}

import assert from "node:assert/strict";
import { queueArn } from "../../../policypack/aws/queue-url";

describe("queueArn", () => {
  const cases: [url: string, arn: string | undefined][] = [
    ["https://sqs.eu-west-1.amazonaws.com/111122223333/jobs", "arn:aws:sqs:eu-west-1:111122223333:jobs"],
    [
      "https://sqs.us-gov-west-1.amazonaws.com/111122223333/jobs.fifo",
      "arn:aws-us-gov:sqs:us-gov-west-1:111122223333:jobs.fifo",
    ],
    [
      "https://sqs.cn-north-1.amazonaws.com.cn/111122223333/jobs",
      "arn:aws-cn:sqs:cn-north-1:111122223333:jobs",
    ],
    ["https://eu-west-1.queue.amazonaws.com/111122223333/jobs", "arn:aws:sqs:eu-west-1:111122223333:jobs"],
    ["https://queue.amazonaws.com/111122223333/jobs", "arn:aws:sqs:us-east-1:111122223333:jobs"],
    ["jobs", undefined],
    ["arn:aws:sqs:eu-west-1:111122223333:jobs", undefined],
    ["https://example.com/111122223333/jobs", undefined],
  ];
  for (const [url, arn] of cases) it(url, () => assert.equal(queueArn(url), arn));
});

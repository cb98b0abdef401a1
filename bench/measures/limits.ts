/** Reading documents at IAM's size limit, full of wildcards, and deciding on them. */
import assert from "node:assert/strict";
import { decide } from "../../policypack/evaluation/decide";
import { readDocument } from "../../policypack/evaluation/read-document";
import { access, onlyKeys, request as asked } from "../../tests/evaluation/support/access";
import type { Measure } from "../measure";
import { cpuSeconds, summary } from "../timing";

const ROUNDS = 5;

/** Documents of IAM's size, all wildcards, on one principal. */
function measureLimits(): Measure[] {
  const cold = (count: number) => {
    const texts = Array.from({ length: count }, (_, n) => wildDocument(n));
    const request = asked("s3:GetObject", `arn:aws:s3:::${"a".repeat(200)}c`, onlyKeys());
    const times = Array.from({ length: ROUNDS }, () =>
      cpuSeconds(() => {
        const documents = texts.map((text, n) => ({
          name: `policy-${n}`,
          kind: "inline" as const,
          reading: readDocument(text, "identity"),
        }));
        assert.ok(documents.every(({ reading }) => reading.state === "known"));
        decide(access(documents), request);
      }),
    );
    return summary(times).bestMs * 1000;
  };
  const [half, whole] = [cold(100), cold(200)];
  return [
    {
      work: "reading 200 documents at IAM's size limit, full of wildcards, and deciding on them",
      ours: `${whole.toFixed(1)} ms`,
      against: `100 of them: ${half.toFixed(1)} ms`,
      figure: `${whole.toFixed(1)} ms, ${(whole / half).toFixed(2)} × as long for twice as many`,
      goal: "< 50 ms, linear",
      reached: whole < 50 && whole / half < 2.5,
    },
  ];
}

function wildDocument(number: number): string {
  const Resource: string[] = [];
  const document = {
    Version: "2012-10-17",
    Statement: [{ Effect: number % 2 ? "Allow" : "Deny", Action: ["s3:*", "s3:G*t*O*b*j*"], Resource }],
  };
  while (JSON.stringify(document).length < 6000)
    Resource.push(`arn:aws:s3:::${"*a?b".repeat(12)}${number * 1000 + Resource.length}*`);
  return JSON.stringify(document);
}

console.log(JSON.stringify(measureLimits()));

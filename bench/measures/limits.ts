/** Reading documents at IAM's size limit, full of wildcards, and deciding on them. */
import assert from "node:assert/strict";
import { decide } from "../../policypack/evaluation/decisions/decide";
import { readDocument } from "../../policypack/evaluation/reading/read-document";
import { access, onlyKeys, request as asked } from "../../tests/policypack/evaluation/support/access";
import type { Measure } from "../measure";
import { cpuSeconds, summary } from "../timing";

const ROUNDS = 15;
const DOCUMENTS = 200;

/** Characters; IAM accepts 6,144 in a customer managed policy. */
const LONGEST = 6000;

/** Documents of IAM's size, all wildcards, on one principal. */
function measureLimits(): Measure[] {
  const cold = (length: number) => {
    const texts = Array.from({ length: DOCUMENTS }, (_, n) => wildDocument(n, length));
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
  const [half, whole] = [cold(LONGEST / 2), cold(LONGEST)];
  return [
    {
      work: "reading 200 documents at IAM's size limit, full of wildcards, and deciding on them",
      ours: `${whole.toFixed(1)} ms`,
      against: `documents half as long: ${half.toFixed(1)} ms`,
      figure: `${whole.toFixed(1)} ms, ${(whole / half).toFixed(2)} × as long for twice the length`,
      goal: "< 50 ms, linear",
      reached: whole < 50 && whole / half < 2.5,
    },
  ];
}

function wildDocument(number: number, longest: number): string {
  const Resource: string[] = [];
  const document = {
    Version: "2012-10-17",
    Statement: [{ Effect: number % 2 ? "Allow" : "Deny", Action: ["s3:*", "s3:G*t*O*b*j*"], Resource }],
  };
  while (JSON.stringify(document).length < longest)
    Resource.push(`arn:aws:s3:::${"*a?b".repeat(12)}${number * 1000 + Resource.length}*`);
  return JSON.stringify(document);
}

console.log(JSON.stringify(measureLimits()));

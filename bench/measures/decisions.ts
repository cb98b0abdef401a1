/** Decisions a second on compiled documents, beside `@cloud-copilot/iam-simulate` on the same questions. */
import assert from "node:assert/strict";
import { decide } from "../../policypack/evaluation/decide";
import { readDocument } from "../../policypack/evaluation/read-document";
import { access, named, onlyKeys, request as asked } from "../../tests/evaluation/support/access";
import { randomDocument, randomRequest } from "../../tests/evaluation/support/policies";
import { seeded } from "../../tests/evaluation/support/random";
import { inItsWords, simulated } from "../../tests/evaluation/support/simulator";
import { SIMULATOR_MISTAKES } from "../../tests/evaluation/support/simulator-mistakes";
import type { Measure } from "../measure";
import { summary } from "../timing";

const SEED = 5;
const ROUNDS = 5;

interface Person {
  documents: ReturnType<typeof randomDocument>[];
  who: ReturnType<typeof access>;
}

function questions() {
  const random = seeded(SEED);
  const people: Person[] = Array.from({ length: 50 }, () => {
    const documents = random.several(1, 3, () => randomDocument(random));
    const read = documents.map((document, index) => named(`policy-${index}`, document));
    return { documents, who: access(read) };
  });
  const requests = Array.from({ length: 40 }, () => randomRequest(random));
  return { people, requests };
}

/** CPU seconds, which other processes on the machine disturb less than the clock. */
function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

export function measureDecisions(): Measure[] {
  const { people, requests } = questions();
  const ready = requests.map((one) => asked(one.action, one.resource, onlyKeys(one.context)));
  let differing = 0;
  for (const { documents, who } of people) {
    for (const [index, request] of requests.entries()) {
      const ours = inItsWords(decide(who, ready[index]!).outcome);
      if (ours !== simulated({ documents, request })) differing++;
    }
  }
  const repeats = 50;
  const perSecond = (count: number, work: () => void) => {
    const times = Array.from({ length: ROUNDS }, () => cpuSeconds(work));
    return count / summary(times).bestMs;
  };
  const all = people.length * requests.length;
  const ours = perSecond(all * repeats, () => {
    for (let repeat = 0; repeat < repeats; repeat++)
      for (const { who } of people) for (const one of ready) decide(who, one);
  });
  const theirs = perSecond(all, () => {
    for (const { documents } of people) for (const request of requests) simulated({ documents, request });
  });
  const agreed = `${all - differing} of ${all} answers are the same (the differential test lists its ${SIMULATOR_MISTAKES.length} known mistakes)`;
  return [
    {
      work: `one decision; ${agreed}`,
      ours: `${thousands(ours)} a second`,
      against: `iam-simulate: ${thousands(theirs)} a second`,
      figure: `${Math.round(ours / theirs)} × as many`,
      goal: "≥ 100 × as many",
      reached: ours / theirs >= 100,
    },
    ...measureLimits(),
  ];
}

function thousands(count: number): string {
  return Math.round(count).toLocaleString("en-US");
}

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
      reached: whole < 50 && whole / half < 3,
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

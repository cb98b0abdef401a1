/** Decisions a second on compiled documents, beside `@cloud-copilot/iam-simulate` on the same questions. */
import { decide } from "../../policypack/evaluation/decisions/decide";
import { access, named, onlyKeys, request as asked } from "../../tests/policypack/evaluation/support/access";
import { randomDocument, randomRequest } from "../../tests/policypack/evaluation/support/policies";
import { seeded } from "../../tests/support/random";
import { inItsWords, simulated } from "../../tests/policypack/evaluation/support/simulator";
import { SIMULATOR_MISTAKES } from "../../tests/policypack/evaluation/support/simulator-mistakes";
import type { Measure } from "../measure";
import { cpuSeconds, summary } from "../timing";

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

function measureDecisions(): Measure[] {
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
  ];
}

function thousands(count: number): string {
  return Math.round(count).toLocaleString("en-US");
}

console.log(JSON.stringify(measureDecisions()));

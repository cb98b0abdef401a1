import { policies } from "../../../policypack/policies";
import { judgeResources } from "../../judging/judge-resources";
import type { JudgedFinding } from "../../judgement/judgement";
import { liveExternal } from "../live-external";
import { type Answer, failed, proven, type Question } from "../question";
import type { Subject } from "../subject";

/** What the pack says of the stack with the policies that lie around it in the account, whatever config declares of them. */
export function judgementQuestions(subject: Subject): Question[] {
  return [
    {
      check: "policy pack",
      subject: "with the account's policies of resources",
      // What may not be read is told by the questions about it, and counts as declared.
      needs: [],
      ask: () => ask(subject),
    },
  ];
}

async function ask(subject: Subject): Promise<Answer | Answer[]> {
  const { stack, resources, config, pack } = subject;
  const external = await liveExternal(subject);
  const { accountId: account, region, partition } = config;
  const live = {
    levelOf: pack.levelOf,
    propertiesOf: (policy: string) =>
      ON_STACKS.has(policy) ? { ...pack.propertiesOf(policy), external } : pack.propertiesOf(policy),
  };
  const settings = { account, region, partition, external };
  const { judgement } = judgeResources(stack, resources, live, settings, "preview");
  const findings = judgement.findings.filter(isAboutAccount);
  if (findings.length === 0) return proven("finds nothing");
  return findings.map(({ policy, message, decidedBy, remedy }) =>
    failed(`${policy}: ${message}${decidedBy === undefined ? "" : ` Decided by: ${decidedBy}.`}`, remedy),
  );
}

const ON_STACKS = new Set(policies.filter(({ kind }) => kind === "stack").map(({ name }) => name));

/** Which exemptions are used is `check`'s question. */
function isAboutAccount({ level, policy, subject }: JudgedFinding): boolean {
  return level === "mandatory" && ON_STACKS.has(policy) && subject !== "exemptions";
}

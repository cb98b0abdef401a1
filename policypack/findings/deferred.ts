/** Facts that a preview leaves open and that the update decides: one advisory finding a resource, in place of theirs. */
import { describeUnknown, sorted } from "../unknowns/describe";
import { isDecidedLater } from "../unknowns/resolution";
import { type Finding, finding } from "./finding";

/** What is said of the policy that defers. */
export interface Deferring {
  name: string;
  /** One sentence: what the policy proves. */
  description: string;
  /** What it judges, and so when. */
  kind: "resource" | "stack";
}

/** Whether the finding is of a fact that the engine will know enough of in the update. */
export function isDecidedInUpdate({ verdict, unknowns = [] }: Finding): boolean {
  return verdict === "unproven" && isDecidedLater(unknowns);
}

/** What a finding is about: its resource, or else its subject. */
export function placeOf({ urn, subject }: Finding): string {
  return urn ?? subject;
}

/** @param findings at least one, of the same place, each of them decided in the update */
export function deferredFinding(
  { name, description, kind }: Deferring,
  findings: [Finding, ...Finding[]],
): Finding {
  const [first] = findings;
  const unknowns = sorted(findings.flatMap((found) => found.unknowns ?? []));
  const open = unknowns.map(describeUnknown).join("; ");
  const remedies = [...new Set(findings.map(({ remedy }) => remedy.replace(/\.$/, "")))].sort();
  const subjects = [...new Set(findings.map(({ subject }) => subject))].sort();
  return finding(name, {
    verdict: "deferred",
    level: "advisory",
    urn: first.urn,
    subject: subjects.join(", "),
    knownAs: placeOf(first),
    key: "deferred",
    actions: findings.flatMap(({ actions }) => actions),
    resources: findings.flatMap(({ resources }) => resources),
    message:
      `Deferred to the update, as this preview leaves open: ${open}. ` +
      `Judged then, ${WHEN[kind]}: ${description} What a mandatory rule finds wrong stops the update.`,
    remedy: `Nothing, where the update may decide. To have it judged at previews: ${remedies.join("; ")}.`,
    unknowns,
  });
}

const WHEN = {
  resource: "before this resource is created (by rules on the stack at the end of the update)",
  stack: "at the end of the update",
};

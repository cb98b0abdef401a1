/** Judges small stacks by one rule, on the model that the pack makes of them. */
import { buildModel } from "../../policypack/graph/model";
import type { StackSettings } from "../../policypack/graph/settings";
import type { Finding } from "../../policypack/findings/finding";
import type { StackPolicy } from "../../policypack/sdk/policy";
import { ACCOUNT, REGION, type TestResource } from "./stacks";

/** What the rule says; config as the pack's config would give it. */
export function judgeStack(
  { rule }: StackPolicy,
  resources: TestResource[],
  config: Record<string, unknown> = {},
  settings: StackSettings = { account: ACCOUNT, region: REGION, partition: "aws" },
): Finding[] {
  return rule.judge(buildModel(resources, settings), config as never);
}

/** `verdict subject action action …` for each finding, sorted. */
export function summary(findings: Finding[]): string[] {
  return findings.map(({ verdict, subject, actions }) => [verdict, subject, ...actions].join(" ")).sort();
}

import type { EnforcementLevel } from "@pulumi/policy";
import type { Policy, ResourcePolicy } from "../../policypack/sdk/policy";
import { resourceFindings, wholeStackFindings, stackFindings } from "../../policypack/sdk/served";
import type { Finding } from "../../policypack/findings/finding";
import { packOf } from "../../policypack/sdk/configured-pack";
import { Run } from "../../policypack/sdk/run";
import type { Stage } from "../../policypack/sdk/stage";
import { type Exemption, unusedExemptions } from "../../policypack/findings/exemptions";
import type { JudgedFinding } from "../judgement/judgement";
import type { PolicySettings } from "../project/pack-config";
import type { ResourceArguments, StackArguments } from "./policy-arguments";

/** A stack as policies are given it. */
export interface StackToJudge {
  forResources: ResourceArguments[];
  forStack: StackArguments;
}

/** As what a stack is judged. */
export interface JudgedAs {
  /** Levels and config of the policies, as `--policy-pack-config` sets them. */
  config: PolicySettings;
  /** At a preview, facts that only the update can know are deferred to it. */
  stage: Stage;
  /** `YYYY-MM-DD`, for exemptions that expire. */
  today: string;
}

/**
 * Judges a stack as the engine has the pack judge it: first each resource's inputs by the resource policies, then the whole
 * stack's outputs by the stack policies.
 * @returns findings, mandatory ones first
 */
export function runPolicies(policies: Policy[], stack: StackToJudge, as: JudgedAs): JudgedFinding[] {
  const { forResources, forStack } = stack;
  const { config, stage, today } = as;
  const given = (policy: string) => ({ level: config.levelOf(policy), config: config.propertiesOf(policy) });
  const run = new Run(stage, packOf(policies, given));
  const active = policies.filter((policy) => levelOf(policy, config) !== "disabled");
  const ofResources = active.flatMap((policy) => {
    if (policy.kind !== "resource") return [];
    const getConfig = configGetter(policy, config);
    const judged = forResources.flatMap((args) =>
      resourceFindings(run, policy.rule, { ...args, getConfig }, today),
    );
    return withLevel([...judged, ...unusedExemptionsOf(run, policy, stack, as)], policy, config);
  });
  const ofStack = active.flatMap((policy) => {
    const args = { ...forStack, getConfig: configGetter(policy, config) };
    const judged =
      policy.kind === "stack"
        ? stackFindings(run, policy.rule, args, today)
        : wholeStackFindings(run, policy.rule, args, today);
    return withLevel(judged, policy, config);
  });
  return mandatoryFirst([...ofResources, ...ofStack]);
}

function levelOf(policy: Policy, config: PolicySettings): EnforcementLevel {
  return config.levelOf(policy.name) ?? policy.rule.enforcementLevel;
}

function configGetter(policy: Policy, config: PolicySettings) {
  const properties = config.propertiesOf(policy.name);
  return <T extends object>() => properties as T;
}

/** What the engine, which judges resources one at a time, cannot say: exemptions that match no resource's finding. */
function unusedExemptionsOf(
  run: Run,
  policy: ResourcePolicy,
  { forResources, forStack }: StackToJudge,
  { config, today }: JudgedAs,
): Finding[] {
  const { exemptions, ...rest } = config.propertiesOf(policy.name);
  if (!Array.isArray(exemptions)) return [];
  const getConfig = <T extends object>() => rest as T;
  const all = [
    ...forResources.flatMap((args) => resourceFindings(run, policy.rule, { ...args, getConfig }, today)),
    ...wholeStackFindings(run, policy.rule, { ...forStack, getConfig }, today),
  ];
  // An exemption may be of what a deferred fact turns out to be.
  if (run.deferralsOf("resource")?.hasDeferred(policy.name)) return [];
  return unusedExemptions(policy.name, all, exemptions as Exemption[]);
}

function withLevel(findings: Finding[], policy: Policy, config: PolicySettings): JudgedFinding[] {
  const level = levelOf(policy, config);
  return findings.map(({ sharedCause: _cause, unknowns: _unknowns, ...found }) => ({
    ...found,
    level: found.level ?? (level === "advisory" ? "advisory" : "mandatory"),
  }));
}

function mandatoryFirst(findings: JudgedFinding[]): JudgedFinding[] {
  const rank = ({ level, id }: JudgedFinding) => (level === "mandatory" ? `0${id}` : `1${id}`);
  return findings.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/**
 * How a policy is served by the SDK: everything that the SDK would do wrong with a rule (abort on the first unknown value,
 * die of an exception) is kept away from it here.
 */
import type {
  EnforcementLevel,
  ReportViolation,
  ResourceValidation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidation,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { type Exemption, unusedExemptions } from "../findings/exemptions";
import { withFollowableRemedy } from "../findings/component-remedies";
import { finding, type Finding, findingMessage } from "../findings/finding";
import type { StackSettings } from "../graph/settings";
import type { PlainResource } from "../graph/types";
import { declaredExternal } from "./declared-external";
import { metadataOf, type Policy, type PolicyMetadata, type ResourceRule, type StackRule } from "./policy";
import type { Run } from "./run";
import { configFor } from "./rule-config";
import { settle } from "./settle";

/** The SDK's own policies, in the same order: what they judge belongs to the run. */
export function servedBy(run: Run, policies: Policy[]): (ResourceValidationPolicy | StackValidationPolicy)[] {
  return policies.map((policy) => {
    const fields = { ...metadataOf(policy), configSchema: policy.configSchema };
    if (policy.kind === "resource") {
      const { rule } = policy;
      const validateResource: ResourceValidation = (args, report) =>
        reportAll(resourceFindings(run, rule, args, today()), report, args.urn);
      return {
        ...fields,
        validateResource,
        ...(rule.judgeStack && { validateStack: wholeStackValidation(run, rule) }),
      };
    }
    const { rule } = policy;
    const validateStack: StackValidation = (args, report) =>
      reportAll(stackFindings(run, rule, args, today()), report);
    return { ...fields, validateStack };
  });
}

/** `judgeStack` of a rule on single resources, as the SDK calls it. */
function wholeStackValidation(run: Run, rule: ResourceRule<never>): StackValidation {
  return (args, report) => reportAll(wholeStackFindings(run, rule, args, today()), report);
}

/** All that a rule says of a resource, config and exemptions considered. Never throws. `today` is `YYYY-MM-DD`. */
export function resourceFindings<Config>(
  run: Run,
  rule: ResourceRule<Config>,
  args: ResourceValidationArgs,
  today: string,
): Finding[] {
  const { config, findings } = configFor(rule, "resource", args);
  const judged = guarded(rule, args.name, args.urn, () => {
    const resource = run.resourceSeen(args);
    const found = rule.judge(resource, config as Config, (cause) => run.isReported(cause));
    return [...found, ...attachedFindings(run, rule, resource, config as Config)];
  });
  run.resourceJudged(rule.name, args.urn, judged);
  const exemptions = (config.exemptions ?? []) as Exemption[];
  const settled = settle({
    rule: { ...rule, kind: "resource" },
    findings: judged,
    exemptions,
    deferrals: run.deferralsOf("resource"),
    today,
  });
  return inOrder([...run.firstOccurrences(findings), ...settled]);
}

/** What a rule finds of the policies that a resource attaches. */
function attachedFindings<Config>(
  run: Run,
  { judgeAttached }: ResourceRule<Config>,
  resource: PlainResource,
  config: Config,
): Finding[] {
  if (!judgeAttached) return [];
  const found = run.policiesAttachedBy(resource).flatMap((policy) => judgeAttached(policy, config));
  return run.untoldOfAttachments(found);
}

/** All that a rule says of a stack, config and exemptions considered. Never throws. `today` is `YYYY-MM-DD`. */
export function stackFindings<Config>(
  run: Run,
  rule: StackRule<Config>,
  args: StackValidationArgs,
  today: string,
): Finding[] {
  const { config, findings } = configFor(rule, "stack", args);
  const judged = guarded(rule, "stack", undefined, () => {
    const { account, region, partition, external } = config as StackSettings;
    const settings = { account, region, partition, external: declaredExternal(run.pack, external) };
    return rule.judge(run.stackModel(args, settings), config as Config);
  });
  const exemptions = (config.exemptions ?? []) as Exemption[];
  const deferrals = run.deferralsOf("stack");
  const asStack = { ...rule, kind: "stack" as const };
  const settled = settle({ rule: asStack, findings: judged, exemptions, deferrals, today });
  // An exemption may be of what a deferred fact turns out to be.
  const unused = deferrals?.hasDeferred(rule.name) ? [] : unusedExemptions(rule.name, judged, exemptions);
  return inOrder([...findings, ...settled, ...unused]);
}

/**
 * What a rule on single resources finds in the stack as a whole. Mistakes in its config are not among it, as they are
 * reported with the resources; nor are unused exemptions, of which single resources tell nothing.
 */
export function wholeStackFindings<Config>(
  run: Run,
  rule: ResourceRule<Config>,
  args: StackValidationArgs,
  today: string,
): Finding[] {
  const { judgeStack } = rule;
  if (!judgeStack) return [];
  const { config } = configFor(rule, "resource", args);
  const judged = guarded(rule, "stack", undefined, () => {
    const { account } = config as StackSettings;
    const settings = { account, external: declaredExternal(run.pack, undefined) };
    return judgeStack(run.stackModel(args, settings), config as Config);
  });
  run.wholeStackJudged(rule.name, judged);
  const exemptions = (config.exemptions ?? []) as Exemption[];
  const deferrals = run.deferralsOf("stack");
  const asStack = { ...rule, kind: "stack" as const };
  const untold = run.untoldOfStack(judged);
  return inOrder(settle({ rule: asStack, findings: untold, exemptions, deferrals, today }));
}

/** An exception in a rule proves nothing, so it is reported as loudly as a violation. */
function guarded(
  rule: PolicyMetadata,
  subject: string,
  urn: string | undefined,
  judge: () => Finding[],
): Finding[] {
  try {
    return judge().map(withFollowableRemedy);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return [
      finding(rule.name, {
        verdict: "unproven",
        unknowns: [{ kind: "rule-failed", cause }],
        level: "mandatory",
        urn,
        subject,
        key: "the rule failed",
        message: `The policy ${rule.name} failed on ${urn ?? "the stack"}, so what it proves is unproven: ${cause}`,
        remedy: "Report this with the resource's inputs as a bug of the policy pack.",
      }),
    ];
  }
}

/** The same order whatever the order of the resources. */
function inOrder(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function reportAll(findings: Finding[], report: ReportViolation, urn?: string): void {
  for (const found of findings) {
    const violation: DetailedViolation = {
      message: findingMessage(found),
      urn: found.urn ?? urn,
      enforcementLevel: found.level,
    };
    (report as (violation: unknown) => void)(violation);
  }
}

/** The SDK's `reportViolation` takes this too; its declared type names only a string. */
interface DetailedViolation {
  message: string;
  urn?: string;
  /** Undefined: the policy's level. A policy that is disabled is not run at all. */
  enforcementLevel?: EnforcementLevel;
}

function today(): string {
  return new Date().toISOString().slice(0, "YYYY-MM-DD".length);
}

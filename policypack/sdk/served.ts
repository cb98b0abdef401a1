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
import { onceEach } from "../evaluation/once-each";
import { type Exemption, unusedExemptions } from "../findings/exemptions";
import { withFollowableRemedy } from "../findings/component-remedies";
import { finding, type Finding, findingMessage } from "../findings/finding";
import { isRecord, toPlain } from "../graph/resources/plain";
import type { StackSettings } from "../graph/settings";
import type { PlainResource } from "../graph/types";
import { fullSchema, readConfig } from "./config";
import { declaredExternal } from "./declared-external";
import { metadataOf, type Policy, type PolicyMetadata, type ResourceRule, type StackRule } from "./policy";
import type { Run } from "./run";
import { settle } from "./settle";

/** The SDK's own policies, in the same order: what they judge belongs to the run. */
export function servedBy(run: Run, policies: Policy[]): (ResourceValidationPolicy | StackValidationPolicy)[] {
  return policies.map((policy) => {
    const fields = { ...metadataOf(policy), configSchema: policy.configSchema };
    if (policy.kind === "resource") {
      const { rule } = policy;
      const validateResource: ResourceValidation = (args, report) =>
        reportAll(resourceFindings(run, rule, args, today()), report, args.urn);
      return { ...fields, validateResource, ...(rule.judgeStack && { validateStack: restOf(run, rule) }) };
    }
    const { rule } = policy;
    const validateStack: StackValidation = (args, report) =>
      reportAll(stackFindings(run, rule, args, today()), report);
    return { ...fields, validateStack };
  });
}

/** What a rule on single resources says of the stack as a whole. */
function restOf(run: Run, rule: ResourceRule<never>): StackValidation {
  return (args, report) => reportAll(restFindings(run, rule, args, today()), report);
}

const resourceConfig = configReader("resource");
const stackConfig = configReader("stack");

/** All that a rule says of a resource, config and exemptions considered. Never throws. `today` is `YYYY-MM-DD`. */
export function resourceFindings<Config>(
  run: Run,
  rule: ResourceRule<Config>,
  args: ResourceValidationArgs,
  today: string,
): Finding[] {
  const { config, findings } = resourceConfig(rule)(given(args));
  const judged = guarded(rule, args.name, args.urn, () => {
    const resource = run.resourceSeen(args);
    const found = rule.judge(resource, config as Config, (cause) => run.isReported(cause));
    return [...found, ...attachedFindings(run, rule, resource, config as Config)];
  });
  run.resourceJudged(rule.name, args.urn, judged);
  const exemptions = (config.exemptions ?? []) as Exemption[];
  const settled = settle(
    { ...rule, kind: "resource" },
    judged,
    exemptions,
    run.deferralsOf("resource"),
    today,
  );
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
  const { config, findings } = stackConfig(rule)(given(args));
  const judged = guarded(rule, "stack", undefined, () => {
    const { account, region, partition, external } = config as StackSettings;
    const settings = { account, region, partition, external: declaredExternal(run.pack, external) };
    return rule.judge(run.stackModel(args, settings), config as Config);
  });
  const exemptions = (config.exemptions ?? []) as Exemption[];
  const deferrals = run.deferralsOf("stack");
  const settled = settle({ ...rule, kind: "stack" }, judged, exemptions, deferrals, today);
  // An exemption may be of what a deferred fact turns out to be.
  const unused = deferrals?.hasBy(rule.name) ? [] : unusedExemptions(rule.name, judged, exemptions);
  return inOrder([...findings, ...settled, ...unused]);
}

/**
 * What a rule on single resources finds in the stack as a whole. Of its config and of exemptions that nothing meets it has said
 * what there is to say with the resources.
 */
export function restFindings<Config>(
  run: Run,
  rule: ResourceRule<Config>,
  args: StackValidationArgs,
  today: string,
): Finding[] {
  const { judgeStack } = rule;
  if (!judgeStack) return [];
  const { config } = resourceConfig(rule)(given(args));
  const judged = guarded(rule, "stack", undefined, () => {
    const { account } = config as StackSettings;
    const settings = { account, external: declaredExternal(run.pack, undefined) };
    return judgeStack(run.stackModel(args, settings), config as Config);
  });
  run.restJudged(rule.name, judged);
  const exemptions = (config.exemptions ?? []) as Exemption[];
  const deferrals = run.deferralsOf("stack");
  const untold = run.untoldOfStack(judged);
  return inOrder(settle({ ...rule, kind: "stack" }, untold, exemptions, deferrals, today));
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

/** Reads a rule's config; once, however many resources are judged by it, where for all of them it is the same object. */
function configReader(kind: "resource" | "stack") {
  return onceEach((rule: PolicyMetadata) => {
    const schema = fullSchema(rule.configSchema, kind);
    return onceEach((config: object) => readConfig(rule.name, schema, toPlain(config)));
  });
}

const NO_CONFIG = {};

/** What the SDK hands out need not be an object. */
function given(args: { getConfig<T extends object>(): T }): object {
  const config: unknown = args.getConfig();
  return isRecord(config) ? config : NO_CONFIG;
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

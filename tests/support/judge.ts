/**
 * Judges in this process: by the SDK's own handlers of the analyzer protocol, as the engine has it done, or by one rule
 * alone, without the SDK. Stacks of the committed program are judged by `tests/commands/support/programs.ts`.
 */
import type {
  EnforcementLevel,
  ResourceValidation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import * as server from "@pulumi/policy/server";
import type { AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import { policies as all } from "../../policypack/policies";
import { buildModel } from "../../policypack/graph/model";
import type { StackSettings } from "../../policypack/graph/settings";
import type { PlainResource } from "../../policypack/graph/types";
import type { Finding } from "../../policypack/findings/finding";
import type { SharedCause } from "../../policypack/findings/shared-causes";
import { packOf } from "../../policypack/sdk/configured-pack";
import type { Policy, ResourcePolicy, StackPolicy } from "../../policypack/sdk/policy";
import { servedBy } from "../../policypack/sdk/served";
import { Run } from "../../policypack/sdk/run";
import type { Stage } from "../../policypack/sdk/stage";
import {
  analyzeRequest,
  analyzeStackRequest,
  type Diagnostic,
  diagnosticsOf,
  normalized,
  type PackConfig,
} from "./messages";
import { ACCOUNT, REGION, type TestResource } from "./stacks";

type Served = ReturnType<typeof servedBy>[number];
type Handler = (
  call: { request: object },
  callback: (error: Error | null, response: AnalyzeResponse) => void,
) => void;
type MakeHandler = (pack: string, version: string, level: EnforcementLevel, policies: Served[]) => Handler;

/** The SDK exports its handlers, but does not declare them. */
const { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun } = server as unknown as {
  makeAnalyzeRpcFun: MakeHandler;
  makeAnalyzeStackRpcFun: MakeHandler;
};

/** What the engine would print: first for each resource, then for the stack. By default nobody says for what it runs. */
export async function judge(
  resources: TestResource[],
  config: PackConfig = {},
  policies: Policy[] = all,
  stage: Stage = "unsaid",
): Promise<Diagnostic[]> {
  const served = serve(policies, config, stage);
  const found: Diagnostic[] = [];
  for (const resource of resources) found.push(...(await analyze(resource, served)));
  return [...found, ...(await analyzeStack(resources, served))];
}

/** What `Analyze` alone says of a resource's inputs. */
export async function judgeResource(
  resource: TestResource,
  config: PackConfig = {},
  policies: Policy[] = all,
  stage: Stage = "unsaid",
): Promise<Diagnostic[]> {
  return await analyze(resource, serve(policies, config, stage));
}

/** What `AnalyzeStack` alone says of the resources' outputs. */
export async function judgeStack(
  resources: TestResource[],
  config: PackConfig = {},
  policies: Policy[] = all,
  stage: Stage = "unsaid",
): Promise<Diagnostic[]> {
  return await analyzeStack(resources, serve(policies, config, stage));
}

async function analyze(resource: TestResource, served: Served[]) {
  const handler = makeAnalyzeRpcFun("pack", "1.0.0", "advisory", served);
  return diagnosticsOf(await answer(handler, analyzeRequest(resource)));
}

async function analyzeStack(resources: TestResource[], served: Served[]) {
  const handler = makeAnalyzeStackRpcFun("pack", "1.0.0", "advisory", served);
  return diagnosticsOf(await answer(handler, analyzeStackRequest(resources)));
}

/** In a run of their own. The SDK keeps the pack's config to itself, so that here each policy is given its own. */
function serve(policies: Policy[], config: PackConfig, stage: Stage): Served[] {
  const run = new Run(stage, packOf(policies, givenBy(config)));
  return servedBy(run, policies).map((policy) => {
    const { enforcementLevel = policy.enforcementLevel, ...keys } = normalized(config[policy.name]);
    const getConfig = <T extends object>() => keys as T;
    const { validateStack, validateResource } = policy as Partial<StackValidationPolicy> &
      Partial<ResourceValidationPolicy>;
    const onResource = validateResource as ResourceValidation | undefined;
    return {
      ...policy,
      enforcementLevel,
      ...(validateStack && {
        validateStack: (args, report) => validateStack({ ...args, getConfig }, report),
      }),
      ...(onResource && {
        validateResource: (args, report) => onResource({ ...args, getConfig }, report),
      }),
    } as Served;
  });
}

function givenBy(config: PackConfig) {
  return (policy: string) => {
    const { enforcementLevel: level, ...keys } = normalized(config[policy]);
    return { level, config: keys };
  };
}

function answer(handler: Handler, request: object): Promise<AnalyzeResponse> {
  return new Promise((resolve, reject) => {
    handler({ request }, (error, response) => (error ? reject(error) : resolve(response)));
  });
}

/**
 * What a rule alone says of a resource, under its default config and the keys given.
 * @param isReported what other rules on resources say; by default nothing is known of them
 */
export function judgeResourceByRule(
  { rule }: ResourcePolicy,
  judged: PlainResource,
  config: Record<string, unknown> = {},
  isReported: (cause: SharedCause) => boolean = () => false,
): Finding[] {
  const defaults: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(rule.configSchema?.properties ?? {})) {
    if (schema.default !== undefined) defaults[key] = schema.default;
  }
  return rule.judge(judged, { ...defaults, ...config } as never, isReported);
}

/** What a rule alone says of a stack; config as the pack's config would give it. */
export function judgeStackByRule(
  { rule }: StackPolicy,
  resources: TestResource[],
  config: Record<string, unknown> = {},
  settings: StackSettings = { account: ACCOUNT, region: REGION, partition: "aws" },
): Finding[] {
  return rule.judge(buildModel(resources, settings), config as never);
}

/** What a rule on single resources leaves to their stack. */
export function judgeRestByRule(
  { rule }: ResourcePolicy,
  resources: TestResource[],
  config: Record<string, unknown> = {},
  settings: StackSettings = { account: ACCOUNT, region: REGION, partition: "aws" },
): Finding[] {
  return rule.judgeStack?.(buildModel(resources, settings), config as never) ?? [];
}

/** Each finding as `verdict`, or `verdict (level)` where it has a level of its own; sorted. */
export function verdicts(findings: Finding[]): string[] {
  return findings.map(({ verdict, level }) => (level ? `${verdict} (${level})` : verdict)).sort();
}

/** `verdict subject action action …` for each finding, sorted. */
export function summary(findings: Finding[]): string[] {
  return findings.map(({ verdict, subject, actions }) => [verdict, subject, ...actions].join(" ")).sort();
}

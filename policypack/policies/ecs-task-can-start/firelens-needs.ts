/** What the task role needs where FireLens sends logs to a service of AWS: the router runs as a container of the task. */
import { scopeOf } from "../../graph/places/scope";
import { UNKNOWN } from "../../evaluation/types";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { isRecord, text } from "../../graph/resources/plain";
import type { StackModel, TaskDefinition } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { arnIn, known, s3Arn, type Scope } from "../../aws/arn";
import { ASSUME_ROLE } from "../../permissions/trust-side";
import { containersOf } from "./containers";
import { searchNeeds, searchRegion } from "./search-outputs";
import { isCreatedByStack } from "./stack-log-groups";
import { executionRoleServesHost } from "./who-pulls-and-logs";

type Options = Record<string, string>;

/** A Fluent Bit output of AWS's: the option that says where to, and what that takes. */
interface Output {
  option: string;
  /** Where the target lies, if that does not stand in the option `region`. */
  regionIn?(options: Options): string | undefined;
  needs(
    scope: Scope,
    target: string,
    options: Options,
  ): Pick<RequiredPermission, "actions" | "resources" | "grantOn">[];
}

const LOGS: Output = {
  option: "log_group_name",
  needs: (scope, group, options) => {
    const arn = arnIn(scope, "logs", `log-group:${group}`);
    const write = {
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [`${arn}:log-stream:*`],
      grantOn: [`${arn}:*`],
    };
    const create = {
      // The router sets how long a group that it makes is kept, and no other's.
      actions: ["logs:CreateLogGroup", ...(options.log_retention_days ? ["logs:PutRetentionPolicy"] : [])],
      resources: [`${arn}:log-stream:`],
      grantOn: [arn, `${arn}:*`],
    };
    return options.auto_create_group?.toLowerCase() === "true" ? [write, create] : [write];
  },
};
const FIREHOSE: Output = {
  option: "delivery_stream",
  needs: (scope, stream) => [
    {
      actions: ["firehose:PutRecordBatch"],
      resources: [arnIn(scope, "firehose", `deliverystream/${stream}`)],
    },
  ],
};
const KINESIS: Output = {
  option: "stream",
  needs: (scope, stream) => [
    { actions: ["kinesis:PutRecords"], resources: [arnIn(scope, "kinesis", `stream/${stream}`)] },
  ],
};
const BUCKET: Output = {
  option: "bucket",
  needs: ({ partition }, bucket) => [
    { actions: ["s3:PutObject"], resources: [s3Arn(partition, `${bucket}/*`)] },
  ],
};

const SEARCH: Output = {
  option: "host",
  regionIn: (options) => searchRegion(options) ?? options.aws_region,
  needs: searchNeeds,
};

const OUTPUTS = new Map([
  ["es", SEARCH],
  ["opensearch", SEARCH],
  ["cloudwatch", LOGS],
  ["cloudwatch_logs", LOGS],
  ["firehose", FIREHOSE],
  ["kinesis_firehose", FIREHOSE],
  ["kinesis", KINESIS],
  ["kinesis_streams", KINESIS],
  ["s3", BUCKET],
]);

/**
 * The needs of all containers that log by `awsfirelens`. Targets that are templates or unknown are left out: the logs'
 * way is not what keeps a task from starting. On instances a task without a task role has the instance's rights.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html
 */
export function routerNeeds(task: TaskDefinition, model: StackModel): RequiredPermission[] {
  if (task.taskRole.state === "none" && !executionRoleServesHost(task)) return [];
  return containersOf(task, model).flatMap(({ container, label }) => {
    const log = isRecord(container.logConfiguration) ? container.logConfiguration : {};
    if (log.logDriver !== "awsfirelens" || !isRecord(log.options)) return [];
    const options = lowerCased(log.options);
    const output = OUTPUTS.get(options.name?.toLowerCase() ?? "");
    const target = output && options[output.option];
    if (!output || !target) return [];
    const lent = options.role_arn ?? options.aws_role_arn;
    if (lent) return lent.includes("$") ? [] : [assumeNeed(lent, label, target)];
    if (target.includes("$")) return [];
    const region = output.regionIn?.(options) ?? regionOf(log.options, options, model);
    const unknown: UnknownFact | undefined =
      region === "*"
        ? { kind: "container-part", part: "log-region", of: label, state: "unknown" }
        : undefined;
    const scope = scopeOf(model, region);
    const wanted = isCreatedByStack(model, target, scope)
      ? { ...options, auto_create_group: "false" }
      : options;
    return output.needs(scope, target, wanted).map((need): RequiredPermission => ({
      kind: "logs",
      purpose: `send the log of ${label} to ${target}`,
      ...need,
      context: { "aws:RequestedRegion": known(region ?? "*") },
      unknown,
    }));
  });
}

/** With a role of its own the router needs nothing but to assume it. */
function assumeNeed(role: string, label: string, target: string): RequiredPermission {
  return {
    kind: "logs",
    purpose: `assume the role that sends the log of ${label} to ${target}`,
    actions: [ASSUME_ROLE],
    resources: [role],
  };
}

/** `*` where the option is unknown, or a template of which only the task's own Region is known. */
function regionOf(
  written: Record<string, unknown>,
  { region }: Options,
  model: StackModel,
): string | undefined {
  const isUnknown = Object.entries(written).some(
    ([key, value]) => key.toLowerCase() === "region" && value === UNKNOWN,
  );
  if (isUnknown) return "*";
  if (region === undefined || /^\$\{AWS_(DEFAULT_)?REGION\}$/.test(region)) return model.region;
  return region.includes("$") ? "*" : region;
}

/** Fluent Bit reads its keys without regard to letter case. */
function lowerCased(options: Record<string, unknown>): Options {
  return Object.fromEntries(
    Object.entries(options).flatMap(([key, value]) => {
      const known = text(value);
      return known === undefined ? [] : [[key.toLowerCase(), known]];
    }),
  );
}

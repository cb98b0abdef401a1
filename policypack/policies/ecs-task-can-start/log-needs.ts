/** What ECS must be allowed to write a container's log to CloudWatch Logs. */
import { nameOf } from "../../graph/resources/names";
import { scopeOf } from "../../graph/places/scope";
import { UNKNOWN } from "../../evaluation/types";
import { isRecord, text } from "../../graph/resources/plain";
import type { RequiredPermission } from "../../permissions/required-permission";
import { arnIn, type Scope } from "../../aws/arn";
import { type ContainerPlace, unclearNeed } from "./containers";
import { sourcesOf } from "../../graph/resources/sources";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
const WRITE_ACTIONS = ["logs:CreateLogStream", "logs:PutLogEvents"];

interface LogGroup {
  name: string;
  /** Where its name is a guess: what is not known. */
  unclear?: string;
}

/** The needs for one container's `awslogs`; other drivers write with rights that are none of the execution role's. */
export function logNeeds(place: ContainerPlace): RequiredPermission[] {
  const { container, label, model } = place;
  const log = container.logConfiguration;
  if (log === undefined || log === null) return [];
  const purpose = `write the log of ${label}`;
  if (!isRecord(log) || typeof log.logDriver !== "string") {
    return [unclearNeed("logs", purpose, `the log driver of ${label}`)];
  }
  if (log.logDriver !== "awslogs") return [];
  const options = isRecord(log.options) ? log.options : {};
  const unknownOption = log.options === UNKNOWN || (log.options !== undefined && !isRecord(log.options));
  const groups = unknownOption ? [guess(label)] : groupsOf(options, place);
  const isOpen = unknownOption || options["awslogs-region"] === UNKNOWN;
  const scope = scopeOf(model, isOpen ? "*" : (text(options["awslogs-region"]) ?? model.region));
  const unclear = isOpen ? `the region (awslogs-region) of the log of ${label}` : undefined;
  return groups.flatMap(({ name, unclear: which = unclear }) => {
    const group = { name, unclear: which };
    return [
      writeNeed(group, streamsOf(options, container.name), scope, label),
      ...createNeeds(group, options["awslogs-create-group"], scope, label),
    ];
  });
}

function groupsOf(options: Record<string, unknown>, { task, model, label }: ContainerPlace): LogGroup[] {
  const name = text(options["awslogs-group"]);
  if (name !== undefined) return [{ name }];
  if (options["awslogs-group"] !== UNKNOWN) return [guess(label)];
  const sources = sourcesOf(model, task.resource, "containerDefinitions", ["log group"]);
  const names = sources.map(nameOf);
  if (names.length === 0 || names.includes(undefined)) return [guess(label)];
  const unclear = names.length > 1 ? `to which log group ${label} writes` : undefined;
  return names.map((each) => ({ name: each ?? "*", unclear }));
}

/** Proven nevertheless where every log group may be written. */
function guess(label: string): LogGroup {
  return { name: "*", unclear: `the log group (awslogs-group) of ${label}` };
}

/** Streams are called PREFIX/CONTAINER/TASK-ID, and by the container's run-time id if there is no prefix. */
function streamsOf(options: Record<string, unknown>, containerName: unknown): string {
  const prefix = text(options["awslogs-stream-prefix"]);
  return prefix === undefined || typeof containerName !== "string" ? "*" : `${prefix}/${containerName}/*`;
}

function writeNeed(
  { name, unclear }: LogGroup,
  streams: string,
  scope: Scope,
  label: string,
): RequiredPermission {
  return {
    kind: "logs",
    purpose: `write to ${describe(name)} (${label})`,
    actions: WRITE_ACTIONS,
    resources: [arnIn(scope, "logs", `log-group:${name}:log-stream:${streams}`)],
    grantOn: [arnIn(scope, "logs", `log-group:${name}:*`)],
    unclear,
  };
}

function describe(name: string): string {
  return name === "*" ? "its log group" : `the log group ${name}`;
}

/**
 * CreateLogGroup is authorised on the group with an empty stream behind it, so that a grant on the bare group is not
 * enough. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
 */
function createNeeds(
  { name, unclear }: LogGroup,
  option: unknown,
  scope: Scope,
  label: string,
): RequiredPermission[] {
  if (option !== UNKNOWN && String(option).toLowerCase() !== "true") return [];
  const group = arnIn(scope, "logs", `log-group:${name}`);
  const need: RequiredPermission = {
    kind: "logs",
    purpose: `create ${describe(name)} (awslogs-create-group of ${label})`,
    actions: ["logs:CreateLogGroup"],
    resources: [`${group}:log-stream:`],
    grantOn: [group, `${group}:*`],
    unclear: option === UNKNOWN ? `awslogs-create-group of ${label}` : unclear,
  };
  return [need];
}

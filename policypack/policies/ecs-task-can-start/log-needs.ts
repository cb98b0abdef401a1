/** What ECS must be allowed to write a container's log to CloudWatch Logs. */
import { nameOf } from "../../graph/resources/names";
import { scopeOf } from "../../graph/places/scope";
import { UNKNOWN } from "../../evaluation/types";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { stateOf } from "../../graph/resources/value-state";
import { isRecord, text } from "../../graph/resources/plain";
import type { RequiredPermission } from "../../permissions/required-permission";
import { arnIn, type Scope } from "../../aws/arn";
import { type ContainerPlace, sourcesOfContainer, unknownNeed } from "./containers";
import { isCreatedByStack } from "./stack-log-groups";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
export const WRITE_ACTIONS = ["logs:CreateLogStream", "logs:PutLogEvents"];

interface LogGroup {
  name: string;
  /** Where its name is a guess: what is not known. */
  unknown?: UnknownFact;
}

/** The needs for one container's `awslogs`; other drivers write with rights that are none of the execution role's. */
export function logNeeds(place: ContainerPlace): RequiredPermission[] {
  const { container, label, model } = place;
  const log = container.logConfiguration;
  if (log === undefined || log === null) return [];
  const purpose = `write the log of ${label}`;
  if (!isRecord(log) || typeof log.logDriver !== "string") {
    const state = stateOf(isRecord(log) ? log.logDriver : log);
    return [unknownNeed("logs", purpose, { kind: "container-part", part: "logDriver", of: label, state })];
  }
  if (log.logDriver !== "awslogs") return [];
  const options = isRecord(log.options) ? log.options : {};
  const unknownOption = log.options === UNKNOWN || (log.options !== undefined && !isRecord(log.options));
  const groups = unknownOption ? [guess(label, log.options)] : groupsOf(options, place);
  const isOpen = unknownOption || options["awslogs-region"] === UNKNOWN;
  const scope = scopeOf(model, isOpen ? "*" : (text(options["awslogs-region"]) ?? model.region));
  const unknown = isOpen ? openRegion(label, log.options) : undefined;
  return groups.flatMap(({ name, unknown: which = unknown }) => {
    const group = { name, unknown: which };
    return [
      writeNeed(group, streamsOf(options, container.name), scope, label),
      ...(isCreatedByStack(model, name, scope)
        ? []
        : createNeeds(group, options["awslogs-create-group"], scope, label)),
    ];
  });
}

function groupsOf(options: Record<string, unknown>, place: ContainerPlace): LogGroup[] {
  const { label } = place;
  const name = text(options["awslogs-group"]);
  if (name !== undefined) return [{ name }];
  const given = options["awslogs-group"];
  if (given !== UNKNOWN) return [guess(label, given)];
  const names = sourcesOfContainer(place, ["log group"]).map(nameOf);
  if (names.length === 0 || names.includes(undefined)) return [guess(label, given)];
  const unknown: UnknownFact | undefined =
    names.length > 1 ? { kind: "one-of-log-groups", of: label } : undefined;
  return names.map((each) => ({ name: each ?? "*", unknown }));
}

/** Proven nevertheless where every log group may be written. */
function guess(label: string, given: unknown): LogGroup {
  const state = stateOf(given);
  return { name: "*", unknown: { kind: "container-part", part: "awslogs-group", of: label, state } };
}

/** Streams are called PREFIX/CONTAINER/TASK-ID, and by the container's run-time id if there is no prefix. */
function streamsOf(options: Record<string, unknown>, containerName: unknown): string {
  const prefix = text(options["awslogs-stream-prefix"]);
  return prefix === undefined || typeof containerName !== "string" ? "*" : `${prefix}/${containerName}/*`;
}

function writeNeed(
  { name, unknown }: LogGroup,
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
    unknown,
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
  { name, unknown }: LogGroup,
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
    unknown: option === UNKNOWN ? createOption(label) : unknown,
  };
  return [need];
}

function createOption(label: string): UnknownFact {
  return { kind: "container-part", part: "awslogs-create-group", of: label, state: "unknown" };
}

function openRegion(label: string, options: unknown): UnknownFact {
  const state = isRecord(options) ? "unknown" : stateOf(options);
  return { kind: "container-part", part: "awslogs-region", of: label, state };
}

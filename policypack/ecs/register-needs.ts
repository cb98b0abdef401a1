/** What registering task definitions takes, whoever does it. */
import { scopeOf } from "../graph/places/scope";
import { arnIn } from "../aws/arn";
import { UNKNOWN } from "../evaluation/types";
import type { ContextEntries } from "../graph/principal-context";
import { tagsOf } from "../graph/resources/tags";
import type { StackModel, TaskDefinition } from "../graph/types";
import type { RequiredPermission } from "../permissions/required-permission";
import { cpuUnits, memoryMiB } from "./task-size";

/**
 * Task definitions have no resource-level permissions: these actions are authorised on `*`.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_service-with-iam.html
 */
export function verbNeed(
  verb: "Register" | "Describe" | "List",
  context?: ContextEntries,
): RequiredPermission {
  return {
    kind: "register",
    purpose: `${verb.toLowerCase()} task definitions`,
    actions: [`ecs:${verb}TaskDefinition${verb === "List" ? "s" : ""}`],
    resources: ["*"],
    ...(context ? { context } : {}),
  };
}

/** One for all task definitions of which a request says the same. */
export function registerNeeds(tasks: readonly TaskDefinition[]): RequiredPermission[] {
  if (tasks.length === 0) return [verbNeed("Register")];
  const contexts = new Map(
    tasks.map(requestOf).map((context) => [JSON.stringify(Object.entries(context)), context]),
  );
  return [...contexts.values()].map((context) => verbNeed("Register", context));
}

/**
 * What a request to register a task definition says of it.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html#amazonelasticcontainerservice-policy-keys
 */
function requestOf({ resource, containers }: TaskDefinition): ContextEntries {
  const { cpu, memory, requiresCompatibilities } = resource.props;
  return {
    "ecs:task-cpu": amount(cpu, cpuUnits),
    "ecs:task-memory": amount(memory, memoryMiB),
    "ecs:compute-compatibility": texts(requiresCompatibilities),
    "ecs:privileged": containers.state === "known" ? privileged(containers.containers) : undefined,
    ...tagEntries(tagsOf(resource)),
  };
}

function amount(value: unknown, read: (value: unknown) => number | undefined): string | null | undefined {
  if (value === undefined || value === "") return null;
  const number = read(value);
  return number === undefined ? undefined : String(number);
}

function texts(value: unknown): string[] | null | undefined {
  if (value === undefined) return null;
  if (!Array.isArray(value)) return undefined;
  const list = value.filter((entry) => typeof entry === "string");
  return list.length === value.length ? list : undefined;
}

/** The field is in the request where some container has it. */
function privileged(containers: readonly Record<string, unknown>[]): string | null | undefined {
  const values = containers.map((container) => container.privileged ?? null);
  if (values.includes(true)) return "true";
  if (values.includes(UNKNOWN)) return undefined;
  return values.includes(false) ? "false" : null;
}

/** All tags of a request that are not named. */
const OTHER_TAGS = "aws:RequestTag/*";

/** What a request says of its tags. */
export function tagEntries(tags: ReturnType<typeof tagsOf>): ContextEntries {
  if (tags === UNKNOWN) return { "aws:TagKeys": undefined, [OTHER_TAGS]: undefined };
  const keys = Object.keys(tags);
  const values = Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value]);
  const all = { "aws:TagKeys": keys.length > 0 ? keys : null, [OTHER_TAGS]: null };
  return { ...all, ...Object.fromEntries(values) };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html */
export function tagNeed({ family, resource }: TaskDefinition, model: StackModel): RequiredPermission {
  return {
    kind: "register",
    purpose: `register ${family} with its tags`,
    actions: ["ecs:TagResource"],
    resources: [arnIn(scopeOf(model), "ecs", `task-definition/${family}:*`)],
    context: { "ecs:CreateAction": "RegisterTaskDefinition", ...tagEntries(tagsOf(resource)) },
  };
}

/** What containers of which nothing is known may need, so that a role that may do all of it is proven nevertheless. */
import { arnIn, s3Arn } from "../../aws/arn";
import { scopeOf } from "../../graph/places/scope";
import type { StackModel, TaskDefinition } from "../../graph/types";
import type { MissingPermission } from "../../permissions/missing-permissions";
import type { RequiredPermission } from "../../permissions/required-permission";
import { listed } from "../../unknowns/listed";
import type { OfContainers, UnknownFact } from "../../unknowns/unknown-fact";
import { unknownNeed } from "./containers";
import { WRITE_ACTIONS } from "./log-needs";
import { PULL_ACTIONS } from "../../ecs/image-needs";
import { executionRoleServesHost } from "./who-pulls-and-logs";

type ContainersUnknown = Extract<UnknownFact, { kind: "containers" }>;

const PURPOSES: Record<OfContainers, string> = {
  images: "pull the images",
  logs: "write the logs",
  "new-log-groups": "create the log groups",
  secrets: "read the secrets and parameters",
  files: "fetch the files",
};
const PARTS = Object.keys(PURPOSES) as OfContainers[];
/** What the container instance does where the execution role does not. */
const OF_HOST: OfContainers[] = ["images", "logs", "new-log-groups"];

/**
 * One need for each thing that any container may ask of the execution role, on all resources that it could be asked on: a
 * key for each secret and file among them. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export function unknownContainerNeeds(task: TaskDefinition, model: StackModel): RequiredPermission[] {
  const served = executionRoleServesHost(task);
  return PARTS.filter((part) => served !== false || !OF_HOST.includes(part)).flatMap((part) =>
    widest(part, model).map(([action, resource]): RequiredPermission => ({
      kind: "image",
      purpose: `${PURPOSES[part]} of the containers of ${task.family}`,
      actions: [action],
      resources: [resource],
      // Whichever Region, account and service it is by way of.
      context: {
        "aws:RequestedRegion": undefined,
        "aws:ResourceAccount": undefined,
        "kms:ViaService": undefined,
      },
      unknown: { kind: "containers", family: task.family, state: "unknown", open: [part] },
    })),
  );
}

/** Actions, each with the pattern of all resources. */
function widest(part: OfContainers, model: StackModel): [string, string][] {
  const { partition, account } = scopeOf(model);
  const anywhere = { partition, region: "*", account: "*" };
  const logGroups = { partition, region: "*", account };
  const decrypt: [string, string] = ["kms:Decrypt", arnIn(anywhere, "kms", "key/*")];
  switch (part) {
    case "images":
      return [
        ["ecr:GetAuthorizationToken", "*"],
        ...PULL_ACTIONS.map((action): [string, string] => [action, arnIn(anywhere, "ecr", "repository/*")]),
      ];
    case "logs":
      return WRITE_ACTIONS.map((action) => [action, arnIn(logGroups, "logs", "log-group:*:log-stream:*")]);
    case "new-log-groups":
      return [["logs:CreateLogGroup", arnIn(logGroups, "logs", "log-group:*:log-stream:")]];
    case "secrets":
      return [
        ["secretsmanager:GetSecretValue", arnIn(anywhere, "secretsmanager", "secret:*")],
        ["ssm:GetParameters", arnIn(anywhere, "ssm", "parameter/*")],
        decrypt,
      ];
    case "files":
      return [
        ["s3:GetBucketLocation", s3Arn(partition, "*")],
        ["s3:GetObject", s3Arn(partition, "*/*")],
        decrypt,
      ];
  }
}

/** Whether a need is of containers that the update will know. */
export function isOfUnknownContainers({ unknown }: RequiredPermission): boolean {
  return factOf(unknown) !== undefined;
}

/**
 * Needs with those of unknown containers put together: nothing that such containers may never ask is missing, and nothing
 * is denied to them for certain.
 */
export function withOpenTogether(needs: readonly RequiredPermission[]): RequiredPermission[] {
  const facts = needs.flatMap(({ unknown }) => factOf(unknown) ?? []);
  const [first] = facts;
  if (!first) return [...needs];
  const open = PARTS.filter((part) => facts.some((fact) => fact.open?.includes(part)));
  return [...needs.filter((need) => !isOfUnknownContainers(need)), openNeed(first.family, open)];
}

/** The same of what is missing. */
export function withMissingTogether(missing: readonly MissingPermission[]): MissingPermission[] {
  const open = withOpenTogether(missing.map(({ need }) => need).filter(isOfUnknownContainers));
  return [...missing.filter(({ need }) => !isOfUnknownContainers(need)), ...open.map((need) => ({ need }))];
}

function openNeed(family: string, open: OfContainers[]): RequiredPermission {
  const isAll = open.length === PARTS.length;
  const what = isAll
    ? "start"
    : `${listed(
        open.map((part) => PURPOSES[part]),
        "or",
      )} of`;
  const unknown: ContainersUnknown = {
    kind: "containers",
    family,
    state: "unknown",
    ...(isAll ? {} : { open }),
  };
  return unknownNeed("image", `${what} the containers of ${family}`, unknown);
}

function factOf(fact: UnknownFact | undefined): ContainersUnknown | undefined {
  return fact?.kind === "containers" && fact.state === "unknown" ? fact : undefined;
}

/**
 * What a job on Fargate takes of its execution role before it runs: its images and its log.
 * https://docs.aws.amazon.com/batch/latest/userguide/execution-IAM-role.html
 */
import { arnIn } from "../../aws/arn";
import { UNKNOWN } from "../../evaluation/types";
import { scopeOf } from "../../graph/places/scope";
import { isRecord, text } from "../../graph/resources/plain";
import type { StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { importNeeds } from "../cache-needs";
import { ecrRepositoryOf } from "../ecr-image";
import { repositoryNeeds } from "../image-needs";

/** AWS's own policies for pulling leave `ecr:BatchCheckLayerAvailability` out. */
const PULL_ACTIONS = ["ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"];

/** https://docs.aws.amazon.com/batch/latest/userguide/using_awslogs.html */
const DEFAULT_GROUP = "/aws/batch/job";

/** @param of for messages, e.g. `job definition train` */
export function jobHostNeeds(
  view: StackModel,
  container: Record<string, unknown>,
  of: string,
): RequiredPermission[] {
  return [...imageNeeds(view, container, of), ...logNeeds(view, container, of)];
}

function imageNeeds(view: StackModel, { image }: Record<string, unknown>, of: string): RequiredPermission[] {
  const purpose = `pull the image of ${of}`;
  if (image === UNKNOWN) {
    const unknown = { kind: "image", of, state: "unknown" } as const;
    return [{ kind: "image", purpose, actions: PULL_ACTIONS, resources: ["arn:*"], unknown }];
  }
  const repository = typeof image === "string" ? ecrRepositoryOf(image) : undefined;
  if (!repository) return [];
  return [
    ...repositoryNeeds(repository, purpose, PULL_ACTIONS),
    ...importNeeds(view, repository, `fetch the image of ${of} through the cache`),
  ];
}

/** A grant on some of the group's streams may be on those of the job, which Batch names. */
function logNeeds(
  view: StackModel,
  { logConfiguration: log }: Record<string, unknown>,
  of: string,
): RequiredPermission[] {
  const { logDriver = "awslogs", options = {} } = isRecord(log) ? log : {};
  if (log === UNKNOWN || logDriver !== "awslogs" || !isRecord(options)) return [];
  const { "awslogs-group": group = DEFAULT_GROUP, "awslogs-region": region = view.region } = options;
  if (typeof group !== "string") return [];
  const scope = scopeOf(view, text(region) ?? "*");
  return [
    {
      kind: "logs",
      purpose: `write to the log group ${group} (${of})`,
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [arnIn(scope, "logs", `log-group:${group}:log-stream:*`)],
      grantOn: [arnIn(scope, "logs", `log-group:${group}:*`)],
      anyOfThem: true,
    },
  ];
}

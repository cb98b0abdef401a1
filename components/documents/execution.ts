/** What an execution role's policy says: exactly what ECS needs to start the containers. */
import { type Scope, parameterArn, regionOf, s3Arn } from "../arns";
import type { Container, ContainerSecret, StatementSettings } from "../config";
import { parseImage } from "../images";
import { secretResource } from "../secrets";
import { decryptVia } from "./decrypt";
import { merge } from "./merge";
import { type Statement, allow } from "./statement";
import { logResources } from "./task-access";

/** AWS's own policy for execution roles: ECR and log streams on every resource, nothing else. */
export const awsExecutionPolicy = "service-role/AmazonECSTaskExecutionRolePolicy";

/**
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 *
 * @param permissions `aws-managed` leaves out what AmazonECSTaskExecutionRolePolicy grants already
 * @returns merged and sorted statements
 */
export function executionRoleStatements(
  scope: Scope,
  containers: Container[],
  permissions: "derived" | "aws-managed",
  further: StatementSettings[],
): Statement[] {
  const derived = permissions === "derived";
  return merge([
    ...containers.flatMap((container) => [
      ...(derived ? pull(scope, container) : []),
      ...logs(scope, container, derived),
      ...Object.values(container.secrets).flatMap((secret) => secretStatements(scope, secret)),
      ...credentials(scope, container),
      ...container.environmentFiles.flatMap((file) => environmentFile(scope, file)),
    ]),
    ...further,
  ]);
}

/** The token is for the registry as a whole, so it takes no resource; images elsewhere than in ECR need neither. */
function pull(scope: Scope, { image }: Container): Statement[] {
  const ecr = parseImage(image)?.ecr;
  if (!ecr) return [];
  const repository = `arn:${scope.partition}:ecr:${ecr.region}:${ecr.accountId}:repository/${ecr.name}`;
  const layers = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
  return [
    allow("GetRegistryToken", ["ecr:GetAuthorizationToken"], ["*"]),
    allow("PullImages", layers, [repository]),
  ];
}

function logs(scope: Scope, { logGroup }: Container, derived: boolean): Statement[] {
  if (!logGroup) return [];
  const resources = logResources(scope, logGroup.name);
  const write = derived ? [allow("WriteLogs", ["logs:CreateLogStream", "logs:PutLogEvents"], resources)] : [];
  const create =
    logGroup.createdBy === "agent" ? [allow("CreateLogGroups", ["logs:CreateLogGroup"], resources)] : [];
  return [...create, ...write];
}

function secretStatements(scope: Scope, { secret, parameter, kmsKey }: ContainerSecret): Statement[] {
  if (secret !== undefined) return readSecret(scope, secret, kmsKey);
  if (parameter === undefined) return [];
  const read = allow("ReadParameters", ["ssm:GetParameters"], [parameterArn(scope, parameter)]);
  return kmsKey === undefined ? [read] : [read, decryptVia(scope, kmsKey, "ssm", regionOf(scope, parameter))];
}

function credentials(scope: Scope, { repositoryCredentials }: Container): Statement[] {
  return repositoryCredentials
    ? readSecret(scope, repositoryCredentials.secret, repositoryCredentials.kmsKey)
    : [];
}

function readSecret(scope: Scope, secret: string, kmsKey: string | undefined): Statement[] {
  const read = allow("ReadSecrets", ["secretsmanager:GetSecretValue"], [secretResource(scope, secret)]);
  return kmsKey === undefined
    ? [read]
    : [read, decryptVia(scope, kmsKey, "secretsmanager", regionOf(scope, secret))];
}

function environmentFile(scope: Scope, file: string): Statement[] {
  const bucket = file.replace(/^arn:[^:]+:s3:::/, "").split("/")[0] ?? "";
  return [
    allow("ReadEnvironmentFiles", ["s3:GetObject"], [file]),
    allow("LocateEnvironmentFiles", ["s3:GetBucketLocation"], [s3Arn(scope.partition, bucket)]),
  ];
}

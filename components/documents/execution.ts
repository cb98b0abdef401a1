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
      ...Object.values(container.log?.secrets ?? {}).flatMap((secret) => secretStatements(scope, secret)),
      ...credentials(scope, container),
      ...container.environmentFiles.flatMap((file) => environmentFile(scope, file)),
      ...routerConfig(scope, container),
      ...credentialSpecs(scope, container),
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

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef-customconfig.html */
function routerConfig(scope: Scope, { firelens }: Container): Statement[] {
  const file = firelens?.configFile;
  if (!file?.startsWith("arn:")) return [];
  return [
    allow("ReadLogRouterConfig", ["s3:GetObject"], [file]),
    locate(scope, "LocateLogRouterConfig", file),
  ];
}

/**
 * Windows' and Linux' group managed service accounts: `credentialspec:ARN` of a parameter or an object.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
function credentialSpecs(scope: Scope, { aws }: Container): Statement[] {
  const specs: unknown[] = Array.isArray(aws?.credentialSpecs) ? aws.credentialSpecs : [];
  return specs.flatMap((spec): Statement[] => {
    const arn = /^credentialspec(?:domainless)?:(arn:.+)$/i.exec(String(spec))?.[1];
    if (arn === undefined) return [];
    if (arn.split(":")[2] === "ssm") return [allow("ReadCredentialSpecs", ["ssm:GetParameters"], [arn])];
    return [
      allow("ReadCredentialSpecs", ["s3:GetObject"], [arn]),
      locate(scope, "LocateCredentialSpecs", arn),
    ];
  });
}

function environmentFile(scope: Scope, file: string): Statement[] {
  return [
    allow("ReadEnvironmentFiles", ["s3:GetObject"], [file]),
    locate(scope, "LocateEnvironmentFiles", file),
  ];
}

/** ECS looks up the bucket's region before it fetches an object. */
function locate(scope: Scope, sid: string, objectArn: string): Statement {
  const bucket = objectArn.replace(/^arn:[^:]+:s3:::/, "").split("/")[0] ?? "";
  return allow(sid, ["s3:GetBucketLocation"], [s3Arn(scope.partition, bucket)]);
}

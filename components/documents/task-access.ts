/** What a task role's policy says: one statement an entry of its access lists. */
import { type Scope, keyArn, logGroupArn, parameterArn, regionOf } from "../arns";
import type { Access, StatementSettings } from "../config";
import { secretResource } from "../secrets";
import { bucketStatements, tableStatements } from "./data-access";
import { decryptVia } from "./decrypt";
import { merge } from "./merge";
import { messagingStatements } from "./messaging";
import { type Statement, allow } from "./statement";

/** @returns merged and sorted statements; none for an application that reaches nothing */
export function taskRoleStatements(
  scope: Scope,
  access: Access,
  further: StatementSettings[],
  enableExecuteCommand: boolean,
): Statement[] {
  return merge([
    ...access.buckets.flatMap((bucket) => bucketStatements(scope, bucket)),
    ...access.tables.flatMap((table) => tableStatements(scope, table)),
    ...messagingStatements(scope, access),
    ...access.secrets.flatMap((secret) => secretStatements(scope, secret)),
    ...access.parameters.flatMap((parameter) => parameterStatements(scope, parameter)),
    ...access.kmsKeys.map((key) => keyStatement(scope, key)),
    ...access.logGroups.map((group) => logGroupStatement(scope, group)),
    ...(enableExecuteCommand ? [executeCommand] : []),
    ...further,
  ]);
}

function secretStatements(scope: Scope, { secret, kmsKey }: Access["secrets"][number]): Statement[] {
  const actions = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"];
  const read = allow("ReadSecrets", actions, [secretResource(scope, secret)]);
  if (kmsKey === undefined) return [read];
  return [read, decryptVia(scope, kmsKey, "secretsmanager", regionOf(scope, secret))];
}

function parameterStatements(scope: Scope, { parameter, kmsKey }: Access["parameters"][number]): Statement[] {
  const read = allow(
    "ReadParameters",
    ["ssm:GetParameter", "ssm:GetParameters"],
    [parameterArn(scope, parameter)],
  );
  return kmsKey === undefined ? [read] : [read, decryptVia(scope, kmsKey, "ssm", regionOf(scope, parameter))];
}

function keyStatement(scope: Scope, { key, access }: Access["kmsKeys"][number]): Statement {
  const resource = [keyArn(scope, key)];
  if (access === "decrypt") return allow("UseKeysToDecrypt", ["kms:Decrypt"], resource);
  const encrypt = ["kms:Encrypt", "kms:GenerateDataKey"];
  if (access === "encrypt") return allow("UseKeysToEncrypt", encrypt, resource);
  return allow("UseKeys", ["kms:Decrypt", ...encrypt], resource);
}

function logGroupStatement(scope: Scope, { name, create }: Access["logGroups"][number]): Statement {
  const actions = ["logs:CreateLogStream", "logs:PutLogEvents"];
  if (create)
    return allow("CreateAndWriteLogs", ["logs:CreateLogGroup", ...actions], logResources(scope, name));
  return allow("WriteLogs", actions, logResources(scope, name));
}

/**
 * The group and its streams. CreateLogGroup is asked of the group in AWS's reference, of `GROUP:log-stream:` in
 * practice; the second pattern covers that too. https://github.com/terraform-aws-modules/terraform-aws-ecs/issues/313
 */
export function logResources(scope: Scope, name: string): string[] {
  const group = logGroupArn(scope, name);
  return [group, `${group}:log-stream:*`];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
const executeCommand = allow(
  "EcsExec",
  [
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
  ],
  ["*"],
);

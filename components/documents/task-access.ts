/** What a task role's policy says: one statement an entry of its access lists. */
import { type Scope, keyArn, logGroupArn, parameterArn, regionOf, regionalArn, s3Arn } from "../arns";
import type { Access, StatementSettings } from "../config";
import { secretResource } from "../secrets";
import { decryptVia } from "./decrypt";
import { merge } from "./merge";
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
    ...access.tables.map((table) => tableStatement(scope, table)),
    ...access.secrets.flatMap((secret) => secretStatements(scope, secret)),
    ...access.parameters.flatMap((parameter) => parameterStatements(scope, parameter)),
    ...access.kmsKeys.map((key) => keyStatement(scope, key)),
    ...access.logGroups.map((group) => logGroupStatement(scope, group)),
    ...(enableExecuteCommand ? [executeCommand] : []),
    ...further,
  ]);
}

/** Objects are reached under `BUCKET/KEY`, listing is asked of the bucket itself. */
function bucketStatements(scope: Scope, { name, prefixes, access }: Access["buckets"][number]): Statement[] {
  const objects = (prefixes ?? [""]).map((prefix) => s3Arn(scope.partition, `${name}/${prefix}*`));
  const listed = prefixes && { StringLike: { "s3:prefix": prefixes.map((prefix) => `${prefix}*`) } };
  const list = allow("ListBuckets", ["s3:ListBucket"], [s3Arn(scope.partition, name)], listed);
  if (access === "write") return [allow("WriteObjects", ["s3:PutObject"], objects)];
  if (access === "read") return [list, allow("ReadObjects", ["s3:GetObject"], objects)];
  return [list, allow("ReadWriteObjects", ["s3:GetObject", "s3:PutObject"], objects)];
}

const tableReads = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"];
const tableWrites = ["dynamodb:PutItem", "dynamodb:UpdateItem"];

/** Clients ask for the table's description before they read or write, so DescribeTable is in all of them. */
function tableStatement(scope: Scope, { name, indexes, access }: Access["tables"][number]): Statement {
  const resources = ["", ...indexes.map((index) => `/index/${index}`)].map((part) =>
    regionalArn(scope, "dynamodb", `table/${name}${part}`),
  );
  const describe = "dynamodb:DescribeTable";
  if (access === "read") return allow("ReadTables", [describe, ...tableReads], resources);
  if (access === "write")
    return allow(
      "WriteTables",
      [describe, ...tableWrites],
      [regionalArn(scope, "dynamodb", `table/${name}`)],
    );
  return allow("ReadWriteTables", [describe, ...tableReads, ...tableWrites], resources);
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

/** What a task role's policy says of buckets and tables. */
import { type Scope, arnOf, regionOf, s3Arn } from "../arns";
import type { Access } from "../config";
import { useKeyVia } from "./decrypt";
import { type Statement, allow } from "./statement";

type Bucket = Access["buckets"][number];
type Table = Access["tables"][number];

/** Objects are reached under `BUCKET/KEY`, listing is asked of the bucket itself. */
export function bucketStatements(scope: Scope, bucket: Bucket): Statement[] {
  const { prefixes, access } = bucket;
  const name = bucket.name.replace(/^arn:[^:]+:s3:::/, "");
  const objects = (prefixes ?? [""]).map((prefix) => s3Arn(scope.partition, `${name}/${prefix}*`));
  const listed = prefixes && { StringLike: { "s3:prefix": prefixes.map((prefix) => `${prefix}*`) } };
  const list = allow("ListBuckets", ["s3:ListBucket"], [s3Arn(scope.partition, name)], listed);
  const deletion = bucket.delete ? [allow("DeleteObjects", ["s3:DeleteObject"], objects)] : [];
  return [...objectStatements(access, list, objects), ...deletion, ...bucketKey(scope, bucket)];
}

function objectStatements(access: Bucket["access"], list: Statement, objects: string[]): Statement[] {
  if (access === "write") return [allow("WriteObjects", ["s3:PutObject"], objects)];
  if (access === "read") return [list, allow("ReadObjects", ["s3:GetObject"], objects)];
  return [list, allow("ReadWriteObjects", ["s3:GetObject", "s3:PutObject"], objects)];
}

/**
 * An object of several parts is decrypted while it is written. Only a key's ARN tells another region, in which its bucket
 * then lies too. https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
function bucketKey(scope: Scope, { kmsKey, access }: Bucket): Statement[] {
  if (kmsKey === undefined) return [];
  const actions = access === "read" ? ["kms:Decrypt"] : ["kms:Decrypt", "kms:GenerateDataKey"];
  return [useKeyVia(scope, kmsKey, "s3", regionOf(scope, kmsKey), "UseBucketKeys", actions)];
}

const tableReads = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"];
const tableWrites = ["dynamodb:PutItem", "dynamodb:UpdateItem"];

/** Clients ask for the table's description before they read or write, so DescribeTable is in all of them. */
export function tableStatements(scope: Scope, table: Table): Statement[] {
  const arn = arnOf(scope, "dynamodb", "table/", table.name);
  const indexed = [arn, ...table.indexes.map((index) => `${arn}/index/${index}`)];
  const deletion = table.delete ? [allow("DeleteItems", ["dynamodb:DeleteItem"], [arn])] : [];
  return [tableStatement(table.access, arn, indexed), ...deletion];
}

function tableStatement(access: Table["access"], arn: string, indexed: string[]): Statement {
  const describe = "dynamodb:DescribeTable";
  if (access === "read") return allow("ReadTables", [describe, ...tableReads], indexed);
  if (access === "write") return allow("WriteTables", [describe, ...tableWrites], [arn]);
  return allow("ReadWriteTables", [describe, ...tableReads, ...tableWrites], indexed);
}

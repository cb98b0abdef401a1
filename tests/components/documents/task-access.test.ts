import assert from "node:assert/strict";
import { taskRoleStatements } from "../../../components/documents/task-access";
import { allow } from "../../../components/documents/statement";
import { access, china, govCloud, key, scope, statement } from "./samples";

const statementsOf = (lists: Parameters<typeof access>[0], where = scope) =>
  taskRoleStatements(where, access(lists), [], false);

describe("A task role's policy", () => {
  it("says nothing for an application that reaches nothing", () => {
    assert.deepEqual(statementsOf({}), []);
  });

  it("lists a bucket on the bucket, reads and writes its objects on the objects", () => {
    assert.deepEqual(statementsOf({ buckets: [{ name: "data" }] }), [
      allow("ListBuckets", ["s3:ListBucket"], ["arn:aws:s3:::data"]),
      allow("ReadWriteObjects", ["s3:GetObject", "s3:PutObject"], ["arn:aws:s3:::data/*"]),
    ]);
  });

  it("keeps to a bucket's prefixes, for listing too", () => {
    const bucket = { name: "data", prefixes: ["in/", "ref/"], access: "read" as const };
    assert.deepEqual(statementsOf({ buckets: [bucket] }), [
      {
        ...allow("ListBuckets", ["s3:ListBucket"], ["arn:aws:s3:::data"]),
        conditions: { StringLike: { "s3:prefix": ["in/*", "ref/*"] } },
      },
      allow("ReadObjects", ["s3:GetObject"], ["arn:aws:s3:::data/in/*", "arn:aws:s3:::data/ref/*"]),
    ]);
  });

  it("writes a bucket without reading it", () => {
    assert.deepEqual(statementsOf({ buckets: [{ name: "out", access: "write" }] }), [
      allow("WriteObjects", ["s3:PutObject"], ["arn:aws:s3:::out/*"]),
    ]);
  });

  it("has all six DynamoDB actions on a table and its indexes", () => {
    const table = "arn:aws:dynamodb:ap-northeast-2:111122223333:table/jobs";
    const actions = ["DescribeTable", "GetItem", "PutItem", "Query", "Scan", "UpdateItem"];
    assert.deepEqual(statementsOf({ tables: [{ name: "jobs" }] }), [
      allow(
        "ReadWriteTables",
        actions.map((action) => `dynamodb:${action}`),
        [table, `${table}/index/*`],
      ),
    ]);
  });

  it("describes a table whether it is read or written", () => {
    const [read] = statementsOf({ tables: [{ name: "jobs", access: "read", indexes: ["by-user"] }] });
    const [write] = statementsOf({ tables: [{ name: "jobs", access: "write" }] });
    assert.deepEqual(read?.actions, [
      "dynamodb:DescribeTable",
      "dynamodb:GetItem",
      "dynamodb:Query",
      "dynamodb:Scan",
    ]);
    assert.match(read?.resources.at(-1) ?? "", /table\/jobs\/index\/by-user$/);
    assert.deepEqual(write?.actions, ["dynamodb:DescribeTable", "dynamodb:PutItem", "dynamodb:UpdateItem"]);
    assert.equal(write?.resources.length, 1);
  });

  it("reads a secret by name whatever its random suffix, by complete ARN as it is", () => {
    const arn = "arn:aws:secretsmanager:us-east-1:444455556666:secret:shared-a1B2c3";
    const [read] = statementsOf({
      secrets: [{ secret: "prod/ignite-pilot/postgresInfo2" }, { secret: arn }],
    });
    assert.deepEqual(read?.actions, ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]);
    assert.deepEqual(read?.resources, [
      "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:prod/ignite-pilot/postgresInfo2-??????",
      arn,
    ]);
  });

  it("decrypts only by way of the service that keeps the value", () => {
    const arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:shared-a1B2c3";
    const statements = statementsOf({
      secrets: [{ secret: arn, kmsKey: key }],
      parameters: [{ parameter: "/app/db", kmsKey: key }],
    });
    const via = (sid: string) => statements.find((found) => found.sid === sid)?.conditions;
    assert.deepEqual(via("DecryptSecrets"), {
      StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" },
    });
    assert.deepEqual(via("DecryptParameters"), {
      StringEquals: { "kms:ViaService": "ssm.ap-northeast-2.amazonaws.com" },
    });
  });

  it("reads a parameter with and without its leading slash", () => {
    const [read] = statementsOf({ parameters: [{ parameter: "/app/db" }, { parameter: "plain" }] });
    assert.deepEqual(read?.resources, [
      "arn:aws:ssm:ap-northeast-2:111122223333:parameter/app/db",
      "arn:aws:ssm:ap-northeast-2:111122223333:parameter/plain",
    ]);
  });

  it("creates and writes a log group in both forms of its ARN", () => {
    const group = "arn:aws:logs:ap-northeast-2:111122223333:log-group:/ml/jobs";
    assert.deepEqual(statementsOf({ logGroups: [{ name: "/ml/jobs", create: true }] }), [
      allow(
        "CreateAndWriteLogs",
        ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
        [group, `${group}:log-stream:*`],
      ),
    ]);
  });

  it("uses KMS keys in the direction that is asked for", () => {
    const actions = (direction: "decrypt" | "encrypt" | "encrypt-decrypt") =>
      statementsOf({ kmsKeys: [{ key, access: direction }] })[0]?.actions;
    assert.deepEqual(actions("decrypt"), ["kms:Decrypt"]);
    assert.deepEqual(actions("encrypt"), ["kms:Encrypt", "kms:GenerateDataKey"]);
    assert.deepEqual(actions("encrypt-decrypt"), ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]);
  });

  it("has what ECS Exec needs only where that is enabled", () => {
    const [exec] = taskRoleStatements(scope, access({}), [], true);
    assert.deepEqual(
      exec?.actions.map((action) => action.split(":")[0]),
      ["ssmmessages", "ssmmessages", "ssmmessages", "ssmmessages"],
    );
  });

  it("carries further statements, Denies too", () => {
    const deny = statement({
      sid: "NoDelete",
      effect: "Deny",
      actions: ["s3:DeleteObject"],
      resources: ["*"],
    });
    assert.deepEqual(taskRoleStatements(scope, access({}), [deny], false), [
      { ...deny, conditions: undefined },
    ]);
  });

  it("gives two entries for one thing no more room than one", () => {
    assert.deepEqual(
      statementsOf({ tables: [{ name: "jobs" }, { name: "jobs" }] }),
      statementsOf({ tables: [{ name: "jobs" }] }),
    );
  });

  for (const where of [china, govCloud]) {
    it(`is all of partition ${where.partition} there`, () => {
      const statements = statementsOf(
        {
          buckets: [{ name: "data" }],
          tables: [{ name: "jobs" }],
          secrets: [{ secret: "db", kmsKey: key }],
          parameters: [{ parameter: "/a" }],
          logGroups: [{ name: "/x" }],
        },
        where,
      );
      for (const resource of statements.flatMap(({ resources }) => resources))
        assert.ok(resource.startsWith(`arn:${where.partition}:`), resource);
    });
  }
});

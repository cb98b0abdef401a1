import assert from "node:assert/strict";
import { unknownContext } from "../../../policypack/evaluation/conditions/request-context";
import { buildModel } from "../../../policypack/graph/model";
import { resourceTagContext } from "../../../policypack/permissions/resource-tags";
import {
  ACCOUNT,
  outputOf,
  REGION,
  resource,
  type TestResource,
  unknown,
  withOutputs,
} from "../../support/stacks";

const arn = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
const TABLE = arn("dynamodb", "table/jobs");

function tagOf(resources: TestResource[], action: string, on: string, key = "aws:ResourceTag/app") {
  const model = buildModel(resources, { account: ACCOUNT, region: REGION });
  const context = resourceTagContext(model, { action, resource: on }, undefined, unknownContext);
  return context?.(key);
}

const table = (props: object = {}) =>
  resource("aws:dynamodb/table:Table", "jobs", { name: "jobs", ...props });
const present = (value: string) => ({ state: "present", values: [value] });
const later = { state: "unknown", isFixedLater: true };
const tags = { app: "orders" };

describe("permissions/resource-tags", () => {
  const byName: [string, Record<string, unknown>, string, string][] = [
    ["aws:dynamodb/table:Table", { name: "jobs" }, "dynamodb:GetItem", TABLE],
    ["aws:dynamodb/table:Table", { name: "jobs" }, "dynamodb:Query", `${TABLE}/index/by-date`],
    ["aws:sqs/queue:Queue", { name: "jobs" }, "sqs:SendMessage", arn("sqs", "jobs")],
    [
      "aws:ecr/repository:Repository",
      { name: "team/api" },
      "ecr:BatchGetImage",
      arn("ecr", "repository/team/api"),
    ],
    ["aws:ssm/parameter:Parameter", { name: "/a/b" }, "ssm:GetParameters", arn("ssm", "parameter/a/b")],
    [
      "aws:secretsmanager/secret:Secret",
      { name: "db" },
      "secretsmanager:GetSecretValue",
      arn("secretsmanager", "secret:db-AbCdEf"),
    ],
    [
      "aws:cloudwatch/logGroup:LogGroup",
      { name: "/ecs/a" },
      "logs:PutLogEvents",
      arn("logs", "log-group:/ecs/a:log-stream:x"),
    ],
    ["aws:ecs/cluster:Cluster", { name: "main" }, "ecs:ListTasks", arn("ecs", "cluster/main")],
    [
      "aws:ecs/taskDefinition:TaskDefinition",
      { family: "web" },
      "ecs:RunTask",
      arn("ecs", "task-definition/web:3"),
    ],
    [
      "aws:sfn/stateMachine:StateMachine",
      { name: "etl" },
      "states:StartExecution",
      arn("states", "stateMachine:etl"),
    ],
    ["aws:iam/role:Role", { name: "deploy" }, "sts:AssumeRole", `arn:aws:iam::${ACCOUNT}:role/ci/deploy`],
  ];
  for (const [type, props, action, on] of byName) {
    it(`${type} is known by its name before it exists`, () => {
      assert.deepEqual(tagOf([resource(type, "it", { ...props, tags })], action, on), present("orders"));
    });
  }

  it("any other type is known by its ARN once it exists", () => {
    const on = arn("kinesis", "stream/clicks");
    const stream = resource("aws:kinesis/stream:Stream", "clicks", { name: "clicks", tags });
    assert.deepEqual(tagOf([withOutputs(stream, { arn: on })], "kinesis:PutRecord", on), present("orders"));
    assert.equal(tagOf([stream], "kinesis:PutRecord", on), undefined);
  });

  it("keys and services' own keys have no letter case", () => {
    const secret = resource("aws:secretsmanager/secret:Secret", "db", {
      name: "db",
      tags: { App: "orders" },
    });
    const on = arn("secretsmanager", "secret:db-AbCdEf");
    const read = "secretsmanager:GetSecretValue";
    assert.deepEqual(tagOf([secret], read, on, "secretsmanager:ResourceTag/app"), present("orders"));
    assert.deepEqual(tagOf([secret], read, on, "AWS:RESOURCETAG/APP"), present("orders"));
    assert.deepEqual(tagOf([secret], read, on, "ecr:ResourceTag/app"), { state: "unknown" });
  });

  it("a tag that nobody gives is absent, but for AWS's own", () => {
    assert.deepEqual(tagOf([table({ tags })], "dynamodb:GetItem", TABLE, "aws:ResourceTag/team"), {
      state: "absent",
    });
    assert.deepEqual(tagOf([table()], "dynamodb:GetItem", TABLE), { state: "absent" });
    const key = "aws:ResourceTag/aws:cloudformation:stack-name";
    assert.deepEqual(tagOf([table()], "dynamodb:GetItem", TABLE, key), { state: "unknown" });
  });

  it("what is not known of the tags will be, and leaves the others known", () => {
    const partly = table({ tags: { app: "orders", owner: unknown() } });
    assert.deepEqual(tagOf([partly], "dynamodb:GetItem", TABLE), present("orders"));
    assert.deepEqual(tagOf([partly], "dynamodb:GetItem", TABLE, "aws:ResourceTag/owner"), later);
    assert.deepEqual(tagOf([table({ tags: unknown() })], "dynamodb:GetItem", TABLE), later);
    const computed = withOutputs(table({ tags }), { tagsAll: unknown() });
    assert.deepEqual(tagOf([computed], "dynamodb:GetItem", TABLE), present("orders"));
  });

  it("the provider's default tags are tags, and so is a list of keys and values", () => {
    const provider = {
      urn: "urn:p",
      type: "pulumi:providers:aws",
      name: "p",
      props: { defaultTags: '{"tags":{"app":"orders"}}' },
    };
    assert.deepEqual(tagOf([{ ...table(), provider }], "dynamodb:GetItem", TABLE), present("orders"));
    const native = resource("aws-native:dynamodb:Table", "jobs", {
      tableName: "jobs",
      tags: [{ key: "app", value: "orders" }],
    });
    assert.deepEqual(tagOf([native], "dynamodb:GetItem", TABLE), present("orders"));
  });

  it("a tag may be a resource of its own", () => {
    const tagged = table();
    const tag = (props: object) =>
      resource("aws:dynamodb/tag:Tag", "app", {
        resourceArn: outputOf(tagged),
        key: "app",
        value: "orders",
        ...props,
      });
    assert.deepEqual(tagOf([tagged, tag({})], "dynamodb:GetItem", TABLE), present("orders"));
    assert.deepEqual(tagOf([tagged, tag({ value: unknown() })], "dynamodb:GetItem", TABLE), later);
    assert.deepEqual(tagOf([tagged, tag({ key: "team" })], "dynamodb:GetItem", TABLE), { state: "absent" });
    assert.deepEqual(
      tagOf([tagged, tag({ resourceArn: "arn:aws:dynamodb:::x" })], "dynamodb:GetItem", TABLE),
      { state: "absent" },
    );
  });

  it("nothing is known where AWS does not go by tags, of what the stack does not create, and of other accounts", () => {
    const bucket = resource("aws:s3/bucket:Bucket", "b", { bucket: "b", tags });
    assert.equal(
      tagOf([withOutputs(bucket, { arn: "arn:aws:s3:::b" })], "s3:ListBucket", "arn:aws:s3:::b"),
      undefined,
    );
    const role = resource("aws:iam/role:Role", "r", { name: "r", tags });
    assert.equal(tagOf([role], "iam:PassRole", `arn:aws:iam::${ACCOUNT}:role/r`), undefined);
    assert.equal(tagOf([], "dynamodb:GetItem", TABLE), undefined);
    assert.equal(
      tagOf([table({ tags })], "dynamodb:GetItem", TABLE.replace(ACCOUNT, "111122223333")),
      undefined,
    );
  });
});

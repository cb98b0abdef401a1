/** What the roles of pipes and schedules need beside running the task. */
import assert from "node:assert/strict";
import { taskCanBeRun } from "../../../../policypack/policies/task-can-be-run";
import { judgeStackByRule as judgeStack, summary } from "../../../support/judge";
import {
  ACCOUNT,
  arnOf,
  type OutputOf,
  outputOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  type TestResource,
  trust,
  unknown,
  withOutputs,
} from "../../../support/stacks";
import { CLUSTER, EXECUTION_ROLE, PASS, RUN, TASK_ROLE } from "./starters";

const OWN = "orders-runner";
const at = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;

const judge = (service: string, statements: object[], ...others: TestResource[]) =>
  summary(
    judgeStack(taskCanBeRun, [
      taskDefinition("orders", { taskRoleArn: TASK_ROLE, executionRoleArn: EXECUTION_ROLE }),
      role("orders-task"),
      role("orders-exec"),
      role(OWN, { assumeRolePolicy: JSON.stringify(trust(service)) }),
      rolePolicy(OWN, "own", [RUN, PASS, ...statements]),
      ...others,
    ]),
  );
const found = (verdict: string, ...actions: string[]) => [[verdict, `role/${OWN}`, ...actions].join(" ")];

describe("task-can-be-run of what pipes read", () => {
  const pipe = (props: Record<string, unknown>) =>
    resource("aws:pipes/pipe:Pipe", "starter", {
      name: "orders",
      target: CLUSTER,
      roleArn: arnOf("role", OWN),
      targetParameters: { ecsTaskParameters: { taskDefinitionArn: "orders" } },
      ...props,
    });
  const verdicts = (source: unknown, statements: object[], ...others: TestResource[]) =>
    judge("pipes.amazonaws.com", statements, pipe({ source }), ...others);
  const QUEUE = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"];
  const stream = (service: string) =>
    ["DescribeStream", "GetRecords", "GetShardIterator"].map((action) => `${service}:${action}`);
  const queue = resource("aws:sqs/queue:Queue", "jobs", { name: "jobs" });
  const records = resource("aws:kinesis/stream:Stream", "clicks", { name: "clicks" });
  const table = resource("aws:dynamodb/table:Table", "orders", { name: "orders", streamEnabled: true });
  const cases: [string, string, string, string[], TestResource][] = [
    ["a queue", at("sqs", "jobs"), "jobs", QUEUE, queue],
    ["a stream of Kinesis", at("kinesis", "stream/clicks"), "clicks", stream("kinesis"), records],
    [
      "a stream of DynamoDB",
      at("dynamodb", "table/orders/stream/2024-01-01T00:00:00.000"),
      "orders",
      stream("dynamodb"),
      table,
    ],
  ];
  for (const [title, arn, , actions, source] of cases) {
    it(`Noncompliance: ${title} that its role may not read`, () => {
      assert.deepEqual(verdicts(arn, [statement(actions, arn)]), []);
      assert.deepEqual(verdicts(arn, []), found("violated", ...actions));
      assert.deepEqual(
        verdicts(arn, [statement(actions.slice(1), arn)]),
        found("violated", actions[0] as string),
      );
    });
    it(`knows ${title} of the stack at a first preview`, () => {
      assert.deepEqual(verdicts(outputOf(source), [statement(actions)], source), []);
      assert.deepEqual(verdicts(outputOf(source), [], source), found("violated", ...actions));
    });
  }

  for (const type of ["aws:kinesis/stream:Stream", "aws-native:kinesis:Stream"]) {
    it(`asks for the key of a stream, of ${type}`, () => {
      const arn = at("kinesis", "stream/clicks");
      const KEY = at("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab");
      const clicks = (id: string) =>
        withOutputs(
          resource(type, "clicks", {
            name: "clicks",
            ...(type.startsWith("aws-native")
              ? { streamEncryption: { encryptionType: "KMS", keyId: id } }
              : { encryptionType: "KMS", kmsKeyId: id }),
          }),
          { arn },
        );
      const read = statement(stream("kinesis"), arn);
      assert.deepEqual(verdicts(arn, [read], clicks("alias/aws/kinesis")), []);
      assert.deepEqual(verdicts(arn, [read], clicks(KEY)), found("violated", "kms:Decrypt"));
      assert.deepEqual(verdicts(arn, [read, statement("kms:Decrypt", KEY)], clicks(KEY)), []);
    });
  }

  it("leaves other sources alone, and those of which nothing is known", () => {
    for (const source of [at("mq", "broker:b"), "smk://broker:9092", 42, undefined, unknown()])
      assert.deepEqual(verdicts(source, []), []);
    assert.deepEqual(verdicts(outputOf(queue), [], queue, records), found("violated", ...QUEUE));
  });

  it("asks for what enriches", () => {
    const source = at("mq", "broker:b");
    const enriched = (enrichment: unknown, ...statements: object[]) =>
      judge("pipes.amazonaws.com", statements, pipe({ source, enrichment }));
    const lambda = at("lambda", "function:enrich");
    assert.deepEqual(enriched(lambda), found("violated", "lambda:InvokeFunction"));
    assert.deepEqual(enriched(lambda, statement("lambda:InvokeFunction", lambda)), []);
    assert.deepEqual(
      enriched(at("states", "stateMachine:enrich")),
      found("violated", "states:StartSyncExecution"),
    );
    for (const other of [at("events", "api-destination/a/1"), undefined, 42, unknown()])
      assert.deepEqual(enriched(other), []);
  });
});

describe("task-can-be-run of encrypted schedules", () => {
  const KEY = at("kms", "key/1111aaaa-22bb-33cc-44dd-555566667777");
  const fresh = resource("aws:kms/key:Key", "schedules", {});
  const verdicts = (
    kmsKeyArn: string | OutputOf | undefined,
    statements: object[],
    ...others: TestResource[]
  ) =>
    judge(
      "scheduler.amazonaws.com",
      statements,
      resource("aws:scheduler/schedule:Schedule", "starter", {
        name: "nightly",
        kmsKeyArn,
        target: {
          arn: CLUSTER,
          roleArn: arnOf("role", OWN),
          ecsParameters: { taskDefinitionArn: "orders" },
        },
      }),
      ...others,
    );
  const of = (schedule: string) =>
    statement("kms:Decrypt", KEY, {
      Condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:scheduler:schedule:arn": at("scheduler", `schedule/${schedule}`),
        },
      },
    });

  it("asks the role for the key", () => {
    const known = withOutputs(fresh, { arn: KEY });
    assert.deepEqual(verdicts(undefined, []), []);
    assert.deepEqual(verdicts(KEY, [], known), found("violated", "kms:Decrypt"));
    assert.deepEqual(verdicts(KEY, [statement("kms:Decrypt", KEY)], known), []);
    assert.deepEqual(verdicts(KEY, [of("default/nightly")], known), []);
    assert.deepEqual(verdicts(KEY, [of("default/*")], known), []);
    assert.deepEqual(verdicts(KEY, [of("other/*")], known), found("violated", "kms:Decrypt"));
  });

  it("leaves it open at a first preview, unless every key is granted", () => {
    assert.deepEqual(verdicts(outputOf(fresh), [], fresh), found("unproven", "kms:Decrypt"));
    assert.deepEqual(verdicts(outputOf(fresh), [statement("kms:Decrypt")], fresh), []);
  });
});

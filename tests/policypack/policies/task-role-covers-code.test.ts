import assert from "node:assert/strict";
import { taskRoleCoversCode } from "../../../policypack/policies/task-role-covers-code";
import type { CodeCall } from "../../../policypack/policies/task-role-covers-code/code-of-container";
import { judgeStack as judgeThroughSdk } from "../../support/judge";
import { judgeStackByRule as judgeStack } from "../../support/judge";
import {
  ACCOUNT,
  deny,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  type TestResource,
} from "../../support/stacks";

const ROLE = "worker";
const regional = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
const TABLE = regional("dynamodb", "table/jobs");
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/${ROLE}`;

const task = (props: Record<string, unknown> = {}) =>
  resource("aws:ecs/taskDefinition:TaskDefinition", "worker", {
    family: "worker",
    taskRoleArn: ROLE_ARN,
    containerDefinitions: JSON.stringify([{ name: "app", image: "app:1" }]),
    ...props,
  });

const call = (action: string, resources?: string[], line = 7): CodeCall => ({
  action,
  ...(resources && { resources }),
  file: "app/main.py",
  line,
});

const config = (calls: unknown) => ({ code: [{ family: "worker", container: "app", calls }] });

const judge = (statements: object[], calls: CodeCall[], others: TestResource[] = [task()]) =>
  judgeStack(
    taskRoleCoversCode,
    [role(ROLE), rolePolicy(ROLE, "data", statements), ...others],
    config(calls),
  );

describe("task-role-covers-code", () => {
  describe("Compliance", () => {
    const allowed: [string, object[], CodeCall[]][] = [
      ["no code", [], []],
      [
        "the action on the resource",
        [statement("dynamodb:UpdateItem", TABLE)],
        [call("dynamodb:UpdateItem", [TABLE])],
      ],
      ["by wildcards", [statement("dynamodb:*Item")], [call("dynamodb:UpdateItem", [TABLE])]],
      [
        "several in any order",
        [statement(["dynamodb:Query", "dynamodb:PutItem"], [`${TABLE}/index/*`, TABLE])],
        [call("dynamodb:PutItem", [TABLE]), call("dynamodb:Query", [`${TABLE}/index/by-owner`])],
      ],
      [
        "one of the resources that may be meant",
        [statement("s3:GetObject", "arn:aws:s3:::b/*")],
        [call("s3:GetObject", ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"])],
      ],
      [
        "a part of the resources that a pattern means",
        [statement("s3:GetObject", "arn:aws:s3:::a/models/*")],
        [call("s3:GetObject", ["arn:aws:s3:::a/*"])],
      ],
      [
        "somewhere, where the resource is not known",
        [statement("sqs:SendMessage", regional("sqs", "jobs"))],
        [call("sqs:SendMessage")],
      ],
      [
        "an action that takes no resource",
        [statement("cloudwatch:PutMetricData")],
        [call("cloudwatch:PutMetricData")],
      ],
      [
        "a secret by its complete ARN",
        [statement("secretsmanager:GetSecretValue", regional("secretsmanager", "secret:db-a1b2c3"))],
        [call("secretsmanager:GetSecretValue", [regional("secretsmanager", "secret:db-??????")])],
      ],
      [
        "a prefix that the code may list",
        [
          statement("s3:ListBucket", "arn:aws:s3:::a", {
            Condition: { StringLike: { "s3:prefix": ["models/*"] } },
          }),
        ],
        [call("s3:ListBucket", ["arn:aws:s3:::a"])],
      ],
      ["an action that AWS does not have", [], [call("dynamodb:Frobnicate")]],
      ["letter case", [statement("dynamodb:updateitem", TABLE)], [call("DynamoDB:UpdateItem", [TABLE])]],
    ];
    for (const [title, statements, calls] of allowed) {
      it(title, () => assert.deepEqual(judge(statements, calls), []));
    }

    it("code of a family that the stack does not have", () => {
      assert.deepEqual(judge([], [call("s3:ListAllMyBuckets")], []), []);
    });

    it("a role of which nothing is known is left to other rules", () => {
      const elsewhere = task({ taskRoleArn: `arn:aws:iam::${ACCOUNT}:role/elsewhere` });
      assert.deepEqual(judge([], [call("dynamodb:UpdateItem", [TABLE])], [elsewhere]), []);
    });
  });

  describe("Noncompliance", () => {
    it("an action that nothing allows, with the line of the call and a statement to paste", () => {
      const [found, ...others] = judge(
        [statement("dynamodb:GetItem", TABLE)],
        [call("dynamodb:UpdateItem", [TABLE], 31)],
      );
      assert.deepEqual(others, []);
      assert.equal(found?.verdict, "violated");
      assert.match(
        found.message,
        /role\/worker may not perform dynamodb:UpdateItem on \S+table\/jobs \(app\/main\.py:31\)/,
      );
      assert.match(
        found.remedy,
        /"Action": "dynamodb:UpdateItem", "Resource": "arn:aws:dynamodb:\S+table\/jobs"/,
      );
      assert.deepEqual(found.place?.code, { file: "app/main.py", line: 31 });
    });

    it("keeps its id when lines move, and names each place of one request", () => {
      const before = judge([], [call("dynamodb:UpdateItem", [TABLE], 3)]);
      const after = judge(
        [],
        [call("dynamodb:UpdateItem", [TABLE], 9), call("dynamodb:UpdateItem", [TABLE], 12)],
      );
      assert.deepEqual(
        after.map(({ id }) => id),
        before.map(({ id }) => id),
      );
      assert.match(after[0]!.message, /app\/main\.py:9 and app\/main\.py:12/);
    });

    const refused: [string, object[], CodeCall][] = [
      [
        "the action on another resource",
        [statement("dynamodb:PutItem", regional("dynamodb", "table/other"))],
        call("dynamodb:PutItem", [TABLE]),
      ],
      [
        "none of the resources that may be meant",
        [statement("s3:GetObject", "arn:aws:s3:::c/*")],
        call("s3:GetObject", ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"]),
      ],
      [
        "nowhere, where the resource is not known",
        [statement("sqs:ReceiveMessage")],
        call("sqs:SendMessage"),
      ],
      [
        "denied",
        [statement("dynamodb:*"), deny("dynamodb:PutItem", TABLE)],
        call("dynamodb:PutItem", [TABLE]),
      ],
      [
        "an action that takes no resource",
        [statement("cloudwatch:GetMetricData")],
        call("cloudwatch:PutMetricData"),
      ],
    ];
    for (const [title, statements, one] of refused) {
      it(title, () => {
        const found = judge(statements, [one]);
        assert.deepEqual(
          found.map(({ verdict }) => verdict),
          ["violated"],
        );
        assert.deepEqual(found[0]!.actions, [one.action]);
      });
    }

    it("a task without task role", () => {
      const [found] = judge([], [call("dynamodb:PutItem", [TABLE])], [task({ taskRoleArn: undefined })]);
      assert.match(
        found?.message ?? "",
        /worker has no task role, and the code of container app calls dynamodb:PutItem/,
      );
    });

    it("is advisory, mandatory by choice", async () => {
      const stack = [role(ROLE), rolePolicy(ROLE, "data", []), task()];
      const pack = config([call("dynamodb:PutItem", [TABLE])]);
      for (const level of ["advisory", "mandatory"]) {
        const settings = {
          "task-role-covers-code": { ...(level === "mandatory" && { enforcementLevel: level }), ...pack },
        };
        const found = await judgeThroughSdk(stack, settings as never, [taskRoleCoversCode]);
        assert.deepEqual(
          found.map((each) => each.level),
          [level],
        );
      }
    });
  });

  it("Unproven: a document that is not known", () => {
    const found = judgeStack(
      taskRoleCoversCode,
      [
        role(ROLE),
        resource("aws:iam/rolePolicy:RolePolicy", "data", {
          role: ROLE,
          name: "data",
          policy: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
        }),
        task(),
      ],
      config([call("dynamodb:PutItem", [TABLE])]),
    );
    assert.deepEqual(
      found.map(({ verdict }) => verdict),
      ["unproven"],
    );
  });

  describe("Config of a wrong type is told", () => {
    for (const calls of [
      "all",
      [{ action: "put", file: "a", line: 1 }],
      [{ action: "s3:GetObject", file: "a", line: 0 }],
      [{ action: "s3:GetObject" }],
    ]) {
      it(JSON.stringify(calls), async () => {
        const settings = { "task-role-covers-code": config(calls) };
        const found = await judgeThroughSdk([role(ROLE), task()], settings as never, [taskRoleCoversCode]);
        assert.equal(found.length > 0, true);
      });
    }
  });
});

import assert from "node:assert/strict";
import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import { statementCell } from "../../commands/formats/permission-groups";
import type { PermissionRow } from "../../commands/judgement/judgement";
import { conditionWords } from "../../commands/judging/permissions/condition-words";
import { judged, withMore } from "./support/programs";

const ROLE = "ecsTaskRole";
const BUCKET = "arn:aws:s3:::reports";

/** The rows of a role of the dev stack that come from these statements, put into an inline policy. */
async function rowsOf(statements: object[], more: () => void = () => undefined): Promise<PermissionRow[]> {
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const { judgement } = await judged(
    "dev",
    withMore(() => {
      new iam.RolePolicy("probe", { role: ROLE, name: "Probe", policy });
      more();
    }),
  );
  return judgement.permissions.filter(({ document }) => document === "Probe" || document === "Other");
}

const allow = (action: string, resource: string, more: object = {}) => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
  ...more,
});
const deny = (action: string, resource: string, more: object = {}) => ({
  ...allow(action, resource, more),
  Effect: "Deny",
});

describe("the permission table", () => {
  it("has a row for each action and resource of a statement", async () => {
    const rows = await rowsOf([
      {
        Sid: "Objects",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:PutObject"],
        Resource: [`${BUCKET}/a/*`, `${BUCKET}/b/*`],
      },
    ]);
    assert.equal(rows.length, 4);
    assert.deepEqual(rows[0], {
      principal: `role/${ROLE}`,
      action: "s3:GetObject",
      resource: `${BUCKET}/a/*`,
      effect: "allowed",
      document: "Probe",
      sid: "Objects",
      conditions: [],
    });
  });

  it("shows what the policy of a resource grants a role by its name, and what it withholds", async () => {
    const role = `arn:aws:iam::618574523116:role/${ROLE}`;
    const policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { ...allow("s3:GetObject", `${BUCKET}/*`), Principal: { AWS: role } },
        { ...deny("s3:PutObject", `${BUCKET}/*`), Principal: "*" },
      ],
    });
    const rows = await rowsOf([allow("s3:PutObject", `${BUCKET}/*`)], () => {
      new s3.BucketPolicy("Other", { bucket: "reports", policy });
    });
    assert.deepEqual(
      rows.map(({ action, effect, document, conditions }) => [action, effect, document, ...conditions]),
      [
        ["s3:PutObject", "conditional", "Probe", "Statement[1] of Other does not deny it"],
        ["s3:GetObject", "allowed", "Other"],
      ],
    );
  });

  it("names a statement without Sid by its position", async () => {
    const rows = await rowsOf([
      allow("s3:GetObject", `${BUCKET}/a/*`, { Sid: "A" }),
      allow("s3:PutObject", `${BUCKET}/*`),
    ]);
    assert.deepEqual(
      rows.map(({ sid, index }) => statementCell({ sid, index })),
      ["A", "Statement[1]"],
    );
  });

  it("does not list as allowed what a Deny takes away", async () => {
    const rows = await rowsOf([allow("s3:GetObject", `${BUCKET}/*`), deny("s3:*", "*")]);
    assert.deepEqual(
      rows.map(({ action, effect }) => ({ action, effect })),
      [{ action: "s3:*", effect: "denied" }],
    );
  });

  it("says where a Deny takes away a part", async () => {
    const rows = await rowsOf([
      allow("s3:GetObject", `${BUCKET}/*`),
      deny("s3:GetObject", `${BUCKET}/secret/*`, { Sid: "NoSecrets" }),
    ]);
    const [allowed] = rows;
    assert.equal(allowed!.effect, "conditional");
    assert.match(allowed!.conditions.join(), /statement "NoSecrets" of Probe does not deny it/);
  });

  it("says which conditions are open, and leaves out those that hold", async () => {
    const rows = await rowsOf([
      allow("s3:GetObject", `${BUCKET}/*`, {
        Condition: {
          StringEquals: { "aws:RequestedRegion": "ap-northeast-2" },
          IpAddress: { "aws:SourceIp": "10.0.0.0/8" },
        },
      }),
    ]);
    assert.equal(rows[0]!.effect, "conditional");
    assert.deepEqual(rows[0]!.conditions, ["aws:SourceIp is in 10.0.0.0/8"]);
  });

  it("leaves out what can never be granted", async () => {
    const condition = { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } };
    assert.deepEqual(await rowsOf([allow("sqs:SendMessage", "*", condition)]), []);
  });

  describe("within a permissions boundary", () => {
    const secret = "arn:aws:secretsmanager:ap-northeast-2:618574523116:secret:dev/ignite-pilot/postgresInfo2";
    const within = async (boundary: object, extra: object[] = []) => {
      const { judgement } = await judged("dev", (config) =>
        withMore(() => {
          const document = { Version: "2012-10-17", Statement: [boundary] };
          new iam.Policy("boundary", { name: "Bound", policy: JSON.stringify(document) });
          const policy = JSON.stringify({ Version: "2012-10-17", Statement: extra });
          if (extra.length > 0) new iam.RolePolicy("probe", { role: ROLE, name: "Probe", policy });
        })({
          ...config,
          tasks: config.tasks.map((task) =>
            task.taskRole.mode === "create" && task.taskRole.name === ROLE
              ? { ...task, taskRole: { ...task.taskRole, permissionsBoundary: "Bound" } }
              : task,
          ),
        }),
      );
      const own = judgement.permissions.filter(({ principal }) => principal === `role/${ROLE}`);
      return (action: string) => own.find((row) => row.action === action);
    };

    it("lists as denied what it does not let through", async () => {
      const row = await within(allow("secretsmanager:GetSecretValue", "*"));
      assert.equal(row("secretsmanager:GetSecretValue")!.effect, "allowed");
      assert.equal(row("secretsmanager:DescribeSecret")!.effect, "denied");
      assert.equal(row("secretsmanager:DescribeSecret")!.document, "Bound");
    });

    it("says where it lets a part through", async () => {
      const row = await within(allow("*", `${secret}-*`), [
        allow("secretsmanager:ListSecretVersionIds", "*"),
      ]);
      const partial = row("secretsmanager:ListSecretVersionIds")!;
      assert.equal(partial.effect, "conditional");
      assert.deepEqual(partial.conditions, ["the permissions boundary Bound allows it"]);
    });

    it("lists as denied what a Deny in it takes away", async () => {
      const row = await within(deny("secretsmanager:*", "*"));
      assert.equal(row("secretsmanager:GetSecretValue")!.effect, "denied");
      assert.equal(row("secretsmanager:*")!.effect, "denied");
    });
  });

  it("writes NotAction and NotResource out in full", async () => {
    const excluded = ["iam:*", "sts:*", "kms:*", "ec2:*", "organizations:*", "account:*"];
    const rows = await rowsOf([{ Effect: "Deny", NotAction: excluded, NotResource: [BUCKET] }]);
    assert.equal(rows[0]!.action, `everything but ${excluded.join(", ")}`);
    assert.equal(rows[0]!.resource, `everything but ${BUCKET}`);
  });
});

describe("a condition in words", () => {
  const cases: [operator: string, values: string[], words: string][] = [
    ["StringEquals", ["a", "b"], "aws:Key is a or b"],
    ["StringNotLike", ["a*", "b*"], "aws:Key is not like a* and not b*"],
    ["ArnLikeIfExists", ["arn:aws:s3:::x"], "aws:Key is like arn:aws:s3:::x, where the request has it"],
    ["ForAnyValue:StringEquals", ["a"], "some value of aws:Key is a"],
    ["ForAllValues:StringLike", ["a*"], "every value of aws:Key is like a*"],
    ["Null", ["true"], "aws:Key is absent"],
    ["Null", ["false"], "aws:Key is present"],
    ["bool", ["true"], "aws:Key is true"],
    ["NumericLessThanEquals", ["3"], "aws:Key is at most 3"],
    ["DateGreaterThan", ["2027-01-01"], "aws:Key is after 2027-01-01"],
    ["NotIpAddress", ["10.0.0.0/8"], "aws:Key is not in 10.0.0.0/8"],
    ["Unheard", ["x"], "aws:Key Unheard x"],
  ];
  for (const [operator, values, words] of cases) {
    it(`says ${operator} as "${words}"`, () => {
      assert.equal(conditionWords({ operator, key: "aws:Key", values }), words);
    });
  }
});

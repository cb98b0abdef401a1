import assert from "node:assert/strict";
import { taskRoleAccess } from "../../../policypack/policies/task-role-access";
import { judgeStack as judgeThroughSdk } from "../../support/judge";
import {
  ACCOUNT,
  deny,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  type TestResource,
  unknown,
} from "../../support/stacks";
import { judgeStackByRule as judgeStack, summary } from "../../support/judge";

const ROLE = "ecsTaskRole";
const regional = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
const SECRET = regional("secretsmanager", "secret:prod/ignite-pilot/postgresInfo2");
const KEY = regional("kms", "key/1111aaaa-22bb-33cc-44dd-555566667777");
const READ_SECRET = "secretsmanager:GetSecretValue";

const judge = (statements: object[], access: object, others: TestResource[] = []) =>
  judgeStack(taskRoleAccess, [role(ROLE), rolePolicy(ROLE, "data", statements), ...others], {
    required: [{ role: ROLE, ...access }],
  });

const POINT = regional("s3", "accesspoint/reports");
const ENTRANCE = resource("aws:s3/accessPoint:AccessPoint", "reports", { name: "reports", bucket: "data" });

const TABLE = (props: Record<string, unknown> = {}) =>
  resource("aws:dynamodb/table:Table", "jobs", {
    name: "jobs",
    serverSideEncryption: { enabled: true, kmsKeyArn: KEY },
    ...props,
  });
const QUEUE = resource("aws:sqs/queue:Queue", "jobs", { name: "jobs", kmsMasterKeyId: KEY });
const BUCKET = resource(
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "data",
  {
    bucket: "data",
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY } }],
  },
);

describe("task-role-access", () => {
  describe("asks for the keys that the stack gives", () => {
    const data: [string, object, object, TestResource, string[]][] = [
      [
        "a bucket",
        { buckets: ["data"] },
        statement(
          ["s3:ListBucket", "s3:GetObject", "s3:PutObject"],
          ["arn:aws:s3:::data", "arn:aws:s3:::data/*"],
        ),
        BUCKET,
        ["kms:Decrypt", "kms:GenerateDataKey"],
      ],
      [
        "a bucket that is read",
        { buckets: [{ name: "data", access: "read" }] },
        statement(["s3:ListBucket", "s3:GetObject"], ["arn:aws:s3:::data", "arn:aws:s3:::data/*"]),
        BUCKET,
        ["kms:Decrypt"],
      ],
      [
        "a bucket behind an access point",
        { buckets: [POINT] },
        statement(["s3:ListBucket", "s3:GetObject", "s3:PutObject"], [POINT, `${POINT}/object/*`]),
        BUCKET,
        ["kms:Decrypt", "kms:GenerateDataKey"],
      ],
      [
        "a table",
        { tables: ["jobs"] },
        statement("dynamodb:*", regional("dynamodb", "table/jobs")),
        TABLE(),
        ["kms:Decrypt"],
      ],
      [
        "a queue",
        { queues: ["jobs"] },
        statement("sqs:*", regional("sqs", "jobs")),
        QUEUE,
        ["kms:Decrypt", "kms:GenerateDataKey"],
      ],
    ];
    for (const [title, access, grant, encrypted, actions] of data) {
      it(title, () => {
        const others = [encrypted, ENTRANCE];
        const without = judge([grant], access, others);
        assert.deepEqual(
          without.map(({ actions }) => actions),
          [actions],
        );
        assert.deepEqual(judge([grant, statement(actions, KEY)], access, others), []);
        const condition = { StringEquals: { "kms:ViaService": `ec2.${REGION}.amazonaws.com` } };
        const elsewhere = statement(actions, KEY, { Condition: condition });
        assert.equal(judge([grant, elsewhere], access, others).length, 1);
      });
    }

    it("with the context that the service encrypts with", () => {
      const under = (key: string, value: string) =>
        statement(["kms:Decrypt", "kms:GenerateDataKey"], KEY, {
          Condition: { StringEquals: { [`kms:EncryptionContext:${key}`]: value } },
        });
      const at = (kind: string, grant: object, condition: object, encrypted: TestResource) =>
        judgeStack(
          taskRoleAccess,
          [role(ROLE), rolePolicy(ROLE, "data", [grant, condition]), encrypted],
          { required: [{ role: ROLE, [kind]: [kind === "buckets" ? "data" : "jobs"] }] },
          { account: ACCOUNT, region: REGION, partition: "aws" },
        ).map(({ verdict }) => verdict);
      const sqs = statement("sqs:*", regional("sqs", "jobs"));
      assert.deepEqual(at("queues", sqs, under("aws:sqs:arn", regional("sqs", "jobs")), QUEUE), []);
      assert.deepEqual(at("queues", sqs, under("aws:sqs:arn", regional("sqs", "x")), QUEUE), ["violated"]);
      const table = statement("dynamodb:*", regional("dynamodb", "table/jobs"));
      assert.deepEqual(at("tables", table, under("aws:dynamodb:tableName", "jobs"), TABLE()), []);
      assert.deepEqual(at("tables", table, under("aws:dynamodb:subscriberId", "1"), TABLE()), ["violated"]);
      const s3 = statement("s3:*", ["arn:aws:s3:::data", "arn:aws:s3:::data/*"]);
      const bucket = (bucketKeyEnabled: boolean) =>
        resource(BUCKET.type, "data", {
          bucket: "data",
          rules: [{ applyServerSideEncryptionByDefault: { kmsMasterKeyId: KEY }, bucketKeyEnabled }],
        });
      const ofBucket = under("aws:s3:arn", "arn:aws:s3:::data");
      assert.deepEqual(at("buckets", s3, ofBucket, bucket(true)), []);
      assert.deepEqual(at("buckets", s3, ofBucket, bucket(false)), ["unproven"], "of objects");
    });

    it("but not for a key that the provider has filled in", () => {
      const exists = TABLE({ arn: regional("dynamodb", "table/jobs") });
      const grant = statement("dynamodb:*", regional("dynamodb", "table/jobs"));
      assert.deepEqual(judge([grant], { tables: ["jobs"] }, [exists]), []);
    });
  });

  const secrets = { secrets: ["prod/ignite-pilot/postgresInfo2"] };
  const reached: [string, object, object[]][] = [
    ["a secret by ??????", secrets, [statement(READ_SECRET, `${SECRET}-??????`)]],
    ["a secret by -*", secrets, [statement(READ_SECRET, `${SECRET}-*`)]],
    ["a secret by *", secrets, [statement(READ_SECRET, `${SECRET}*`)]],
    ["a secret by its complete ARN", secrets, [statement(READ_SECRET, `${SECRET}-AbCdEf`)]],
    [
      "a secret named by its ARN",
      { secrets: [`${SECRET}-AbCdEf`] },
      [statement(READ_SECRET, `${SECRET}-AbCdEf`)],
    ],
    ...["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"].map(
      (action): [string, object, object[]] => [
        `a parameter by ${action}`,
        { parameters: ["/app/url"] },
        [statement(action, regional("ssm", "parameter/app/url"))],
      ],
    ),
    [
      "a bucket to read and write",
      { buckets: ["data"] },
      [
        statement("s3:ListBucket", "arn:aws:s3:::data"),
        statement(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::data/*"),
      ],
    ],
    [
      "a bucket to write",
      { buckets: [{ name: "data", access: "write" }] },
      [statement("s3:PutObject", "arn:aws:s3:::data/*")],
    ],
    [
      "an access point to read",
      { buckets: [{ name: POINT, access: "read" }] },
      [statement("s3:ListBucket", POINT), statement("s3:GetObject", `${POINT}/object/*`)],
    ],
    [
      "a table to read",
      { tables: [{ name: "jobs", access: "read" }] },
      [
        statement(
          ["dynamodb:Get*", "dynamodb:Query", "dynamodb:Scan", "dynamodb:DescribeTable"],
          regional("dynamodb", "table/jobs"),
        ),
      ],
    ],
    ["a queue", { queues: ["jobs"] }, [statement("sqs:*", regional("sqs", "jobs"))]],
    ["a key", { kmsKeys: [KEY] }, [statement("kms:Decrypt", KEY)]],
    ["a key by id", { kmsKeys: [KEY.split("/")[1]] }, [statement("kms:Decrypt", KEY)]],
    ["a log group", { logGroups: ["/app"] }, [statement("logs:*", regional("logs", "log-group:/app:*"))]],
    ["nothing", {}, []],
  ];

  describe("Compliance", () => {
    for (const [what, access, statements] of reached) {
      it(what, () => assert.deepEqual(judge(statements, access), []));
    }

    it("a stack for which config requires nothing", () => {
      assert.deepEqual(judgeStack(taskRoleAccess, [role(ROLE)]), []);
    });
  });

  describe("Reports a violation if the grant is missing:", () => {
    for (const [what, access] of reached.slice(0, -1)) {
      it(what, () => {
        const findings = judge([statement("cloudwatch:PutMetricData")], access);
        assert.equal(findings.length, 1);
        assert.deepEqual([findings[0]?.verdict, findings[0]?.subject], ["violated", `role/${ROLE}`]);
      });
    }
  });

  describe("Reports a violation if", () => {
    it("the secret is granted without its random suffix, and says what to paste", () => {
      const [found] = judge([statement(READ_SECRET, SECRET)], secrets);
      assert.match(
        found?.message ?? "",
        /may not read the secret prod\/ignite-pilot\/postgresInfo2 \(by the application\)/,
      );
      assert.ok(found?.remedy.includes(`"Resource": "${SECRET}-??????"`));
    });

    it("the secret's key may not be used", () => {
      const secret = resource("aws:secretsmanager/secret:Secret", "db", {
        name: "prod/ignite-pilot/postgresInfo2",
        kmsKeyId: KEY,
      });
      const read = statement(READ_SECRET, `${SECRET}-??????`);
      assert.deepEqual(judge([read], secrets, [secret])[0]?.actions, ["kms:Decrypt"]);
      assert.deepEqual(judge([read, statement("kms:Decrypt", KEY)], secrets, [secret]), []);
    });

    it("objects may be read and the bucket not listed", () => {
      const [found] = judge([statement("s3:*", "arn:aws:s3:::data/*")], { buckets: ["data"] });
      assert.deepEqual([found?.actions, found?.resources], [["s3:ListBucket"], ["arn:aws:s3:::data"]]);
    });

    it("a Deny refuses", () => {
      const [found] = judge([statement("*"), deny(READ_SECRET, `${SECRET}*`)], secrets);
      assert.equal(found?.decidedBy, "Deny Statement[1] of inline policy data");
    });

    it("the stack does not have the role", () => {
      const findings = judgeStack(taskRoleAccess, [], { required: [{ role: ROLE, ...secrets }] });
      assert.deepEqual(summary(findings), [`violated role/${ROLE} ${READ_SECRET}`]);
    });
  });

  describe("Is unproven if", () => {
    it("the document is unknown", () => {
      const resources = [
        role(ROLE),
        resource("aws:iam/rolePolicy:RolePolicy", "p", { role: ROLE, policy: unknown() }),
      ];
      const findings = judgeStack(taskRoleAccess, resources, { required: [{ role: ROLE, ...secrets }] });
      assert.deepEqual(summary(findings), [`unproven role/${ROLE} ${READ_SECRET}`]);
    });

    it("the key that the stack gives the secret is not known yet", () => {
      const key = resource("aws:kms/key:Key", "key", { arn: unknown() });
      const secret = resource("aws:secretsmanager/secret:Secret", "db", {
        name: "prod/ignite-pilot/postgresInfo2",
        kmsKeyId: { $from: key.urn },
      });
      const read = statement(READ_SECRET, `${SECRET}-??????`);
      assert.equal(judge([read], secrets, [key, secret])[0]?.verdict, "unproven");
      assert.deepEqual(judge([read, statement("kms:Decrypt", "*")], secrets, [key, secret]), []);
    });
  });

  for (const required of [
    {},
    [{ secrets: ["x"] }],
    [{ role: ROLE, secret: ["x"] }],
    [{ role: ROLE, secrets: "x" }],
    [{ role: ROLE, buckets: [{ name: "data", access: "admin" }] }],
  ]) {
    it(`a mandatory finding says what is allowed instead of ${JSON.stringify(required)}`, async () => {
      const config = { [taskRoleAccess.name]: { required } };
      const [found] = await judgeThroughSdk([role(ROLE)], config as never, [taskRoleAccess]);
      assert.equal(found?.level, "mandatory");
      assert.match(found?.message ?? "", /required/);
    });
  }
});

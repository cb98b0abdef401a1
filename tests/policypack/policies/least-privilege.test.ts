import assert from "node:assert/strict";
import { leastPrivilege } from "../../../policypack/policies/least-privilege";
import { judgeStack } from "../../support/judge";
import type { Diagnostic } from "../../support/messages";
import * as s from "../../support/stacks";

const judge = (resources: s.TestResource[]): Promise<Diagnostic[]> =>
  judgeStack(resources, {}, [leastPrivilege]);
const TABLE = `arn:aws:dynamodb:${s.REGION}:${s.ACCOUNT}:table/jobs`;
const GROUP = `arn:aws:logs:${s.REGION}:${s.ACCOUNT}:log-group:/ecs/app`;

describe("least-privilege", () => {
  const app = s.role("app");
  const may = (...statements: object[]) => [app, s.rolePolicy("app", "rights", statements)];
  /** Grants something of which a part is not known. */
  const partly = (part: object) => [
    app,
    s.resource("aws:iam/rolePolicy:RolePolicy", "rights", {
      role: "app",
      name: "rights",
      policy: s.document({ Effect: "Allow", ...part }),
    }),
  ];

  it("does not call everything what is only not known yet", async () => {
    const [found, ...others] = await judge(partly({ Action: "dynamodb:*", Resource: s.unknown() }));
    assert.deepEqual(others, []);
    assert.match(found!.message, /may do dynamodb:\* on resources that are not known yet/);
  });

  describe("is silent on", () => {
    const silent: [string, s.TestResource[]][] = [
      [
        "named actions on named resources",
        may(s.statement(["dynamodb:GetItem", "dynamodb:Query"], [TABLE, `${TABLE}/index/*`])),
      ],
      [
        "an execution role",
        may(
          s.statement("ecr:GetAuthorizationToken"),
          s.statement(
            ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            `arn:aws:ecr:${s.REGION}:${s.ACCOUNT}:repository/app`,
          ),
          s.statement(["logs:CreateLogStream", "logs:PutLogEvents"], `${GROUP}:*`),
          s.statement("logs:CreateLogGroup", [GROUP, `${GROUP}:*`, `${GROUP}:log-stream:`]),
          s.statement(
            "secretsmanager:GetSecretValue",
            `arn:aws:secretsmanager:${s.REGION}:${s.ACCOUNT}:secret:prod/db-??????`,
          ),
        ),
      ],
      [
        "AWS's managed policy for execution roles",
        [app, s.attachment("app", "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy")],
      ],
      [
        "following and stopping the tasks that it starts, in one account and Region",
        may(
          s.statement(["ecs:StopTask", "ecs:DescribeTasks"], `arn:aws:ecs:${s.REGION}:${s.ACCOUNT}:task/*`),
        ),
      ],
      ["ECS Exec", may(s.statement(["ssmmessages:CreateControlChannel", "ssmmessages:OpenDataChannel"]))],
      [
        "a deployer's registration",
        [
          s.userPolicy("ann", "p", [
            s.statement([
              "ecs:RegisterTaskDefinition",
              "ecs:DescribeTaskDefinition",
              "ecs:ListTaskDefinitions",
            ]),
          ]),
        ],
      ],
      [
        "actions that take no resource",
        may(s.statement(["s3:ListAllMyBuckets", "cloudwatch:PutMetricData", "xray:PutTraceSegments"])),
      ],
      ["resources that are not known yet", partly({ Action: "dynamodb:GetItem", Resource: s.unknown() })],
      ["actions that are not known yet", partly({ Action: s.unknown(), Resource: "*" })],
      ["PassRole, which has a rule of its own", may(s.statement("iam:PassRole"))],
      ["wildcards for a part of a service's actions", may(s.statement("dynamodb:Get*", TABLE))],
      ["all log groups", may(s.statement("logs:PutLogEvents", `arn:aws:logs:${s.REGION}:${s.ACCOUNT}:*`))],
      ["a bucket's objects", may(s.statement("s3:GetObject", "arn:aws:s3:::data/*"))],
      [
        "resources that a condition names",
        may(
          s.statement("kms:Decrypt", "*", {
            Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
          }),
        ),
      ],
      [
        "tags for what another action creates",
        may(
          s.statement("ecs:TagResource", "*", {
            Condition: { StringEquals: { "ecs:CreateAction": ["RunTask"] } },
          }),
        ),
      ],
      ["Deny statements", may(s.deny("s3:*"))],
      [
        "boundaries",
        [
          s.policy("Bound", [s.statement("s3:*")]),
          s.role("r", { permissionsBoundary: s.arnOf("policy", "Bound") }),
        ],
      ],
      ["policies that nobody has", [s.policy("Spare", [s.statement("s3:*")])]],
      [
        "AWS managed policies of others than tasks",
        [userAttachment("arn:aws:iam::aws:policy/AmazonS3FullAccess")],
      ],
      [
        "documents that are unknown",
        [s.resource("aws:iam/rolePolicy:RolePolicy", "p", { role: "app", policy: s.unknown() })],
      ],
      ["documents that are missing", [s.resource("aws:iam/rolePolicy:RolePolicy", "p", { role: "app" })]],
      [
        "documents of a wrong type",
        [s.resource("aws:iam/rolePolicy:RolePolicy", "p", { role: "app", policy: 42 })],
      ],
    ];
    for (const [title, resources] of silent)
      it(title, async () => assert.deepEqual(await judge(resources), []));
  });

  describe("remarks on", () => {
    const loud: [string, s.TestResource[], ...RegExp[]][] = [
      [
        "every action of a service",
        may(s.statement("dynamodb:*", TABLE)),
        /role\/app may do dynamodb:\* on arn:.*table\/jobs/,
      ],
      [
        "every action of a service on every resource",
        may({ Sid: "All", ...s.statement("s3:*") }),
        /s3:\* on every resource/,
        /"All"/,
      ],
      ["all actions", may(s.statement("*")), /may do \* on every resource/],
      [
        "all but some actions",
        may({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
        /everything but iam:\*/,
      ],
      [
        "every resource",
        may(s.statement(["dynamodb:GetItem", "s3:ListAllMyBuckets"])),
        /may do dynamodb:GetItem on every resource/,
      ],
      [
        "every table",
        may(s.statement("dynamodb:GetItem", "arn:aws:dynamodb:*:*:table/*")),
        /may do dynamodb:GetItem on all of arn:aws:dynamodb:\*:\*:table\/\*/,
      ],
      ["every bucket", may(s.statement("s3:GetObject", "arn:aws:s3:::*")), /s3:GetObject/],
      [
        "every secret",
        may(
          s.statement(
            "secretsmanager:GetSecretValue",
            `arn:aws:secretsmanager:${s.REGION}:${s.ACCOUNT}:secret:*`,
          ),
        ),
        /secret:\*/,
      ],
      [
        "all but some resources",
        may({ Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::x/*" }),
        /s3:GetObject/,
      ],
      [
        "wildcards that name many actions",
        may(s.statement(["dynamodb:Get*", "s3:ListAllMyBuckets"])),
        /may do dynamodb:Get\* on every resource[^]*action: .*dynamodb:GetItem/,
      ],
      [
        "a condition that narrows nothing",
        may(s.statement("s3:GetObject", "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } })),
        /every resource/,
      ],
      [
        "an AWS managed policy on a task's role",
        [app, s.attachment("app", "arn:aws:iam::aws:policy/AmazonS3FullAccess")],
        /role\/app, with which tasks run, .*[^]*AmazonS3FullAccess/,
      ],
      [
        "a document given as an object",
        [
          app,
          s.resource("aws-native:iam:RolePolicy", "p", {
            roleName: "app",
            policyName: "p",
            policyDocument: s.document(s.statement("s3:*")),
          }),
        ],
        /s3:\*/,
      ],
    ];
    for (const [title, resources, ...mentions] of loud) {
      it(title, async () => {
        const found = await judge(resources);
        assert.equal(found.length, 1, JSON.stringify(found, null, 1));
        assert.equal(found[0]?.level, "advisory");
        for (const mention of mentions) assert.match(found[0]!.message, mention);
        assert.deepEqual(await judge([...resources].reverse()), found);
      });
    }

    it("a policy once, whoever has it", async () => {
      const policy = s.policy("Shared", [s.statement("s3:*")]);
      const attached = ["app", "web"].map((role) => s.attachment(role, s.arnOf("policy", "Shared")));
      const found = await judge([app, s.role("web"), policy, ...attached]);
      assert.equal(found.length, 1);
      assert.match(found[0]!.message, /^role\/app and role\/web may do s3:\*/);
    });
  });

  function userAttachment(policyArn: string): s.TestResource {
    return s.resource("aws:iam/userPolicyAttachment:UserPolicyAttachment", "a", { user: "ann", policyArn });
  }
});

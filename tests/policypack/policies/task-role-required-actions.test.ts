import assert from "node:assert/strict";
import { taskRoleRequiredActions } from "../../../policypack/policies/task-role-required-actions";
import { judgeStack as judgeThroughSdk } from "../../support/judge";
import {
  ACCOUNT,
  arnOf,
  attachment,
  deny,
  document,
  outputOf,
  policy,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  trust,
  type TestResource,
  unknown,
} from "../../support/stacks";
import { judgeStackByRule as judgeStack, summary } from "../../support/judge";

const ROLE = "MLPlatformECSTaskRole";
const ACTIONS = ["GetItem", "PutItem", "UpdateItem", "Scan", "Query", "DescribeTable"].map(
  (name) => `dynamodb:${name}`,
);
const table = (name: string, region = REGION, account = ACCOUNT) =>
  `arn:aws:dynamodb:${region}:${account}:table/${name}`;
const JOBS = table("jobs");

const ON_JOBS = { required: [{ role: ROLE, actions: ACTIONS, resources: [JOBS] }] };

const judge = (resources: TestResource[], config: Record<string, unknown> = {}) =>
  judgeStack(taskRoleRequiredActions, resources, config);

/** The role with inline policies, each of these statements. */
const withPolicies = (...policies: object[][]) => [
  role(ROLE),
  ...policies.map((statements, index) => rolePolicy(ROLE, `p${index}`, statements)),
];

const explicit = (resources?: string[], actions = ACTIONS) => ({
  required: [{ role: ROLE, actions, ...(resources ? { resources } : {}) }],
});

describe("task-role-required-actions", () => {
  describe("Compliance: the six actions on the same table", () => {
    const cases: [string, TestResource[]][] = [
      ["one statement", withPolicies([statement(ACTIONS, JOBS)])],
      ["beside the indexes", withPolicies([statement(ACTIONS, [JOBS, `${JOBS}/index/*`])])],
      ["service-wide", withPolicies([statement("dynamodb:*", "*")])],
      ["in other letters", withPolicies([statement("DynamoDB:*item", JOBS), statement("dynamodb:*", JOBS)])],
      [
        "spread over policies with patterns of different width",
        withPolicies([statement(ACTIONS.slice(0, 3), JOBS)], [statement(ACTIONS.slice(3), table("*"))]),
      ],
      [
        "patterns that meet in the stack's account and region only",
        withPolicies(
          [statement(ACTIONS.slice(0, 3), "arn:aws:dynamodb:*:*:table/jobs")],
          [statement(ACTIONS.slice(3), `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/*`)],
        ),
      ],
      [
        "more rights on one table than on another",
        withPolicies([statement(ACTIONS, JOBS)], [statement("dynamodb:GetItem", table("config"))]),
      ],
      [
        "a Deny of everything on another table",
        withPolicies([statement(ACTIONS, table("*")), deny("dynamodb:*", table("audit"))]),
      ],
      [
        "a Deny of every table but one",
        withPolicies([
          statement(ACTIONS, "*"),
          { Effect: "Deny", Action: "dynamodb:*", NotResource: [JOBS, `${JOBS}/*`] },
        ]),
      ],
      ["NotAction", withPolicies([{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }])],
      [
        "a boundary that admits one table of all",
        [
          role(ROLE, { permissionsBoundary: arnOf("policy", "Bounds") }),
          policy("Bounds", [statement("dynamodb:*", JOBS)]),
          rolePolicy(ROLE, "p", [statement(ACTIONS, "*")]),
        ],
      ],
      [
        "a document as an object, an attachment by output",
        (() => {
          const own = role(ROLE);
          const data = resource("aws:iam/policy:Policy", "data", {
            name: "data",
            policy: document(statement(ACTIONS, JOBS)),
          });
          return [attachment(outputOf(own), outputOf(data)), data, own];
        })(),
      ],
      ["a role that the stack only attaches to", [rolePolicy(ROLE, "p", [statement(ACTIONS, JOBS)])]],
    ];
    for (const [title, resources] of cases) {
      it(title, () => {
        assert.deepEqual(judge(resources), []);
        assert.deepEqual(judge([...resources].reverse()), []);
      });
    }

    it("a stack without the role, as long as config does not name it", () => {
      assert.deepEqual(judge([role("other")]), []);
    });

    it("a role whose name Pulumi generates", () => {
      const named = { ...role(ROLE, { name: `${ROLE}-1a2b3c4` }) };
      const grant = rolePolicy(`${ROLE}-1a2b3c4`, "p", [statement(ACTIONS, JOBS)]);
      assert.deepEqual(judge([named, grant], explicit()), []);
    });
  });

  describe("Reports a violation if", () => {
    const one = (resources: TestResource[], config = {}) => {
      const findings = judge(resources, config);
      assert.equal(findings.length, 1, JSON.stringify(findings, null, 2));
      assert.deepEqual(judge([...resources].reverse(), config), findings);
      return findings[0]!;
    };

    it("one action is missing, and says where the others are", () => {
      const found = one(withPolicies([statement(ACTIONS.slice(0, 5), JOBS)]));
      assert.equal(found.verdict, "violated");
      assert.equal(found.subject, `role/${ROLE}`);
      assert.deepEqual(found.actions, ["dynamodb:DescribeTable"]);
      assert.deepEqual(found.resources, [JOBS]);
      assert.match(
        found.decidedBy ?? "",
        /nothing allows it in inline policy p0; nearest is the Allow Statement\[0\]/,
      );
      assert.ok(
        found.remedy.includes(
          `{"Effect": "Allow", "Action": "dynamodb:DescribeTable", "Resource": "${JOBS}"}`,
        ),
      );
    });

    it("an action is allowed on another table only, and names both", () => {
      const found = one(
        withPolicies([statement(ACTIONS.slice(1), JOBS), statement("dynamodb:GetItem", table("other"))]),
      );
      assert.deepEqual(found.actions, ["dynamodb:GetItem"]);
      assert.match(`${found.message} ${found.decidedBy}`, /table\/jobs.*table\/other/s);
    });

    it("nothing is allowed, and suggests a statement for a table", () => {
      const found = one([role(ROLE)]);
      assert.deepEqual(found.actions, [...ACTIONS].sort());
      assert.match(found.decidedBy ?? "", /no policy is attached to role\/MLPlatformECSTaskRole/);
      assert.match(found.remedy, /"Resource": "arn:aws:dynamodb:ap-northeast-2:618574523116:table\/NAME"/);
    });

    const tables: [string, string | string[]][] = [
      ["the table's indexes", `${JOBS}/index/*`],
      ["another region's table", table("jobs", "us-east-1")],
      ["another account's table", table("jobs", REGION, "575084400422")],
      ["another type of resource", `arn:aws:dynamodb:${REGION}:${ACCOUNT}:backup/jobs`],
      ["a bucket", "arn:aws:s3:::jobs"],
    ];
    for (const [what, on] of tables) {
      it(`the actions are allowed on ${what} only`, () => {
        assert.deepEqual(one(withPolicies([statement(ACTIONS, on)])).actions, [...ACTIONS].sort());
      });
    }

    it("a second policy denies one action, wherever", () => {
      for (const on of ["*", JOBS, table("*")]) {
        const found = one(withPolicies([statement(ACTIONS, table("*"))], [deny("dynamodb:Update*", on)]));
        assert.deepEqual(found.actions, ["dynamodb:UpdateItem"]);
        assert.equal(found.decidedBy, "Deny Statement[0] of inline policy p1");
      }
    });

    it("a Deny takes all tables", () => {
      one(withPolicies([statement(ACTIONS, table("*"))], [deny("*", table("*"))]));
    });

    it("the boundary leaves actions out", () => {
      const found = one([
        role(ROLE, { permissionsBoundary: arnOf("policy", "Bounds") }),
        policy("Bounds", [statement("dynamodb:Get*"), statement("dynamodb:Query", JOBS)]),
        rolePolicy(ROLE, "p", [statement(ACTIONS, JOBS)]),
      ]);
      assert.deepEqual(found.actions, ACTIONS.filter((name) => !/Get|Query/.test(name)).sort());
      assert.match(found.decidedBy ?? "", /^permissions boundary Bounds/);
      assert.match(found.remedy, /^add to permissions boundary Bounds: /);
    });

    it("the policy is attached to another role", () => {
      const data = policy("data", [statement(ACTIONS, JOBS)]);
      one([role(ROLE), role("other"), data, attachment("other", arnOf("policy", "data"))]);
    });

    it("ECS may not assume the role, and no task definition tells that it must", () => {
      const assumeRolePolicy = JSON.stringify(trust("ec2.amazonaws.com"));
      const stack = [role(ROLE, { assumeRolePolicy }), rolePolicy(ROLE, "p", [statement(ACTIONS, JOBS)])];
      const [found, ...others] = judge(stack);
      assert.deepEqual(others, []);
      assert.equal(found?.verdict, "violated");
      assert.match(
        found.message,
        /ECS \(ecs-tasks\.amazonaws\.com\) may not assume role\/MLPlatformECSTaskRole/,
      );
      assert.match(
        found.decidedBy ?? "",
        /trust policy of role\/MLPlatformECSTaskRole: .*ec2\.amazonaws\.com/,
      );
      const task = taskDefinition("app", { taskRoleArn: arnOf("role", ROLE) });
      assert.deepEqual(judge([...stack, task]), [], "ecs-task-can-start says it then");
    });

    it("config names a role that the stack does not have", () => {
      for (const named of ["Missing", "role/Missing", arnOf("role", "Missing")]) {
        const found = one([role("Other")], { required: [{ role: named, actions: ["s3:GetObject"] }] });
        assert.equal(found.verdict, "violated");
        assert.match(found.message, /neither creates role\/Missing nor attaches/);
      }
    });

    it("one of several resources that config names is left out", () => {
      const found = one(withPolicies([statement(ACTIONS, JOBS)]), explicit([JOBS, table("models")]));
      assert.deepEqual(found.resources, [table("models")]);
    });

    it("two principals lack something: one finding each", () => {
      const config = {
        required: [
          { role: ROLE, actions: ["s3:GetObject"] },
          { role: "b", actions: ["s3:GetObject"] },
        ],
      };
      assert.deepEqual(summary(judge([role(ROLE), role("b")], config)), [
        `violated role/${ROLE} s3:GetObject`,
        "violated role/b s3:GetObject",
      ]);
    });
  });

  describe("Where a request goes", () => {
    const home = { account: ACCOUNT, region: REGION };
    const guard = (region: string, operator = "StringNotEquals") =>
      rolePolicy(ROLE, "guard", [
        { ...deny("*"), Condition: { [operator]: { "aws:RequestedRegion": region } } },
      ]);
    const reading = (arn: string) => [
      role(ROLE),
      rolePolicy(ROLE, "p", [statement("dynamodb:GetItem", arn)]),
    ];
    const on = (arn: string) => ({
      ...home,
      required: [{ role: ROLE, actions: ["dynamodb:GetItem"], resources: [arn] }],
    });

    it("is the table's Region, which a Deny may take away or leave", () => {
      const abroad = table("jobs", "us-east-1");
      const verdicts = (...of: TestResource[]) => judge(of, on(abroad)).map(({ verdict }) => verdict);
      assert.deepEqual(verdicts(...reading(abroad), guard(REGION)), ["violated"]);
      assert.deepEqual(verdicts(...reading(abroad), guard("us-east-1")), []);
      assert.deepEqual(verdicts(...reading(abroad), guard(REGION, "StringEquals")), []);
    });

    it("is the table's account", () => {
      const foreign = table("jobs", REGION, "111122223333");
      const own = rolePolicy(ROLE, "own", [
        { ...deny("*"), Condition: { StringNotEquals: { "aws:ResourceAccount": ACCOUNT } } },
      ]);
      assert.equal(judge([...reading(foreign), own], on(foreign))[0]?.verdict, "violated");
      assert.deepEqual(judge([...reading(JOBS), own], on(JOBS)), []);
    });

    it("is Virginia for IAM, wherever the stack is", () => {
      const config = { ...home, required: [{ role: ROLE, actions: ["iam:ListRoles"], resources: ["*"] }] };
      const lists = [role(ROLE), rolePolicy(ROLE, "p", [statement("iam:ListRoles")])];
      assert.equal(judge([...lists, guard(REGION)], config)[0]?.verdict, "violated");
      assert.deepEqual(judge([...lists, guard("us-east-1")], config), []);
    });
  });

  describe("Is unproven if", () => {
    const cases: [string, TestResource[], RegExp][] = [
      [
        "a policy's document is unknown",
        [role(ROLE), policy("data", [], { policy: unknown() }), attachment(ROLE, arnOf("policy", "data"))],
        /document data, which is not known at preview/,
      ],
      [
        "a policy's document is missing",
        [role(ROLE), policy("data", [], { policy: undefined }), attachment(ROLE, arnOf("policy", "data"))],
        /document data/,
      ],
      [
        "a policy's document is of the wrong type",
        [role(ROLE), policy("data", [], { policy: 42 }), attachment(ROLE, arnOf("policy", "data"))],
        /document data, which is malformed/,
      ],
      ["an attachment names an unknown policy", [role(ROLE), attachment(ROLE, unknown())], /not known/],
      [
        "an attached policy is defined nowhere",
        [role(ROLE), attachment(ROLE, arnOf("policy", "Baseline"))],
        /Baseline, which the stack does not define/,
      ],
      [
        "a condition is on a key that nothing fixes",
        withPolicies([
          statement(ACTIONS, JOBS, { Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } }),
        ]),
        /condition key aws:SourceVpce/,
      ],
      [
        "a Deny may apply",
        withPolicies(
          [statement(ACTIONS, JOBS)],
          [{ ...deny("*"), Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" } } }],
        ),
        /condition key aws:SourceVpc/,
      ],
      [
        "the boundary is unknown",
        [role(ROLE, { permissionsBoundary: unknown() }), rolePolicy(ROLE, "p", [statement(ACTIONS, JOBS)])],
        /boundary/,
      ],
    ];
    for (const [title, resources, doubt] of cases) {
      it(title, () => {
        const findings = judge(resources);
        assert.deepEqual(summary(findings), [`unproven role/${ROLE} ${[...ACTIONS].sort().join(" ")}`]);
        assert.match(findings[0]?.decidedBy ?? "", doubt);
        assert.deepEqual(judge([...resources].reverse()), findings);
      });
    }

    it("its table may be named by a variable of which nothing is known", () => {
      const tagged = {
        assumeRolePolicy: JSON.stringify(trust("ecs-tasks.amazonaws.com", "ec2.amazonaws.com")),
      };
      const own = rolePolicy(ROLE, "own", [statement(ACTIONS, table("${aws:PrincipalTag/table}"))]);
      const kept = rolePolicy(ROLE, "kept", [deny("dynamodb:*", table("${aws:PrincipalTag/table}"))]);
      const all = rolePolicy(ROLE, "all", [statement(ACTIONS, JOBS)]);
      for (const policies of [[own], [all, kept]]) {
        const [found] = judge([role(ROLE, tagged), ...policies], ON_JOBS);
        assert.equal(found?.verdict, "unproven");
        assert.match(found.decidedBy ?? "", /policy variable/);
      }
    });

    it("a document is malformed, and says where", () => {
      const jobs = { Effect: "allow", Action: ACTIONS, Resource: JOBS };
      const [found] = judge([role(ROLE), policy("data", [jobs]), attachment(ROLE, arnOf("policy", "data"))]);
      assert.match(found?.decidedBy ?? "", /document data, which is malformed \(Statement\[0\]\.Effect /);
      assert.match(found?.remedy ?? "", /^correct the document/);
    });

    it("the role is only attached to, and may be one whose name is not known", () => {
      const data = [policy("data", [statement(ACTIONS, JOBS)]), attachment(ROLE, arnOf("policy", "data"))];
      assert.deepEqual(judge([role("other"), ...data]), []);
      const [found, ...rest] = judge([role("task-role", { name: unknown() }), ...data]);
      assert.deepEqual(rest, []);
      assert.equal(found?.verdict, "unproven");
      assert.match(found?.message ?? "", /"task-role", which may be it/);
    });

    it("a task runs with the role and nothing is known of it", () => {
      const task = taskDefinition("api", { taskRoleArn: arnOf("role", ROLE) });
      assert.equal(judge([task])[0]?.verdict, "unproven");
    });

    it("config asks for an action that AWS does not have, and offers the nearest", () => {
      const [found] = judge(withPolicies([statement("*")]), explicit([JOBS], ["dynamodb:UpdateItems"]));
      assert.equal(found?.verdict, "unproven");
      assert.match(found?.remedy ?? "", /dynamodb:UpdateItem/);
    });

    it("config asks for an action on a resource that it does not take", () => {
      const config = explicit(["arn:aws:s3:::data/*"], ["s3:ListBucket"]);
      const [found] = judge(withPolicies([statement("*")]), config);
      assert.match(found?.decidedBy ?? "", /s3:ListBucket on arn:aws:s3:::data\/\*, which it does not take/);
    });
  });

  describe("config", () => {
    it("a role is a name, role/NAME or an ARN", () => {
      for (const named of [ROLE, `role/${ROLE}`, arnOf("role", ROLE)]) {
        const config = { required: [{ role: named, actions: ACTIONS, resources: [JOBS] }] };
        assert.deepEqual(judge(withPolicies([statement(ACTIONS, JOBS)]), config), []);
        assert.equal(judge(withPolicies([statement(ACTIONS.slice(1), JOBS)]), config).length, 1);
      }
    });

    it("actions may be patterns and in any letter case", () => {
      const config = explicit([JOBS], ["dynamodb:Batch*", "DYNAMODB:getitem"]);
      const actions = ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem"];
      assert.deepEqual(judge(withPolicies([statement([...actions, "dynamodb:GetItem"], JOBS)]), config), []);
      const [found] = judge(withPolicies([statement(actions, JOBS)]), config);
      assert.deepEqual(found?.actions, ["dynamodb:GetItem"]);
    });

    it("each action is asked for on the resources that it takes", () => {
      const config = explicit(
        ["arn:aws:s3:::data", "arn:aws:s3:::data/*"],
        ["s3:ListBucket", "s3:GetObject", "s3:ListAllMyBuckets"],
      );
      const grants = [
        statement("s3:ListBucket", "arn:aws:s3:::data"),
        statement("s3:GetObject", "arn:aws:s3:::data/*"),
      ];
      assert.deepEqual(judge(withPolicies([...grants, statement("s3:ListAllMyBuckets")]), config), []);
      assert.deepEqual(judge(withPolicies(grants), config)[0]?.actions, ["s3:ListAllMyBuckets"]);
    });

    it("a grant wider than a type of resource is a grant on that type, too", () => {
      const logs = ["logs:CreateLogStream", "logs:PutLogEvents"];
      const objects = ["s3:GetObject", "s3:PutObject"];
      for (const [actions, on] of [
        [logs, `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/ml*`],
        [logs, `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/ml:*`],
        [[...objects, "s3:ListBucket"], "arn:aws:s3:::ml-data*"],
      ] as const) {
        assert.deepEqual(
          judge(withPolicies([statement([...actions], on)]), explicit(undefined, [...actions])),
          [],
        );
      }
      const apart = withPolicies([
        statement("s3:GetObject", "arn:aws:s3:::a*"),
        statement("s3:PutObject", "arn:aws:s3:::b*"),
      ]);
      assert.equal(judge(apart, explicit(undefined, objects)).length, 1);
      const [nothing] = judge([role(ROLE)], explicit(undefined, objects));
      assert.deepEqual(nothing?.resources, ["arn:aws:s3:::*/*"], "and not an access point");
    });

    it("actions on different types of resource need not share one", () => {
      const config = explicit(undefined, ["s3:ListBucket", "s3:GetObject", "sqs:SendMessage"]);
      const grants = [
        statement("s3:ListBucket", "arn:aws:s3:::data"),
        statement("s3:GetObject", "arn:aws:s3:::data/*"),
      ];
      const queue = `arn:aws:sqs:${REGION}:${ACCOUNT}:jobs`;
      assert.deepEqual(judge(withPolicies([...grants, statement("sqs:SendMessage", queue)]), config), []);
      assert.deepEqual(judge(withPolicies(grants), config)[0]?.actions, ["sqs:SendMessage"]);
    });

    const wrong: [string, unknown][] = [
      ["no list", {}],
      ["no role", [{ actions: ACTIONS }]],
      ["no actions", [{ role: ROLE }]],
      ["an empty list of actions", [{ role: ROLE, actions: [] }]],
      ["actions as one string", [{ role: ROLE, actions: "dynamodb:GetItem" }]],
      ["a resource that is not an ARN", [{ role: ROLE, actions: ACTIONS, resources: ["jobs"] }]],
      ["a key that is not known", [{ role: ROLE, actions: ACTIONS, resource: JOBS }]],
      ["an action without its service", [{ role: ROLE, actions: ["GetItem"] }]],
    ];
    for (const [title, required] of wrong) {
      it(`a mandatory finding says what is allowed instead of ${title}`, async () => {
        const resources = withPolicies([statement(ACTIONS, JOBS)]);
        const config = { [taskRoleRequiredActions.name]: { required } };
        const [found] = await judgeThroughSdk(resources, config as never, [taskRoleRequiredActions]);
        assert.equal(found?.level, "mandatory");
        assert.match(found?.message ?? "", /required/);
      });
    }
  });
});

import assert from "node:assert/strict";
import { UNKNOWN } from "../../../policypack/evaluation/types";
import { iamPolicyDocument } from "../../../policypack/policies/iam-policy-document";
import { findingMessage } from "../../../policypack/findings/finding";
import { judgeResourceByRule as judge, verdicts } from "../../support/judge";
import { lone as resource } from "../../support/stacks";

const TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/jobs";
const REPOSITORY = "arn:aws:ecr:eu-west-1:111122223333:repository/app";

const document = (...statements: object[]) => ({
  Version: "2012-10-17",
  Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
});
const policy = (value: unknown) => resource("aws:iam/policy:Policy", { name: "P", policy: value });
const said = (value: unknown, config = {}) => judge(iamPolicyDocument, policy(value), config);
const trust = (value: unknown) =>
  judge(iamPolicyDocument, resource("aws:iam/role:Role", { name: "R", assumeRolePolicy: value }));

const ECS_TRUST = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
};

describe("iam-policy-document", () => {
  describe("says nothing of", () => {
    const right: [string, object][] = [
      [
        "a table's actions on the table and its indexes",
        document({ Action: ["dynamodb:GetItem", "dynamodb:Query"], Resource: [TABLE, `${TABLE}/index/*`] }),
      ],
      [
        "buckets and objects in one statement",
        document({
          Action: ["s3:ListBucket", "s3:GetObject"],
          Resource: ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"],
        }),
      ],
      [
        "a bucket's prefix that covers its objects",
        document({ Action: ["s3:ListBucket", "s3:GetObject"], Resource: "arn:aws:s3:::logs*" }),
      ],
      [
        "the token on everything, the pull on a repository",
        document(
          { Action: "ecr:GetAuthorizationToken", Resource: "*" },
          { Action: "ecr:BatchGetImage", Resource: REPOSITORY },
        ),
      ],
      [
        "all three log actions on a group's streams",
        document({
          Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/app:*",
        }),
      ],
      [
        "wildcards that name actions",
        document({ Action: ["s3:Get*", "dynamodb:*Item", "iam:Pass?ole"], Resource: "*" }),
      ],
      ["letter case of actions", document({ Action: "DynamoDB:getitem", Resource: TABLE })],
      ["NotAction and NotResource", document({ NotAction: "iam:*", NotResource: "arn:aws:s3:::secret/*" })],
      [
        "a Deny, whatever it names",
        document({ Effect: "Deny", Action: "s3:GetObject", Resource: "arn:aws:s3:::logs" }),
      ],
      [
        "policy variables",
        document({ Action: "s3:GetObject", Resource: "arn:aws:s3:::home/${aws:username}/*" }),
      ],
    ];
    for (const [title, value] of right) {
      it(title, () => {
        assert.deepEqual(said(value).map(findingMessage), [], "as an object");
        assert.deepEqual(said(JSON.stringify(value, null, 4)), [], "as JSON text");
      });
    }

    it("a role's trust", () => assert.deepEqual(trust(JSON.stringify(ECS_TRUST)), []));
  });

  it("Reports a violation if the document is missing", () => {
    for (const value of [undefined, null, ""]) assert.deepEqual(verdicts(said(value)), ["violated"]);
    assert.deepEqual(verdicts(trust(undefined)), ["violated"]);
  });

  it("Reports a violation, one for all problems, if IAM would refuse the document", () => {
    const findings = said({
      Version: "2021-10-17",
      Statement: [{ Effect: "allow", Action: "s3:GetObject" }],
    });
    assert.deepEqual(verdicts(findings), ["violated"]);
    for (const part of ["Version", "Effect", "Resource"])
      assert.match(findings[0]?.message ?? "", new RegExp(part));
  });

  it("Reports a violation if the value is of the wrong type", () => {
    for (const value of [7, true, [], "nonsense", "[]", "null"]) {
      assert.deepEqual(verdicts(said(value)), ["violated"], JSON.stringify(value));
    }
  });

  it("is unproven if the document is unknown, whole or in part", () => {
    const [whole] = said(UNKNOWN);
    assert.equal(whole?.verdict, "unproven");
    assert.match(whole?.message ?? "", /P \(policy of .*unknown/);
    const [part] = said(document({ Sid: "Read", Action: "s3:GetObject", Resource: UNKNOWN }));
    assert.equal(part?.verdict, "unproven");
    assert.match(part?.message ?? "", /statement "Read"/);
    assert.deepEqual(verdicts(said(UNKNOWN)), ["unproven"], "at the rule's own level");
  });

  it("Reports a violation if an action is misspelt, and offers the nearest", () => {
    for (const [wrong, right] of [
      ["dynamodb:UpdateItems", "dynamodb:UpdateItem"],
      ["dynamodb:DescribeTabel", "dynamodb:DescribeTable"],
      ["dynamo:GetItem", "dynamodb:GetItem"],
      ["secretmanager:GetSecretValue", "secretsmanager:GetSecretValue"],
      ["cloudwatchlogs:PutLogEvents", "logs:PutLogEvents"],
      ["s3:Fetch*", "s3:"],
    ] as const) {
      const findings = said(document({ Action: ["s3:GetObject", wrong], Resource: "*" }));
      assert.deepEqual(verdicts(findings), ["violated"], wrong);
      assert.ok(findings[0]?.message.includes(right), findings[0]?.message);
      assert.deepEqual(findings[0]?.actions, [wrong]);
    }
  });

  it("is unproven if an action is like none of AWS's, unless config names it", () => {
    const value = document({ Action: ["s3:TeleportBucketToMars", "newservice:DoThings"], Resource: "*" });
    assert.deepEqual(verdicts(said(value)), ["unproven"]);
    assert.deepEqual(said(value, { newActions: ["s3:Teleport*", "newservice:*"] }), []);
  });

  it("Reports a violation if a misspelt action is denied", () => {
    assert.deepEqual(verdicts(said(document({ Effect: "Deny", Action: "iam:PassRoles", Resource: "*" }))), [
      "violated",
    ]);
  });

  describe("Reports a violation if a statement can grant nothing:", () => {
    for (const [action, wrong] of [
      ["s3:ListBucket", "arn:aws:s3:::logs/*"],
      ["s3:GetObject", "arn:aws:s3:::logs"],
      ["ecr:GetAuthorizationToken", REPOSITORY],
      ["dynamodb:GetItem", "arn:aws:s3:::jobs"],
      ["logs:PutLogEvents", "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/app"],
      ["ecs:DescribeTaskDefinition", "arn:aws:ecs:eu-west-1:111122223333:task-definition/app:1"],
      ["s3:ListBucket*", "arn:aws:s3:::logs/*"],
      ["dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/jobs "],
      ["ecr:BatchGetImage", `${REPOSITORY}\n`],
    ] as const) {
      it(`${action} on ${wrong}`, () => {
        const findings = said(document({ Sid: "S", Action: action, Resource: [wrong] }));
        assert.deepEqual(verdicts(findings), ["violated"]);
        assert.deepEqual([findings[0]?.actions, findings[0]?.resources], [[action], [wrong]]);
        assert.match(findings[0]?.decidedBy ?? "", /Allow statement "S" of policy P/);
      });
    }

    it("but not if the key of an object may end with white space", () => {
      assert.deepEqual(said(document({ Action: "s3:GetObject", Resource: "arn:aws:s3:::logs/a " })), []);
    });

    it("one action among others that can", () => {
      const findings = said(
        document({ Action: ["ecr:BatchGetImage", "ecr:GetAuthorizationToken"], Resource: REPOSITORY }),
      );
      assert.deepEqual(
        findings.map(({ actions }) => actions),
        [["ecr:GetAuthorizationToken"]],
      );
      assert.match(findings[0]?.remedy ?? "", /"Resource": "\*"/);
    });
  });

  it("Reports a violation if the document is beyond IAM's size, white space not counted", () => {
    const sized = (characters: number) =>
      document({ Action: "s3:GetObject", Resource: [`arn:aws:s3:::logs/${"a".repeat(characters)}`] });
    assert.deepEqual(verdicts(said(sized(6200))), ["violated"]);
    assert.match(said(sized(6200))[0]?.message ?? "", /6,144/);
    assert.deepEqual(said(JSON.stringify(sized(5900), null, 200)), []);
    const inline = (kind: string, characters: number) =>
      verdicts(
        judge(
          iamPolicyDocument,
          resource(`aws:iam/${kind.toLowerCase()}Policy:${kind}Policy`, { policy: sized(characters) }),
        ),
      );
    assert.deepEqual([inline("Role", 10_000), inline("Role", 10_300)], [[], ["violated"]]);
    assert.deepEqual([inline("User", 1900), inline("User", 2100)], [[], ["violated"]]);
    assert.deepEqual([inline("Group", 5000), inline("Group", 5200)], [[], ["violated"]]);
  });

  it("counts the inline policies of a role together", () => {
    const half = document({ Action: "s3:GetObject", Resource: `arn:aws:s3:::logs/${"a".repeat(5500)}` });
    const findings = judge(
      iamPolicyDocument,
      resource("aws:iam/role:Role", {
        assumeRolePolicy: ECS_TRUST,
        inlinePolicies: [
          { name: "a", policy: half },
          { name: "b", policy: half },
        ],
      }),
    );
    assert.deepEqual(verdicts(findings), ["violated"]);
  });

  it("advises on a trust policy that needs a raised quota, Reports a violation beyond what AWS grants", () => {
    const trusting = (accounts: number) => ({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: {
            AWS: Array.from({ length: accounts }, (_, i) => `arn:aws:iam::${100_000_000_000 + i}:root`),
          },
          Action: "sts:AssumeRole",
        },
      ],
    });
    assert.deepEqual(verdicts(trust(trusting(60))), ["violated (advisory)"]);
    assert.deepEqual(verdicts(trust(trusting(300))), ["violated"]);
  });

  it("Reports a violation if a character is beyond what IAM accepts", () => {
    const findings = said(document({ Action: "s3:GetObject", Resource: "arn:aws:s3:::logs/한국/*" }));
    assert.match(findings[0]?.message ?? "", /U\+D55C/);
  });

  it("says the same whatever the order of the statements", () => {
    const statements = [
      { Sid: "A", Action: "s3:ListBucket", Resource: "arn:aws:s3:::logs/*" },
      { Sid: "B", Action: "dynamodb:UpdateItems", Resource: TABLE },
    ];
    const ids = (list: object[]) =>
      said(document(...list))
        .map(({ id }) => id)
        .sort();
    assert.deepEqual(ids(statements), ids([...statements].reverse()));
  });

  it("answers hostile documents", () => {
    const actions = Array.from({ length: 5000 }, (_, i) => `s3:NoSuchAction${i}`);
    const resources = Array.from(
      { length: 5000 },
      (_, i) => `arn:aws:dynamodb:*:*:table/${"*".repeat(9)}${i}`,
    );
    assert.ok(verdicts(said(document({ Action: actions, Resource: resources }))).includes("violated"));
    const wildcards = document({
      Action: ["s3:GetObject"],
      Resource: [`arn:aws:sqs:*${"*a?".repeat(1300)}`],
    });
    assert.ok(said(wildcards).length > 0);
    const short = actions.slice(0, 300);
    assert.ok(said(document({ Action: short, Resource: resources.slice(0, 100) })).length > 0);
  });

  it("judges each document of a role by itself", () => {
    const findings = judge(
      iamPolicyDocument,
      resource("aws:iam/role:Role", {
        name: "R",
        assumeRolePolicy: ECS_TRUST,
        inlinePolicies: [
          { name: "good", policy: JSON.stringify(document({ Action: "s3:GetObject", Resource: "*" })) },
          { name: "bad", policy: "{" },
        ],
      }),
    );
    assert.deepEqual(
      findings.map(({ subject }) => subject),
      ["bad of role/R"],
    );
  });
});

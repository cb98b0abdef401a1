import assert from "node:assert/strict";
import { UNKNOWN } from "../../../policypack/evaluation/types";
import { ecsTaskTrust } from "../../../policypack/policies/ecs-task-trust";
import { judgeResourceByRule as judge, verdicts } from "../../support/judge";
import { ACCOUNT, REGION, lone as resource } from "../../support/stacks";

const ECS = { Service: "ecs-tasks.amazonaws.com" };
const OTHER = "999999999999";
const provider = { allowedAccountIds: `["${ACCOUNT}"]`, region: REGION };
const sources = (account: string, arn: string) => ({
  StringEquals: { "aws:SourceAccount": account },
  ArnLike: { "aws:SourceArn": arn },
});

const trust = (...statements: object[]) => ({
  Version: "2012-10-17",
  Statement: statements.map((statement) => ({
    Effect: "Allow",
    Principal: ECS,
    Action: "sts:AssumeRole",
    ...statement,
  })),
});
const role = (value: unknown, from: Record<string, unknown> = provider) =>
  resource("aws:iam/role:Role", { name: "R", assumeRolePolicy: value }, from);
const said = (value: unknown, config = {}) => judge(ecsTaskTrust, role(value), config);
const asking = (Condition: object, from: Record<string, unknown> = provider) =>
  judge(ecsTaskTrust, role(trust({ Condition }), from));

describe("ecs-task-trust", () => {
  it("says nothing of roles that trust ECS tasks alone", () => {
    for (const statement of [
      {},
      { Action: ["sts:AssumeRole", "sts:TagSession"] },
      { Principal: { Service: ["ecs-tasks.amazonaws.com"] } },
      { Condition: sources(ACCOUNT, `arn:aws:ecs:${REGION}:${ACCOUNT}:*`) },
      { Condition: sources(ACCOUNT, `arn:aws:ecs:*:${ACCOUNT}:*`) },
      { Condition: { StringEquals: { "AWS:sourceaccount": [OTHER, ACCOUNT] } } },
      { Condition: { ArnLike: { "aws:SourceArn": `arn:aws:ecs:${REGION}:${ACCOUNT}:task/*` } } },
      { Condition: { Null: { "sts:ExternalId": "true" } } },
    ]) {
      assert.deepEqual(said(trust(statement)), [], JSON.stringify(statement));
      assert.deepEqual(said(JSON.stringify(trust(statement))), [], "as JSON text");
    }
  });

  it("does not ask for source conditions, for the role may be an execution role", () => {
    assert.deepEqual(said(trust({})), []);
  });

  it("has nothing to say of roles for others", () => {
    for (const Principal of [
      { Service: "lambda.amazonaws.com" },
      { Service: "ecs.amazonaws.com" },
      { AWS: `arn:aws:iam::${OTHER}:root` },
      { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
    ]) {
      assert.deepEqual(said(trust({ Principal })), [], JSON.stringify(Principal));
    }
    const ofOrganisation = { Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } };
    assert.deepEqual(said(trust(ofOrganisation)), []);
  });

  describe("Reports a violation if the role also trusts", () => {
    for (const [title, Principal, mentioned] of [
      ["another service", { Service: ["ecs-tasks.amazonaws.com", "ec2.amazonaws.com"] }, "ec2.amazonaws.com"],
      ["another account", { ...ECS, AWS: OTHER }, OTHER],
      ["everybody", { ...ECS, AWS: "*" }, "*"],
      ["an identity provider", { ...ECS, Federated: "cognito-identity.amazonaws.com" }, "cognito-identity"],
      ["everybody, and so ECS", "*", "*"],
    ] as const) {
      it(title, () => {
        const findings = said(trust({ Principal }));
        assert.deepEqual(verdicts(findings), ["violated"]);
        assert.equal(findings[0]?.subject, "role/R");
        assert.ok(findings[0]?.message.includes(mentioned), findings[0]?.message);
      });
    }

    it("somebody by another statement, in whatever order", () => {
      const statements = [{}, { Principal: { AWS: OTHER }, Action: "sts:AssumeRole" }];
      const ids = (list: object[]) => said(trust(...list)).map(({ id }) => id);
      assert.equal(ids(statements).length, 1);
      assert.deepEqual(ids(statements), ids([...statements].reverse()));
    });
  });

  it("Reports a violation if the statement does not allow sts:AssumeRole", () => {
    for (const Action of ["sts:AssumeRoleWithSAML", "sts:TagSession", "sts:AssumeRoles"]) {
      const findings = said(trust({ Action }));
      assert.deepEqual(verdicts(findings), ["violated"], Action);
      assert.match(findings[0]?.remedy ?? "", /sts:AssumeRole\./);
    }
  });

  it("Reports a violation if a Deny keeps ECS out", () => {
    assert.deepEqual(verdicts(said(trust({}, { Effect: "Deny" }))), ["violated"]);
  });

  describe("Reports a violation if a condition fails:", () => {
    for (const [title, Condition, mentioned] of [
      ["another account", { StringEquals: { "aws:SourceAccount": OTHER } }, "aws:SourceAccount"],
      [
        "another account's ARN",
        { ArnLike: { "aws:SourceArn": `arn:aws:ecs:${REGION}:${OTHER}:*` } },
        "aws:SourceArn",
      ],
      [
        "another region",
        { ArnLike: { "aws:SourceArn": `arn:aws:ecs:us-east-1:${ACCOUNT}:*` } },
        "aws:SourceArn",
      ],
      [
        "another service",
        { ArnLike: { "aws:SourceArn": `arn:aws:lambda:${REGION}:${ACCOUNT}:*` } },
        "aws:SourceArn",
      ],
      [
        "one cluster",
        { ArnLike: { "aws:SourceArn": `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/main` } },
        "aws:SourceArn",
      ],
      [
        "no wildcard operator",
        { StringEquals: { "aws:SourceArn": `arn:aws:ecs:${REGION}:${ACCOUNT}:*` } },
        "aws:SourceArn",
      ],
      ["an external id", { StringEquals: { "sts:ExternalId": "x" } }, "sts:ExternalId"],
      ["MFA", { Bool: { "aws:MultiFactorAuthPresent": "true" } }, "aws:MultiFactorAuthPresent"],
    ] as const) {
      it(title, () => {
        const findings = asking(Condition);
        assert.deepEqual(verdicts(findings), ["violated"]);
        assert.ok(findings[0]?.decidedBy?.includes(mentioned), findings[0]?.decidedBy);
      });
    }
  });

  it("takes account and region from config first", () => {
    const condition = sources(OTHER, `arn:aws:ecs:us-east-1:${OTHER}:*`);
    const value = trust({ Condition: condition });
    assert.deepEqual(verdicts(said(value)), ["violated"]);
    assert.deepEqual(said(value, { account: OTHER, region: "us-east-1" }), []);
  });

  it("checks consistency alone where account and region are not known", () => {
    assert.deepEqual(asking(sources(OTHER, `arn:aws:ecs:us-east-1:${OTHER}:*`), {}), []);
    assert.deepEqual(asking(sources(OTHER, `arn:aws-cn:ecs:cn-north-1:${OTHER}:*`), {}), []);
    assert.deepEqual(verdicts(asking(sources(OTHER, `arn:aws:ecs:us-east-1:${ACCOUNT}:*`), {})), [
      "violated",
    ]);
    assert.deepEqual(verdicts(asking({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::b" } }, {})), ["violated"]);
  });

  it("is unproven if a condition's key is not one that ECS is known to send", () => {
    const findings = asking({ StringEquals: { "aws:SourceVpc": "vpc-1" } });
    assert.deepEqual(verdicts(findings), ["unproven"]);
    assert.match(findings[0]?.decidedBy ?? "", /aws:SourceVpc/);
  });

  it("Reports a violation if the service's name is misspelt", () => {
    for (const name of ["ecs-task.amazonaws.com", "ecstasks.amazonaws.com", "ecs-tasks.amazonaws.com.cn"]) {
      const findings = said(trust({ Principal: { Service: name } }));
      assert.deepEqual(verdicts(findings), ["violated"], name);
      assert.match(findings[0]?.remedy ?? "", /ecs-tasks\.amazonaws\.com;/);
    }
  });

  it("is unproven if the trust policy is unknown, whole or in part", () => {
    assert.deepEqual(verdicts(said(UNKNOWN)), ["unproven"]);
    assert.deepEqual(verdicts(said(trust({ Principal: UNKNOWN }))), ["unproven"]);
    assert.deepEqual(
      verdicts(said(trust({ Condition: { StringEquals: { "aws:SourceAccount": UNKNOWN } } }))),
      ["unproven"],
    );
  });

  it("leaves what IAM refuses to iam-policy-document", () => {
    for (const value of [undefined, null, 7, "{", {}]) assert.deepEqual(said(value), []);
  });

  it("advises on source conditions for the task roles that config names", () => {
    const config = { taskRoles: ["R"] };
    assert.deepEqual(verdicts(said(trust({}), config)), ["violated (advisory)"]);
    assert.deepEqual(said(trust({}), { taskRoles: ["Other"] }), []);
    const limited = trust({ Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } });
    assert.deepEqual(said(limited, config), []);
  });

  it("reads aws-native roles too", () => {
    const native = resource("aws-native:iam:Role", {
      roleName: "R",
      assumeRolePolicyDocument: trust({ Principal: { ...ECS, AWS: OTHER } }),
    });
    assert.deepEqual(verdicts(judge(ecsTaskTrust, native)), ["violated"]);
  });
});

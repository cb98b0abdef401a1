import assert from "node:assert/strict";
import { UNKNOWN } from "../../../policypack/evaluation/types";
import { passRoleScoped } from "../../../policypack/policies/pass-role-scoped";
import { judgeResourceByRule as judge, judgeRestByRule as judgeRest, verdicts } from "../../support/judge";
import { ACCOUNT, lone as resource } from "../../support/stacks";
import * as s from "../../support/stacks";

const ROLE = `arn:aws:iam::${ACCOUNT}:role/ecsTaskRole`;
const EXECUTION = `arn:aws:iam::${ACCOUNT}:role/ecs/ecsTaskExecutionRole`;
const TO_ECS = { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } };

const document = (...statements: object[]) => ({
  Version: "2012-10-17",
  Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
});
const userPolicy = (value: unknown) =>
  resource("aws:iam/userPolicy:UserPolicy", { user: "dev", name: "pass", policy: value });
const said = (value: unknown, config = {}) => judge(passRoleScoped, userPolicy(value), config);
const passing = (statement: object, config = {}) =>
  said(document({ Action: "iam:PassRole", Condition: TO_ECS, ...statement }), config);
const everywhere = (effect: object) =>
  document({ Action: "*", Resource: "*" }, { Effect: "Deny", ...effect });

describe("pass-role-scoped", () => {
  it("says nothing of named roles, passed to ECS tasks", () => {
    assert.deepEqual(passing({ Resource: [ROLE, EXECUTION] }), []);
    assert.deepEqual(passing({ Resource: ROLE, Action: "IAM:passrole" }), []);
    assert.deepEqual(passing({ Resource: ROLE }, { account: ACCOUNT }), []);
    assert.deepEqual(
      said(JSON.stringify(document({ Action: "iam:PassRole", Resource: ROLE, Condition: TO_ECS }))),
      [],
    );
  });

  it("says nothing of grants that are not about passing roles", () => {
    for (const statement of [
      { Action: ["s3:*", "iam:GetRole", "iam:List*"], Resource: "*" },
      { NotAction: ["iam:*"], Resource: "*" },
      { NotAction: "IAM:Pass*", Resource: "*" },
      { Action: "*", Resource: ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"] },
      { Action: "iam:*", Resource: "arn:aws:iam::*:user/*" },
      { Effect: "Deny", Action: "iam:PassRole", Resource: "*" },
    ]) {
      assert.deepEqual(said(document(statement)), [], JSON.stringify(statement));
    }
  });

  describe("Reports a violation if roles are not named:", () => {
    const faults: [string, object, string][] = [
      ["every role", { Action: "iam:PassRole", Resource: `arn:aws:iam::${ACCOUNT}:role/*` }, "role/*"],
      ["everything", { Action: "iam:PassRole", Resource: "*" }, "iam:PassRole on *"],
      ["by iam:*", { Action: "iam:*", Resource: "*" }, "iam:*"],
      ["by iam:Pass*", { Action: "iam:Pass*", Resource: "*" }, "iam:Pass*"],
      ["by iam:?assRole", { Action: "iam:?assRole", Resource: "*" }, "iam:?assRole"],
      ["by *", { Action: "*", Resource: "*" }, "*"],
      ["by letter case", { Action: "IAM:PASSROLE", Resource: "*" }, "IAM:PASSROLE"],
      ["by NotAction", { NotAction: ["s3:*"], Resource: "*" }, "NotAction s3:*"],
      [
        "by NotResource",
        { Action: "iam:PassRole", NotResource: `arn:aws:iam::${ACCOUNT}:role/Admin` },
        "NotResource",
      ],
      ["a prefix", { Action: "iam:PassRole", Resource: `arn:aws:iam::${ACCOUNT}:role/ecs*` }, "role/ecs*"],
      [
        "a question mark",
        { Action: "iam:PassRole", Resource: `arn:aws:iam::${ACCOUNT}:role/ecsTaskRol?` },
        "Rol?",
      ],
      ["any account", { Action: "iam:PassRole", Resource: "arn:aws:iam::*:role/ecsTaskRole" }, "iam::*"],
      [
        "a policy variable",
        { Action: "iam:PassRole", Resource: `arn:aws:iam::${ACCOUNT}:role/\${aws:username}` },
        "username",
      ],
      ["an ARN that ends early", { Action: "iam:PassRole", Resource: "arn:aws:iam:*" }, "arn:aws:iam:*"],
      [
        "a tag names no role",
        {
          Action: "iam:PassRole",
          Resource: "*",
          Condition: { StringEquals: { "iam:ResourceTag/team": "ml" } },
        },
        "*",
      ],
      ["nor does the service", { Action: "iam:PassRole", Resource: "*", Condition: TO_ECS }, "*"],
      [
        "one name among others",
        { Action: "iam:PassRole", Resource: [ROLE, "arn:aws:iam::*:role/b*"], Condition: TO_ECS },
        "role/b*",
      ],
    ];
    for (const [title, statement, mentioned] of faults) {
      it(title, () => {
        const findings = said(document({ Sid: "Pass", ...statement }));
        const mandatory = findings.filter(({ level }) => level === undefined);
        assert.deepEqual(verdicts(mandatory), ["violated"]);
        assert.ok(mandatory[0]?.message.includes(mentioned), mandatory[0]?.message);
        assert.ok(mandatory[0]?.message.includes("user/dev"));
        assert.match(mandatory[0]?.decidedBy ?? "", /Allow statement "Pass" of inline policy pass/);
      });
    }
  });

  it("gives one finding for all wide statements of a document", () => {
    const wide = { Action: "iam:PassRole", Resource: "*" };
    assert.equal(said(document(wide, { ...wide, Action: "iam:*" })).length, 1);
  });

  it("takes a Deny in the same document into account", () => {
    for (const deny of [
      { Action: "iam:PassRole", Resource: "*" },
      { Action: "iam:*", Resource: "arn:aws:iam::*:role/*" },
      { Action: "iam:PassRole", Resource: `arn:aws:iam::${ACCOUNT}:role/*` },
      { NotAction: "s3:*", Resource: "*" },
    ]) {
      assert.deepEqual(said(everywhere(deny)), [], JSON.stringify(deny));
    }
  });

  it("takes a Deny on all but named roles into account", () => {
    const findings = said(everywhere({ Action: "iam:PassRole", NotResource: [ROLE, EXECUTION] }));
    assert.deepEqual(verdicts(findings), ["violated (advisory)"], "only the service is left open");
  });

  it("Reports a violation if the Deny leaves roles open", () => {
    for (const deny of [
      { Action: "iam:PassRole", Resource: ROLE },
      { Action: "iam:PassRole", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
      { Action: "iam:PassRole", NotResource: [ROLE, "arn:aws:iam::*:role/b*"] },
      { Action: "iam:GetRole", Resource: "*" },
    ]) {
      const mandatory = said(everywhere(deny)).filter(({ level }) => !level);
      assert.deepEqual(verdicts(mandatory), ["violated"], JSON.stringify(deny));
    }
    const other = said(everywhere({ Action: "iam:PassRole", Resource: "arn:aws:iam::999999999999:role/*" }), {
      account: ACCOUNT,
    });
    assert.deepEqual(verdicts(other), ["violated"], "another account's roles");
  });

  it("takes nothing away by what is surely not meant", () => {
    const china = "arn:aws-cn:iam::*:role/*";
    const inEurope = (value: unknown) =>
      judge(
        passRoleScoped,
        resource("aws:iam/userPolicy:UserPolicy", { user: "dev", policy: value }, { region: "eu-west-1" }),
      );
    for (const statement of [
      { NotResource: `arn:aws:iam::${ACCOUNT}:role/\${aws:username}` },
      { NotResource: "arn:aws:iam::*:role/${aws:PrincipalTag/team, 'none'}" },
      { Resource: "*" },
      { NotResource: china },
    ]) {
      const deny = {
        Effect: "Deny",
        Action: "iam:*",
        Resource: ["arn:aws:iam::*:role/${aws:userid}", china],
      };
      const found = inEurope(document({ Action: "iam:PassRole", Condition: TO_ECS, ...statement }, deny));
      assert.deepEqual(verdicts(found), ["violated"], JSON.stringify(statement));
    }
  });

  it("advises where roles of any name may go to others than ECS tasks alone", () => {
    const toLambda = { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } };
    const wide = { Action: "iam:PassRole", Resource: "*" };
    assert.deepEqual(verdicts(said(document({ ...wide, Condition: toLambda }))), ["violated (advisory)"]);
    for (const services of [
      "*.amazonaws.com",
      "ecs-tasks.*",
      ["lambda.amazonaws.com", "ecs-tasks.amazonaws.com"],
    ]) {
      const Condition = { StringLike: { "iam:PassedToService": services } };
      assert.deepEqual(verdicts(said(document({ ...wide, Condition }))), ["violated"]);
    }
    const IfExists = { StringEqualsIfExists: { "iam:PassedToService": "lambda.amazonaws.com" } };
    assert.deepEqual(verdicts(said(document({ ...wide, Condition: IfExists }))), ["violated"]);
    assert.deepEqual(verdicts(said(document({ ...wide, Condition: toLambda }, wide))), ["violated"]);
  });

  it("advises where any service may be passed to", () => {
    for (const Condition of [
      undefined,
      { StringLike: { "iam:PassedToService": "*" } },
      { StringEqualsIfExists: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      { StringNotEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
    ]) {
      assert.deepEqual(verdicts(passing({ Resource: ROLE, Condition })), ["violated (advisory)"]);
    }
  });

  it("Reports a violation if the role is of another account", () => {
    const other = "arn:aws:iam::999999999999:role/ecsTaskRole";
    assert.deepEqual(verdicts(passing({ Resource: other }, { account: ACCOUNT })), ["violated"]);
    const byProvider = resource(
      "aws:iam/userPolicy:UserPolicy",
      { user: "dev", policy: document({ Action: "iam:PassRole", Resource: other, Condition: TO_ECS }) },
      { allowedAccountIds: `["${ACCOUNT}"]` },
    );
    assert.deepEqual(verdicts(judge(passRoleScoped, byProvider)), ["violated"]);
    assert.deepEqual(passing({ Resource: other }), [], "the account is not known");
    assert.deepEqual(
      verdicts(passing({ Resource: [ROLE, other] })),
      ["violated"],
      "two accounts cannot both be it",
    );
  });

  it("Reports a violation if config does not allow the role", () => {
    assert.deepEqual(
      passing({ Resource: [ROLE, EXECUTION] }, { allowedRoles: ["ecsTaskRole", EXECUTION] }),
      [],
    );
    const findings = passing({ Resource: [ROLE, EXECUTION] }, { allowedRoles: ["ecsTaskRole"] });
    assert.deepEqual(
      findings.map(({ resources }) => resources),
      [[EXECUTION]],
    );
  });

  it("is unproven where the document, or what matters in it, is unknown", () => {
    assert.deepEqual(verdicts(said(UNKNOWN)), ["unproven"]);
    assert.deepEqual(verdicts(passing({ Resource: UNKNOWN })), ["unproven"]);
    assert.deepEqual(verdicts(passing({ Action: UNKNOWN, Resource: "*" })), ["unproven"]);
    assert.deepEqual(verdicts(passing({ Action: "s3:GetObject", Resource: UNKNOWN })), [], "no matter which");
  });

  it("leaves what IAM refuses to iam-policy-document", () => {
    for (const value of [undefined, null, 7, "{", {}]) assert.deepEqual(said(value), []);
  });

  describe("a customer managed policy", () => {
    const all = document({ Action: "*", Resource: "*" });
    const policy = (props: object = {}) =>
      s.resource("aws:iam/policy:Policy", "P", { name: "P", policy: all, ...props });
    const arn = `arn:aws:iam::${ACCOUNT}:policy/P`;
    const role = (props: object = {}) => s.role("app", { permissionsBoundary: arn, ...props });
    const attached = (policyArn: unknown) =>
      s.resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "A", { role: "other", policyArn });
    const inStack = (...resources: s.TestResource[]) => verdicts(judgeRest(passRoleScoped, resources));

    it("is judged with its stack, as it may be a permissions boundary, which grants nothing", () => {
      assert.deepEqual(judge(passRoleScoped, policy()), []);
      assert.deepEqual(inStack(policy()), ["violated"], "that nobody uses");
      assert.deepEqual(inStack(policy(), role()), [], "a boundary alone");
      assert.deepEqual(inStack(role(), policy()), [], "whatever the order");
      assert.deepEqual(inStack(policy(), role({ permissionsBoundary: s.outputOf(policy()) })), []);
      const bounded = { permissionsBoundary: "arn:aws:iam::aws:policy/AdministratorAccess" };
      assert.deepEqual(judge(passRoleScoped, resource("aws:iam/role:Role", bounded)), []);
    });

    it("is no boundary alone where it is attached, too", () => {
      for (const policyArn of [arn, s.outputOf(policy())])
        assert.deepEqual(inStack(policy(), role(), attached(policyArn)), ["violated"]);
      assert.deepEqual(inStack(policy(), role({ managedPolicyArns: [arn] })), ["violated"]);
    });

    it("is perhaps one where an attachment is not known", () => {
      assert.deepEqual(inStack(policy(), role(), attached(s.unknown())), ["unproven"]);
    });

    it("is a boundary where whoever makes principals must give them it", () => {
      const asking = document({
        Action: "iam:CreateRole",
        Resource: `arn:aws:iam::${ACCOUNT}:role/app-*`,
        Condition: { StringEquals: { "iam:PermissionsBoundary": arn } },
      });
      const deployer = s.resource("aws:iam/userPolicy:UserPolicy", "D", { user: "dev", policy: asking });
      assert.deepEqual(inStack(policy(), deployer), []);
    });

    it("is taken at its word where it calls itself one", () => {
      assert.deepEqual(inStack(policy({ name: "TaskBoundary" })), []);
      assert.deepEqual(inStack(policy({ description: "Permissions boundary of task roles" })), []);
    });
  });

  it("shows the stack's account in its remedy", () => {
    const remedy = (value: unknown, config = {}) => said(value, config)[0]?.remedy ?? "";
    const wide = document({ Action: "iam:PassRole", Resource: "*" });
    assert.match(remedy(wide, { account: ACCOUNT }), new RegExp(`arn:aws:iam::${ACCOUNT}:role/`));
    const named = document({ Action: "iam:PassRole", Resource: `arn:aws:iam::${ACCOUNT}:role/*` });
    assert.match(remedy(named), new RegExp(`arn:aws:iam::${ACCOUNT}:role/`));
    assert.match(remedy(wide), /arn:aws:iam::111122223333:role/);
  });

  it("takes an unknown entry beside everything for nothing more", () => {
    const partly = document({ Action: "iam:PassRole", Resource: [UNKNOWN, "*"] });
    assert.deepEqual(verdicts(said(partly)), ["violated"]);
    const open = document({ Action: "iam:PassRole", Resource: [UNKNOWN, ROLE] });
    assert.deepEqual(verdicts(said(open)), ["unproven"]);
  });

  it("Reports a violation if what is known of a statement is wide already", () => {
    const all = `arn:aws:iam::${ACCOUNT}:role/*`;
    assert.deepEqual(verdicts(said(document({ Action: ["iam:Pass*", UNKNOWN], Resource: [all, UNKNOWN] }))), [
      "violated",
    ]);
    const perhaps = { Action: ["iam:Pass*", UNKNOWN], Resource: all, Condition: UNKNOWN };
    assert.deepEqual(verdicts(said(document(perhaps))), ["unproven"]);
  });

  describe("AWS managed policies", () => {
    const attaching = (name: string, type = "aws:iam/userPolicyAttachment:UserPolicyAttachment") =>
      judge(passRoleScoped, resource(type, { user: "dev", policyArn: `arn:aws:iam::aws:policy/${name}` }));

    it("Reports a violation if one that passes any role is attached", () => {
      for (const name of [
        "AdministratorAccess",
        "IAMFullAccess",
        "AmazonECS_FullAccess",
        "AWSCodeDeployRoleForECS",
      ]) {
        const findings = attaching(name);
        assert.deepEqual(verdicts(findings), ["violated"], name);
        assert.match(findings[0]?.message ?? "", new RegExp(`${name} .*user/dev`));
      }
    });

    it("advises where none of the services it may pass to is ECS", () => {
      assert.deepEqual(verdicts(attaching("AmazonDynamoDBFullAccess")), ["violated (advisory)"]);
    });

    it("says nothing of those that pass no role, or only some", () => {
      for (const name of [
        "PowerUserAccess",
        "ReadOnlyAccess",
        "AWSCodeDeployRoleForECSLimited",
        "NoSuchPolicy",
      ]) {
        assert.deepEqual(attaching(name), [], name);
      }
    });

    it("says nothing of those that AWS has for its services' roles, on roles", () => {
      const attached = (kind: string, name: string) => {
        const type = `aws:iam/${kind.toLowerCase()}PolicyAttachment:${kind}PolicyAttachment`;
        const policyArn = `arn:aws:iam::aws:policy/${name}`;
        return verdicts(judge(passRoleScoped, resource(type, { policyArn })));
      };
      for (const name of ["service-role/AmazonEC2ContainerServiceEventsRole", "AWSCodeDeployRoleForECS"]) {
        assert.deepEqual([attached("Role", name), attached("User", name)], [[], ["violated"]], name);
      }
    });

    it("looks into every kind of attachment", () => {
      const arn = "arn:aws:iam::aws:policy/IAMFullAccess";
      for (const [type, props] of [
        ["aws:iam/policyAttachment:PolicyAttachment", { policyArn: arn }],
        ["aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", { policyArns: [arn] }],
        ["aws:iam/role:Role", { managedPolicyArns: [arn] }],
        ["aws-native:iam:User", { managedPolicyArns: [arn] }],
      ] as const) {
        assert.deepEqual(verdicts(judge(passRoleScoped, resource(type, props))), ["violated"], type);
      }
    });
  });
});

import assert from "node:assert/strict";
import { noPrivilegeEscalation } from "../../../policypack/policies/no-privilege-escalation";
import { judgeStack } from "../../support/judge";
import type { Diagnostic, PackConfig } from "../../support/messages";
import * as s from "../../support/stacks";

const SETTINGS = { account: s.ACCOUNT, region: s.REGION, partition: "aws" };
const judge = (resources: s.TestResource[], config: Record<string, unknown> = {}): Promise<Diagnostic[]> =>
  judgeStack(resources, { [noPrivilegeEscalation.name]: { ...SETTINGS, ...config } } as PackConfig, [
    noPrivilegeEscalation,
  ]);

const roleArn = (name: string) => s.arnOf("role", name);
const passing = (...roles: string[]) =>
  s.statement("iam:PassRole", roles, {
    Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
  });
const trustOf = (principal: string) =>
  JSON.stringify(s.document({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: principal } }));
const toLambda = { Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } } };
const bounded = { Condition: { StringEquals: { "iam:PermissionsBoundary": s.arnOf("policy", "Boundary") } } };

/** On itself, if it is an administrator by its tag. */
const attachingIfTagged = s.statement("iam:AttachUserPolicy", s.arnOf("user", "ann"), {
  Condition: { StringEquals: { "aws:PrincipalTag/admin": "yes" } },
});

const MANAGED_INSTANCES = "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForManagedInstances";

describe("no-privilege-escalation", () => {
  const app = s.role("app");
  const ann = (...statements: object[]) => s.userPolicy("ann", "ann", statements);
  const deployer = ann(
    s.statement([
      "ecs:RegisterTaskDefinition",
      "ecs:DescribeTaskDefinition",
      "ecs:ListTaskDefinitions",
      "ecs:RunTask",
    ]),
    s.statement(
      ["ecs:UpdateService", "ecs:CreateService"],
      `arn:aws:ecs:${s.REGION}:${s.ACCOUNT}:service/main/app`,
    ),
    passing(roleArn("app")),
  );

  describe("is silent", () => {
    const silent: [string, s.TestResource[]][] = [
      [
        "on a task role with data rights",
        [app, s.rolePolicy("app", "data", [s.statement(["s3:*", "dynamodb:*"])])],
      ],
      ["on a deployer that passes the stack's roles only", [app, deployer]],
      [
        "on a task role with AmazonDynamoDBFullAccess, which writes pipelines of AWS Data Pipeline",
        [app, s.attachment("app", "arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess")],
      ],
      [
        "on AWS's policies for roles that its services alone assume",
        [
          s.role("capacity", { assumeRolePolicy: JSON.stringify(s.trust("ecs.amazonaws.com")) }),
          s.attachment("capacity", MANAGED_INSTANCES),
        ],
      ],
      [
        "on AWS's policy for the role of Batch",
        [
          s.role("batch", { assumeRolePolicy: JSON.stringify(s.trust("batch.amazonaws.com")) }),
          s.attachment("batch", "arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole"),
        ],
      ],
      [
        "on rights for who has a tag that the user has not, and may not give itself",
        [s.resource("aws:iam/user:User", "ann", { name: "ann" }), ann(attachingIfTagged)],
      ],
      ["on reads of IAM", [ann(s.statement(["iam:Get*", "iam:List*", "iam:SimulatePrincipalPolicy"]))]],
      [
        "on PowerUserAccess beside a named PassRole",
        [app, deployer, user("arn:aws:iam::aws:policy/PowerUserAccess")],
      ],
      ["on AWS managed policies that only read", [user("arn:aws:iam::aws:policy/ReadOnlyAccess")]],
      [
        "on users who manage their own keys",
        [
          ann(
            s.statement(
              ["iam:CreateAccessKey", "iam:UpdateLoginProfile"],
              `arn:aws:iam::${s.ACCOUNT}:user/\${aws:username}`,
            ),
          ),
        ],
      ],
      [
        "on groups whose members manage their own keys",
        [groupPolicy(s.statement("iam:CreateAccessKey", "arn:aws:iam::*:user/${aws:username}"))],
      ],
      [
        "on a boundary that passes any role",
        [
          s.role("app", { permissionsBoundary: s.arnOf("policy", "TeamBoundary") }),
          s.policy("TeamBoundary", [s.statement("iam:PassRole")]),
        ],
      ],
      [
        "on making roles that have a boundary",
        [ann(s.statement(["iam:PutRolePolicy", "iam:AttachRolePolicy"], "*", bounded))],
      ],
      [
        "on attaching named policies",
        [
          ann(
            s.statement("iam:AttachRolePolicy", "*", {
              Condition: { ArnEquals: { "iam:PolicyARN": s.arnOf("policy", "A") } },
            }),
          ),
        ],
      ],
      [
        "on managing other roles of a name that it cannot use",
        [ann(s.statement("iam:PutRolePolicy", roleArn("batch-*")))],
      ],
      [
        "on writing the policies of a user whom nobody lets assume the role",
        [
          s.role("hop", { assumeRolePolicy: trustOf(s.arnOf("user", "bob")) }),
          s.rolePolicy("hop", "write", [s.statement("iam:PutUserPolicy", s.arnOf("user", "ann"))]),
          s.resource("aws:iam/user:User", "ann", { name: "ann" }),
        ],
      ],
      [
        "on new versions of a policy that it does not have",
        [ann(s.statement("iam:CreatePolicyVersion", s.arnOf("policy", "Other")))],
      ],
      ["where everything is denied again", [ann(s.statement("iam:*"), s.deny("iam:*"))]],
      ["where a boundary leaves IAM out", boundedAdministrator()],
      [
        "on a boundary that allows everything, which grants nothing",
        [
          s.policy("Wide", [s.statement("*")]),
          s.role("r", { permissionsBoundary: s.arnOf("policy", "Wide") }),
        ],
      ],
      [
        "where a condition cannot be met",
        [
          ann(
            s.statement("iam:*", "*", { Condition: { StringEquals: { "aws:PrincipalArn": roleArn("x") } } }),
          ),
          s.resource("aws:iam/user:User", "ann", { name: "ann" }),
        ],
      ],
      [
        "on an attachment of a policy that AWS does not have",
        [app, s.attachment("app", "arn:aws:iam::aws:policy/SecretsManagerReadOnly")],
      ],
    ];
    for (const [title, resources] of silent) {
      it(title, async () => {
        assert.deepEqual(await judge(resources), []);
        assert.deepEqual(await judge([...resources].reverse()), []);
      });
    }
  });

  describe("reports", () => {
    it("rights for who has a tag that the user may give itself", async () => {
      const own = s.arnOf("user", "ann");
      for (const statements of [
        [attachingIfTagged, s.statement("iam:TagUser", own)],
        [attachingIfTagged, s.statement("iam:Tag*", "arn:aws:iam::*:user/${aws:username}")],
      ]) {
        const found = await judge(
          [s.resource("aws:iam/user:User", "ann", { name: "ann" }), ann(...statements)],
          {
            scope: "all",
          },
        );
        assert.match(found.map(({ message }) => message).join(), /attach any policy to itself/);
      }
    });

    for (const [title, trusted] of [
      ["a role that tasks have", "ecs-tasks.amazonaws.com"],
      ["a role that instances have", "ec2.amazonaws.com"],
    ]) {
      it(`AWS's policy for a role of its services on ${title}`, async () => {
        const lent = s.role("lent", { assumeRolePolicy: JSON.stringify(s.trust(trusted as string)) });
        const found = await judge([lent, s.attachment("lent", MANAGED_INSTANCES)]);
        assert.match(found.map(({ message }) => message).join(), /role\/lent can raise its own rights/);
      });
    }

    const wide: [string, string][] = [
      ["new versions of policies", "iam:CreatePolicyVersion"],
      ["other versions of policies", "iam:SetDefaultPolicyVersion"],
      ["attachments to roles", "iam:AttachRolePolicy"],
      ["inline policies of roles", "iam:PutRolePolicy"],
      ["attachments to users", "iam:AttachUserPolicy"],
      ["inline policies of users", "iam:PutUserPolicy"],
      ["attachments to groups", "iam:AttachGroupPolicy"],
      ["inline policies of groups", "iam:PutGroupPolicy"],
      ["membership", "iam:AddUserToGroup"],
      ["trust", "iam:UpdateAssumeRolePolicy"],
      ["access keys", "iam:CreateAccessKey"],
      ["passwords", "iam:CreateLoginProfile"],
      ["changed passwords", "iam:UpdateLoginProfile"],
    ];
    for (const [title, action] of wide) {
      it(`${title}, on everything: ${action}`, async () => {
        const found = await only([ann(s.statement(action))]);
        assert.equal(found.level, "mandatory");
        assert.match(
          found.message,
          new RegExp(`^user/ann can raise its own rights[^]*${action}[^]*\\(violated\\)`),
        );
      });
    }

    const others: [string, s.TestResource[], ...RegExp[]][] = [
      ["wildcards in actions", [ann(s.statement("IAM:Put*"))], /decided by: .*\(IAM:Put\*\)/],
      ["NotAction", [ann({ Effect: "Allow", NotAction: "s3:*", Resource: "*" })], /everything but s3:\*/],
      [
        "iam:* on roles that it passes",
        [app, ann(passing(roleArn("app")), { Sid: "All", ...s.statement("iam:*", roleArn("app")) })],
        /"All"/,
        /iam:\*/,
        /role\/app/,
      ],
      [
        "rights on itself by its name alone",
        [ann(s.statement("iam:PutUserPolicy", s.arnOf("user", "ann")))],
        /iam:PutUserPolicy/,
      ],
      [
        "rights on its own role",
        [app, s.rolePolicy("app", "p", [s.statement("iam:AttachRolePolicy", roleArn("app"))])],
        /^role\/app/,
      ],
      [
        "a new version of its own policy",
        [
          app,
          s.policy("Own", [s.statement("iam:CreatePolicyVersion", s.arnOf("policy", "Own"))]),
          s.attachment("app", s.arnOf("policy", "Own")),
        ],
        /rewrite a policy/,
      ],
      ["removal of its boundary", unboundable(), /remove a role's permissions boundary/],
      [
        "another user's keys",
        [ann(s.statement("iam:CreateAccessKey", s.arnOf("user", "bob")))],
        /another user/,
      ],
      [
        "self-made keys in other users' paths",
        [ann(s.statement("iam:CreateAccessKey", `arn:aws:iam::${s.ACCOUNT}:user/*`))],
        /another user/,
      ],
      [
        "an open PassRole with RunTask",
        [ann(s.statement(["ecs:RegisterTaskDefinition", "ecs:RunTask"]), passing(roleArn("*")))],
        /iam:PassRole/,
        /ecs-tasks/,
      ],
      [
        "an open PassRole with Lambda",
        [ann(s.statement("lambda:CreateFunction"), s.statement("iam:PassRole"))],
        /lambda\.amazonaws\.com/,
      ],
      [
        "an administrator",
        [app, s.rolePolicy("app", "all", [s.statement("*")])],
        /^role\/app is an administrator/,
      ],
      [
        "AdministratorAccess",
        [app, s.attachment("app", "arn:aws:iam::aws:policy/AdministratorAccess")],
        /^role\/app is an administrator[^]*AdministratorAccess/,
      ],
      [
        "an administrator's policy whose document is not carried",
        [app, s.attachment("app", "arn:aws:iam::aws:policy/AWSMcpServiceActionsFullAccess")],
        /^role\/app is an administrator by .*AWSMcpServiceActionsFullAccess/,
      ],
      ["IAMFullAccess", [user("arn:aws:iam::aws:policy/IAMFullAccess")], /IAMFullAccess/],
      [
        "an attachment of any policy but one",
        [
          ann(
            s.statement("iam:AttachRolePolicy", "*", {
              Condition: { ArnNotEquals: { "iam:PolicyARN": s.arnOf("policy", "A") } },
            }),
          ),
        ],
        /violated/,
      ],
      [
        "an attachment of policies of any name",
        [
          ann(
            s.statement("iam:AttachRolePolicy", "*", {
              Condition: { ArnLike: { "iam:PolicyARN": "arn:aws:iam::aws:policy/*" } },
            }),
          ),
        ],
        /violated/,
      ],
      [
        "a group's rights",
        [groupPolicy(s.statement("iam:PutGroupPolicy", "arn:aws:iam::*:group/devs"))],
        /^group\/devs/,
      ],
      [
        "what holds under a condition that is open",
        [ann(s.statement("iam:*", "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }))],
        /may be able to[^]*unproven/,
      ],
      [
        "a role with more rights whose trust policy names the principal",
        [
          s.role("admin", { assumeRolePolicy: trustOf(s.arnOf("user", "ann")) }),
          s.rolePolicy("admin", "all", [s.statement("iam:PutRolePolicy", roleArn("admin"))]),
          ann(s.statement("s3:ListAllMyBuckets")),
        ],
        /role\/admin/,
      ],
      [
        "its own role, whose name Pulumi ends",
        [
          s.resource("aws:iam/role:Role", "app", {
            namePrefix: "orders-",
            assumeRolePolicy: JSON.stringify(s.trust("ecs-tasks.amazonaws.com")),
          }),
          ann(
            s.statement("iam:AttachRolePolicy", roleArn("orders-*")),
            passing(roleArn("orders-*")),
            s.statement(["ecs:RegisterTaskDefinition", "ecs:RunTask"]),
          ),
        ],
        /iam:AttachRolePolicy/,
      ],
      [
        "rights of its own and of its group together",
        [
          groupPolicy(s.statement("iam:PassRole", "*", toLambda)),
          s.resource("aws:iam/groupMembership:GroupMembership", "m", { group: "devs", users: ["ann"] }),
          ann(s.statement(["lambda:CreateFunction", "ecs:RunTask"])),
        ],
        /^user\/ann can raise[^]*lambda/,
      ],
      [
        "a role that it makes, fills and assumes by one prefix",
        [ann(s.statement(["iam:CreateRole", "iam:PutRolePolicy", "sts:AssumeRole"], roleArn("app-*")))],
        /iam:CreateRole/,
      ],
      [
        "a SAML provider's metadata",
        [ann(s.statement(["iam:UpdateSAMLProvider", "ecs:UpdateService"]))],
        /SAML provider/,
      ],
      [
        "an attachment of policies whose pattern an administrator's meets",
        [
          ann(
            s.statement("iam:AttachUserPolicy", s.arnOf("user", "ann"), {
              Condition: { ArnLike: { "iam:PolicyARN": "arn:aws:iam::aws:policy/A*" } },
            }),
          ),
        ],
        /iam:AttachUserPolicy/,
      ],
      [
        "a boundary that is asked for only where it exists",
        [
          ann(
            s.statement("iam:PutUserPolicy", "*", {
              Condition: { StringEqualsIfExists: { "iam:PermissionsBoundary": s.arnOf("policy", "Bound") } },
            }),
          ),
        ],
        /iam:PutUserPolicy/,
      ],
      [
        "a role that writes the policies of a user whom it trusts by name",
        [
          s.role("hop", { assumeRolePolicy: trustOf(s.arnOf("user", "ann")) }),
          s.rolePolicy("hop", "write", [s.statement("iam:PutUserPolicy", s.arnOf("user", "ann"))]),
          s.resource("aws:iam/user:User", "ann", { name: "ann" }),
          ann(s.statement("ecs:UpdateService")),
        ],
        /^Whoever assumes role\/hop can raise[^]*iam:PutUserPolicy/,
      ],
      [
        "a role that writes the policies of a group, one of whose members it trusts by name",
        [
          s.role("hop", { assumeRolePolicy: trustOf(s.arnOf("user", "ann")) }),
          s.rolePolicy("hop", "write", [
            s.statement("iam:PutGroupPolicy", `arn:aws:iam::${s.ACCOUNT}:group/devs`),
          ]),
          s.resource("aws:iam/user:User", "ann", { name: "ann" }),
          s.resource("aws:iam/group:Group", "devs", { name: "devs" }),
          s.resource("aws:iam/groupMembership:GroupMembership", "m", { group: "devs", users: ["ann"] }),
        ],
        /^Whoever assumes role\/hop can raise[^]*iam:PutGroupPolicy/,
      ],
      [
        "a role that writes those of a role from which another role leads to it",
        [
          s.role("first", { assumeRolePolicy: trustOf(`arn:aws:iam::${s.ACCOUNT}:root`) }),
          s.role("second", { assumeRolePolicy: trustOf(roleArn("first")) }),
          s.role("third", { assumeRolePolicy: trustOf(`arn:aws:iam::${s.ACCOUNT}:root`) }),
          s.rolePolicy("second", "on", [s.statement("sts:AssumeRole", roleArn("third"))]),
          s.rolePolicy("third", "write", [s.statement("iam:PutRolePolicy", roleArn("first"))]),
        ],
        /^role\/third can raise[^]*iam:PutRolePolicy/,
      ],
      ["a document object", [nativeUser()], /^user\/ann/],
      [
        "an attached policy that calls itself a boundary and passes any role",
        [
          app,
          s.policy("TeamBoundary", [s.statement("iam:PassRole")]),
          s.attachment("app", s.arnOf("policy", "TeamBoundary")),
        ],
        /^role\/app may pass roles that are not named: TeamBoundary/,
      ],
    ];
    for (const [title, resources, ...mentions] of others) {
      it(title, async () => {
        const found = await only(resources);
        assert.equal(found.level, "mandatory");
        for (const mention of mentions) assert.match(found.message, mention);
        assert.equal((await only([...resources].reverse())).message, found.message);
      });
    }

    it("what members have by a group once", async () => {
      const member = s.resource("aws:iam/userGroupMembership:UserGroupMembership", "m", {
        user: "ann",
        groups: ["devs"],
      });
      assert.match(
        (await only([groupPolicy(s.statement("iam:PutUserPolicy")), member])).message,
        /^group\/devs/,
      );
    });
  });

  describe("reports as unproven", () => {
    const cases: [string, s.TestResource[], RegExp][] = [
      [
        "a document that is unknown",
        [s.resource("aws:iam/userPolicy:UserPolicy", "p", { user: "ann", name: "p", policy: s.unknown() })],
        /document p/,
      ],
      [
        "a document that is missing",
        [s.resource("aws:iam/userPolicy:UserPolicy", "p", { user: "ann", name: "p" })],
        /document p/,
      ],
      [
        "a document of a wrong type",
        [s.resource("aws:iam/userPolicy:UserPolicy", "p", { user: "ann", name: "p", policy: 42 })],
        /document p/,
      ],
      ["a policy that is not known", [app, s.attachment("app", s.unknown())], /not known: the policy that/],
      ["a policy of another stack", [app, s.attachment("app", s.arnOf("policy", "Base"))], /policy\/Base/],
      [
        "an attachment to a role that is not known",
        [app, s.policy("P", []), s.attachment(s.unknown(), s.arnOf("policy", "P"))],
        /role that is not known/,
      ],
    ];
    for (const [title, resources, mention] of cases) {
      it(title, async () => {
        const found = await only(resources);
        assert.equal(found.level, "mandatory");
        assert.match(found.message, mention);
        assert.match(found.message, /\(unproven\)/);
      });
    }

    it("not where the boundary refuses it whatever it be", async () => {
      const boundary = s.policy("Bound", [s.statement(["s3:*", "logs:*"])]);
      const role = s.role("app", { permissionsBoundary: s.arnOf("policy", "Bound") });
      assert.deepEqual(await judge([boundary, role, s.attachment("app", s.unknown())]), []);
    });

    it("not where config declares the document", async () => {
      const external = [{ principal: "user/ann", documents: [s.document(s.statement("s3:*"))] }];
      assert.deepEqual(await judge([], { external }), []);
      const raising = [{ principal: "user/ann", documents: [s.document(s.statement("iam:*"))] }];
      assert.equal((await judge([], { external: raising })).length, 1);
    });
  });

  async function only(resources: s.TestResource[]): Promise<Diagnostic> {
    const found = await judge(resources);
    assert.equal(found.length, 1, JSON.stringify(found, null, 1));
    return found[0]!;
  }

  function user(policyArn: string): s.TestResource {
    return s.resource("aws:iam/userPolicyAttachment:UserPolicyAttachment", "attached", {
      user: "ann",
      policyArn,
    });
  }

  function nativeUser(): s.TestResource {
    const policies = [{ policyName: "p", policyDocument: s.document(s.statement("iam:PutUserPolicy")) }];
    return s.resource("aws-native:iam:User", "ann", { userName: "ann", policies });
  }

  function groupPolicy(...statements: object[]): s.TestResource {
    const policy = JSON.stringify(s.document(...statements));
    return s.resource("aws:iam/groupPolicy:GroupPolicy", "devs", { group: "devs", name: "devs", policy });
  }

  function boundedAdministrator(): s.TestResource[] {
    return [
      s.policy("Bound", [s.statement(["s3:*", "dynamodb:*"])]),
      s.role("app", { permissionsBoundary: s.arnOf("policy", "Bound") }),
      s.rolePolicy("app", "all", [s.statement("*")]),
    ];
  }

  function unboundable(): s.TestResource[] {
    return [
      s.policy("Bound", [s.statement(["s3:*", "iam:DeleteRolePermissionsBoundary"])]),
      s.role("app", { permissionsBoundary: s.arnOf("policy", "Bound") }),
      s.rolePolicy("app", "out", [s.statement("iam:DeleteRolePermissionsBoundary", roleArn("app"))]),
    ];
  }
});

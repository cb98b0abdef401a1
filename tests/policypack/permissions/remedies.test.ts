import assert from "node:assert/strict";
import { UNKNOWN } from "../../../policypack/evaluation/types";
import { ecsTaskCanStart } from "../../../policypack/policies/ecs-task-can-start";
import { noPrivilegeEscalation } from "../../../policypack/policies/no-privilege-escalation";
import { taskRoleRequiredActions } from "../../../policypack/policies/task-role-required-actions";
import { judgeStackByRule as judgeStack } from "../../support/judge";
import * as s from "../../support/stacks";

const TABLE = "arn:aws:dynamodb:ap-northeast-2:618574523116:table/jobs";
const REQUIRED = { required: [{ role: "app", actions: ["dynamodb:GetItem"], resources: [TABLE] }] };
const allowed = s.rolePolicy("app", "data", [s.statement("dynamodb:*", TABLE)]);

const findingOn = (...stack: s.TestResource[]) => judgeStack(taskRoleRequiredActions, stack, REQUIRED)[0];

describe("The remedy against a Deny", () => {
  const denied = (deny: object) =>
    findingOn(s.role("app"), allowed, s.rolePolicy("app", "guard", [deny]))?.remedy ?? "";

  it("takes the action out of a Deny that names it, or spares the resource", () => {
    const remedy = denied(s.deny("dynamodb:GetItem"));
    assert.equal(
      remedy,
      `take dynamodb:GetItem out of that Deny, or narrow its Resource or Condition so that it spares ${TABLE}`,
    );
  });

  it("adds the action to what a Deny of everything else leaves out", () => {
    const remedy = denied({ Effect: "Deny", NotAction: "s3:*", Resource: "*" });
    assert.match(remedy, /^add dynamodb:GetItem to the NotAction of that Deny, or narrow/);
  });

  it("adds the resource to what a Deny on everything else leaves out", () => {
    const remedy = denied({ Effect: "Deny", Action: "dynamodb:*", NotResource: `${TABLE}2` });
    assert.equal(
      remedy,
      `take dynamodb:GetItem out of that Deny, or add ${TABLE} to its NotResource or narrow its Condition`,
    );
  });

  it("detaches a policy of AWS's, which nobody can change", () => {
    const found = findingOn(
      s.role("app"),
      allowed,
      s.attachment("app", "arn:aws:iam::aws:policy/AWSDenyAll"),
    );
    assert.match(found?.remedy ?? "", /^detach AWS managed policy AWSDenyAll from role\/app/);
  });
});

describe("The place for a missing statement", () => {
  const placed = (...documents: s.TestResource[]) =>
    /^(.*?):? \{"Effect"/.exec(findingOn(s.role("app"), s.role("other"), ...documents)?.remedy ?? "")?.[1];
  const shared = [
    s.policy("Shared", [s.statement("s3:GetObject", "arn:aws:s3:::a/*")]),
    s.attachment("app", s.arnOf("policy", "Shared")),
  ];

  it("is no policy that somebody else has too", () => {
    assert.equal(placed(...shared), "add to policy Shared");
    assert.equal(
      placed(...shared, s.attachment("other", s.arnOf("policy", "Shared"))),
      "give role/app a policy with",
    );
  });

  it("is a policy on the same service before others", () => {
    const other = s.rolePolicy("app", "a-files", [s.statement("s3:GetObject", "arn:aws:s3:::a/*")]);
    const same = s.rolePolicy("app", "b-tables", [s.statement("dynamodb:ListTables")]);
    assert.equal(placed(other), "add to inline policy a-files");
    assert.equal(placed(other, same), "add to inline policy b-tables");
  });
});

describe("What is not known", () => {
  const LIST = "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive";
  const exclusive = s.resource(LIST, "only", { roleName: "app", policyArns: [] });
  const attached = [
    s.policy("Data", [s.statement("dynamodb:*", TABLE)]),
    s.attachment("app", s.arnOf("policy", "Data")),
  ];
  const bounded = (arn: unknown) => [s.role("app", { permissionsBoundary: arn }), allowed];

  const cases: [string, s.TestResource[], unknown: RegExp, remedy: RegExp][] = [
    [
      "a document",
      [s.role("app"), s.resource(allowed.type, "p", { role: "app", name: "p", policy: UNKNOWN })],
      /p, which is not known at preview/,
      /^make it known at preview/,
    ],
    [
      "an attachment of nothing",
      [s.role("app"), s.attachment("app", "Data")],
      /whose policy "Data" is not a policy's ARN/,
      /^name the policy by its ARN there/,
    ],
    [
      "a policy elsewhere",
      [s.role("app"), s.attachment("app", s.arnOf("policy", "Base"))],
      /Base, which the stack does not define/,
      /^define it in this stack, or declare/,
    ],
    [
      "a boundary elsewhere",
      bounded(s.arnOf("policy", "Limit")),
      /permissions boundary arn:\S+Limit, which the stack does not define/,
      /^define the permissions boundary in this stack/,
    ],
    [
      "a boundary that is not known yet",
      bounded(UNKNOWN),
      /the permissions boundary of "app", which is not known yet/,
      /^make it known at preview/,
    ],
    [
      "a boundary that is not an ARN",
      bounded("Limit"),
      /the permissions boundary of "app", which is not a policy's ARN/,
      /^set permissionsBoundary to the ARN of a managed policy$/,
    ],
    [
      "a boundary of AWS's that the pack does not carry",
      bounded("arn:aws:iam::aws:policy/AWSBackupFullAccess"),
      /permissions boundary arn:\S+AWSBackupFullAccess, whose document the pack does not carry/,
      /^set a permissions boundary that this stack defines in place of AWS's$/,
    ],
    [
      "what an exclusive list takes away",
      [s.role("app"), ...attached, exclusive],
      /not named in RolePolicyAttachmentsExclusive "only"/,
      /^name the policy in that list too/,
    ],
    [
      "which of two wins",
      [s.role("app"), allowed, s.rolePolicy("app", "data", [])].map((one, index) =>
        index === 2 ? { ...one, urn: `${one.urn}2` } : one,
      ),
      /which two resources write/,
      /^keep one of the two, or give each a name of its own/,
    ],
    [
      "a role by its ARN",
      [
        s.role("app"),
        ...attached.slice(0, 1),
        s.attachment(s.arnOf("role", "app"), s.arnOf("policy", "Data")),
      ],
      /which is not a role's name/,
      /^write the plain name there/,
    ],
  ];
  for (const [title, stack, unknown, remedy] of cases) {
    it(`is named with what helps: ${title}`, () => {
      const found = findingOn(...stack);
      assert.equal(found?.verdict, "unproven");
      assert.match(found.decidedBy ?? "", unknown);
      assert.match(found.remedy, remedy);
    });
  }

  it("is on what an action is asked for that it does not take", () => {
    const required = [{ role: "app", actions: ["dynamodb:GetItem"], resources: ["arn:aws:s3:::bucket"] }];
    const [found] = judgeStack(taskRoleRequiredActions, [s.role("app"), allowed], { required });
    assert.match(found?.decidedBy ?? "", /config asks for dynamodb:GetItem on arn:aws:s3:::bucket/);
    assert.match(found?.remedy ?? "", /^name resources that dynamodb:GetItem takes in the pack's config/);
  });

  it("is a secret by its bare name, which is to be named by its ARN", () => {
    const image = "nginx:1.27";
    const secrets = [{ name: "KEY", valueFrom: "db" }];
    const stack = [
      s.role("app", { assumeRolePolicy: s.trust("ecs-tasks.amazonaws.com") }),
      s.resource("aws:secretsmanager/secret:Secret", "db", { name: "db" }),
      s.taskDefinition("web", {
        executionRoleArn: s.arnOf("role", "app"),
        containerDefinitions: JSON.stringify([{ name: "app", image, secrets }]),
      }),
    ];
    const [found] = judgeStack(ecsTaskCanStart, stack, { executeCommand: [] });
    assert.match(found?.decidedBy ?? "", /what db is: the stack has a secret of that name/);
    assert.match(found?.remedy ?? "", /^name the secret by its ARN in valueFrom/);
  });

  it("is a membership that another resource ends", () => {
    const stack = [
      s.resource("aws:iam/user:User", "ann", { name: "ann" }),
      s.resource("aws:iam/group:Group", "ops", { name: "ops" }),
      s.resource("aws:iam/userGroupMembership:UserGroupMembership", "joined", {
        user: "ann",
        groups: ["ops"],
      }),
      s.resource("aws:iam/groupMembership:GroupMembership", "sole", { group: "ops", users: ["bob"] }),
    ];
    const found = judgeStack(noPrivilegeEscalation, stack).find(({ subject }) => subject === "user/ann");
    assert.match(found?.decidedBy ?? "", /^not known: membership of user\/ann in group\/ops/);
    assert.match(found?.remedy ?? "", /^name user\/ann among the users of GroupMembership "sole"/);
  });

  it("is a trust policy, which is made known before it is changed", () => {
    const stack = [
      s.role("app", { assumeRolePolicy: UNKNOWN }),
      s.taskDefinition("web", { executionRoleArn: s.arnOf("role", "app") }),
    ];
    const [found] = judgeStack(ecsTaskCanStart, stack, { executeCommand: [] });
    assert.deepEqual(
      [found?.verdict, found?.decidedBy],
      ["unproven", "not known: the trust policy of role/app"],
    );
    assert.match(found?.remedy ?? "", /^make it known at preview/);
  });

  it("is named with the same remedy where it may raise rights", () => {
    const stack = [s.role("app"), ...attached, exclusive];
    const [found] = judgeStack(noPrivilegeEscalation, stack);
    assert.match(found?.remedy ?? "", /^name the policy in that list too/);
  });
});

describe("The remedy against rights that raise rights", () => {
  const raising = (...stack: s.TestResource[]) =>
    judgeStack(noPrivilegeEscalation, [s.role("app"), ...stack])[0]?.remedy ?? "";

  it("takes actions that are named out of the policy", () => {
    const remedy = raising(s.rolePolicy("app", "more", [s.statement("iam:PutRolePolicy")]));
    assert.match(remedy, /^take iam:PutRolePolicy out of inline policy more, or name only resources/);
  });

  it("names what is needed in place of a pattern or of everything else", () => {
    const byPattern = raising(s.rolePolicy("app", "more", [s.statement("iam:*")]));
    assert.match(
      byPattern,
      /^name the actions that are needed in inline policy more in place of iam:\*, without iam:/,
    );
    const rest = { Effect: "Allow", NotAction: "s3:*", Resource: "*" };
    assert.match(raising(s.rolePolicy("app", "more", [rest])), /in place of everything but s3:\*, without /);
  });

  it("detaches a policy of AWS's", () => {
    const remedy = raising(s.attachment("app", "arn:aws:iam::aws:policy/AmazonECS_FullAccess"));
    assert.match(
      remedy,
      /^detach AWS managed policy AmazonECS_FullAccess from role\/app, and attach a policy/,
    );
  });
});

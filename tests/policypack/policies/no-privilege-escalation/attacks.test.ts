/** Documents made at random: whatever a concrete attempt gets through, some rule must have reported. */
import assert from "node:assert/strict";
import { decide } from "../../../../policypack/evaluation/decisions/decide";
import { buildModel } from "../../../../policypack/graph/model";
import type { StackModel } from "../../../../policypack/graph/types";
import type { ContextEntries } from "../../../../policypack/graph/principal-context";
import { noPrivilegeEscalation } from "../../../../policypack/policies/no-privilege-escalation";
import { ESCALATION_ACTIONS } from "../../../../policypack/policies/no-privilege-escalation/escalation-actions";
import { contextOfIam } from "../../../../policypack/policies/no-privilege-escalation/requests";
import { passRoleScoped } from "../../../../policypack/policies/pass-role-scoped";
import { judgeResourceByRule } from "../../../support/judge";
import { type Random, seeded } from "../../../support/random";
import * as s from "../../../support/stacks";

/** The hunt asks for 4,000 and 5,000. */
const PASS_ROLE_CASES = Number(process.env.PASS_ROLE_CASES ?? 300);
const ATTACK_CASES = Number(process.env.ATTACK_CASES ?? 300);
const SEED = Number(process.env.ATTACK_SEED ?? 20261129);

const SETTINGS = { account: s.ACCOUNT, region: s.REGION, partition: "aws" };
const OTHER = "999999999999";

/** One thing that is done, to a resource, in a request that says so much beside. */
interface Step {
  action: string;
  on: string;
  says?: ContextEntries;
}

describe("iam:PassRole by documents made at random", () => {
  it(`is reported wherever a role that no document names may be passed (${PASS_ROLE_CASES})`, () => {
    let passed = 0;
    for (let nth = 0; nth < PASS_ROLE_CASES; nth++) {
      const random = seeded(SEED + nth);
      const document = passRoleDocument(random);
      const resources = stackOf(document);
      const model = buildModel(resources, SETTINGS);
      const steps = ["zz-unnamed", "path/zz-unnamed", "appzz", "deployzz"].map((name) => ({
        action: "iam:PassRole",
        on: s.arnOf("role", name),
        says: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
      }));
      if (!steps.some((step) => succeeds(model, [step]))) continue;
      passed++;
      assert.ok(isReported(model, resources), `seed ${SEED + nth}: ${JSON.stringify(document)}`);
    }
    assert.ok(passed > PASS_ROLE_CASES / 20, `${passed} pass something`);
  });
});

describe("rights raised by documents made at random", () => {
  it(`are reported wherever an attempt would succeed (${ATTACK_CASES})`, () => {
    let raised = 0;
    for (let nth = 0; nth < ATTACK_CASES; nth++) {
      const random = seeded(SEED + 1_000_000 + nth);
      const document = attackDocument(random);
      const resources = stackOf(document);
      const model = buildModel(resources, SETTINGS);
      const succeeding = ATTEMPTS.find((steps) => succeeds(model, steps));
      if (!succeeding) continue;
      raised++;
      const told = `seed ${SEED + 1_000_000 + nth}: ${JSON.stringify(succeeding)} by ${JSON.stringify(document)}`;
      assert.ok(isReported(model, resources), told);
    }
    assert.ok(raised > ATTACK_CASES / 20, `${raised} raise something`);
  });
});

const ADMINISTRATOR = { "iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess" };
const FREE = { "iam:PermissionsBoundary": null };
const LEGACY = s.arnOf("role", "deploy-legacy");

const ATTEMPTS: Step[][] = [
  ...["iam:PutUserPolicy", "iam:AttachUserPolicy"].map((action) => [
    {
      action,
      on: s.arnOf("user", "ann"),
      says: { ...FREE, ...(action.includes("Attach") ? ADMINISTRATOR : {}) },
    },
  ]),
  ...["iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:CreateServiceSpecificCredential"].map(
    (action) => [{ action, on: s.arnOf("user", "bob"), says: FREE }],
  ),
  [{ action: "iam:UpdateAssumeRolePolicy", on: LEGACY, says: FREE }],
  [{ action: "iam:AddUserToGroup", on: `arn:aws:iam::${s.ACCOUNT}:group/admins`, says: FREE }],
  ...["iam:PassRole", "sts:AssumeRole"].flatMap((use) =>
    ["iam:PutRolePolicy", "iam:AttachRolePolicy"].map((action) => [
      { action, on: LEGACY, says: { ...FREE, ...(action.includes("Attach") ? ADMINISTRATOR : {}) } },
      { action: use, on: LEGACY, says: { ...FREE, "iam:PassedToService": "lambda.amazonaws.com" } },
    ]),
  ),
  [
    { action: "iam:CreateRole", on: s.arnOf("role", "deploy-new"), says: FREE },
    { action: "iam:PutRolePolicy", on: s.arnOf("role", "deploy-new"), says: FREE },
  ],
];

function succeeds(model: StackModel, steps: Step[]): boolean {
  const ann = model.principal("user/ann")!;
  return steps.every(
    ({ action, on, says }) =>
      decide(ann, { action, resource: on, context: contextOfIam(model, ann, says) }).outcome === "allowed",
  );
}

function isReported(model: StackModel, resources: s.TestResource[]): boolean {
  const found = [
    ...noPrivilegeEscalation.rule.judge(model, {} as never),
    ...resources.flatMap((each) => judgeResourceByRule(passRoleScoped, each)),
  ];
  return found.some(({ level }) => level !== "advisory");
}

function stackOf(document: object): s.TestResource[] {
  return [
    s.role("app"),
    s.resource("aws:iam/user:User", "ann", { name: "ann" }),
    s.resource("aws:iam/userPolicy:UserPolicy", "p", {
      user: "ann",
      name: "p",
      policy: JSON.stringify(document),
    }),
  ];
}

const ROLES = [
  "*",
  "arn:aws:iam::*:role/*",
  `arn:aws:iam::${s.ACCOUNT}:role/*`,
  `arn:aws:iam::${OTHER}:role/*`,
  "arn:aws-cn:iam::*:role/*",
  "arn:*:iam::*:role/*",
  "arn:aws:iam::*:role/${aws:username}",
  `arn:aws:iam::${s.ACCOUNT}:role/\${aws:PrincipalTag/team, 'app'}*`,
  s.arnOf("role", "app"),
  s.arnOf("role", "app*"),
  s.arnOf("role", "deploy*"),
  s.arnOf("role", "?*"),
  "arn:aws:iam:*",
];

function passRoleDocument(random: Random): object {
  return {
    Version: random.pick(["2012-10-17", "2012-10-17", "2008-10-17"]),
    Statement: random.several(1, 4, () => ({
      Effect: random.chance(0.6) ? "Allow" : "Deny",
      ...(random.chance(0.2)
        ? { NotAction: random.pick(["s3:*", "iam:Get*", "ecs:*"]) }
        : { Action: random.pick(["iam:PassRole", "iam:*", "*", "iam:Pass*", "IAM:passrole"]) }),
      [random.chance(0.25) ? "NotResource" : "Resource"]: random.several(1, 3, () => random.pick(ROLES)),
      ...(random.chance(0.3) ? { Condition: passRoleCondition(random) } : {}),
    })),
  };
}

function passRoleCondition(random: Random): object {
  return random.pick([
    { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    { StringLike: { "iam:PassedToService": "ecs*" } },
    { StringNotEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
    { StringEqualsIfExists: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    { StringEquals: { "aws:PrincipalAccount": s.ACCOUNT } },
  ]);
}

const TARGETS = [
  ...ROLES,
  s.arnOf("user", "ann"),
  s.arnOf("user", "*"),
  "arn:aws:iam::*:user/${aws:username}",
  `arn:aws:iam::${s.ACCOUNT}:group/*`,
  LEGACY,
];

const ACTIONS = [
  ...ESCALATION_ACTIONS.map(({ action }) => action),
  "iam:PassRole",
  "sts:AssumeRole",
  "iam:CreateRole",
  "iam:*",
];

function attackDocument(random: Random): object {
  return {
    Version: random.pick(["2012-10-17", "2012-10-17", "2008-10-17"]),
    Statement: random.several(1, 5, () => ({
      Effect: random.chance(0.75) ? "Allow" : "Deny",
      Action: random.several(1, 4, () => random.pick(ACTIONS)),
      [random.chance(0.15) ? "NotResource" : "Resource"]: random.several(1, 3, () => random.pick(TARGETS)),
      ...(random.chance(0.5) ? { Condition: attackCondition(random) } : {}),
    })),
  };
}

function attackCondition(random: Random): object {
  const boundary = s.arnOf("policy", "Boundary");
  const operator = random.pick(["StringEquals", "ArnLike", "StringNotEquals", "ArnNotLike", "StringLike"]);
  const full =
    random.pick(["", "", "ForAllValues:", "ForAnyValue:"]) + operator + random.pick(["", "", "IfExists"]);
  return random.pick([
    { [full]: { "iam:PermissionsBoundary": boundary } },
    {
      [full]: {
        "iam:PolicyARN": random.pick([
          "arn:aws:iam::aws:policy/Admin*",
          boundary,
          "arn:aws:iam::aws:policy/*",
        ]),
      },
    },
    { Null: { "iam:PermissionsBoundary": random.pick(["true", "false"]) } },
    { StringEquals: { "aws:username": "ann" } },
  ]);
}

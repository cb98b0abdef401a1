import assert from "node:assert/strict";
import { taskCanBeRun } from "../../../policypack/policies/task-can-be-run";
import { judgeStackByRule as judgeStack } from "../../support/judge";
import { arnOf, attachment, deny, statement, type TestResource, unknown } from "../../support/stacks";
import { ACCOUNT, policy, REGION } from "../../support/stacks";
import {
  type Change,
  DEFINITION,
  EXECUTION_ROLE,
  inCluster,
  PASS,
  RUN,
  RUNNER,
  type Stage,
  stackOf,
  STARTER_KINDS,
  type StarterKind,
  statementsOf,
  TAG,
  TASK_ROLE,
  toTasks,
  trusts,
} from "./task-can-be-run/starters";

const judge = (resources: TestResource[]) => judgeStack(taskCanBeRun, resources);

/** Texts that one violation holds together: of its message, actions and resources. */
type Mistake = [title: string, change: (kind: StarterKind) => Change, mentions: string[]];

const others = (kind: StarterKind, ...statements: object[]): Change => ({
  statements: [...statements, ...kind.also],
});

const MISTAKES: Mistake[] = [
  [
    "the role trusts another service",
    () => ({ trust: trusts("lambda.amazonaws.com") }),
    ["sts:AssumeRole", RUNNER],
  ],
  [
    "the role trusts ECS tasks",
    () => ({ trust: trusts("ecs-tasks.amazonaws.com") }),
    ["sts:AssumeRole", "ecs-tasks.amazonaws.com"],
  ],
  [
    "the trust asks for another account",
    ({ service }) => ({ trust: trusts(service, { StringEquals: { "aws:SourceAccount": "999900001111" } }) }),
    ["sts:AssumeRole", "aws:SourceAccount"],
  ],
  [
    "the trust asks for a source that the service does not send",
    ({ service, source }) => ({
      trust: trusts(service, { ArnLike: { "aws:SourceArn": source.replace(/[^:/]+$/, "another") } }),
    }),
    ["sts:AssumeRole", "aws:SourceArn"],
  ],
  [
    "nothing is granted",
    () => ({ statements: [] }),
    ["ecs:RunTask", "iam:PassRole", EXECUTION_ROLE, TASK_ROLE],
  ],
  ["the task may not be run", (kind) => others(kind, PASS), ["ecs:RunTask", `${DEFINITION}:`]],
  [
    "another family may be run",
    (kind) => others(kind, PASS, statement("ecs:RunTask", `${DEFINITION}-other:*`)),
    ["ecs:RunTask", `${DEFINITION}:`],
  ],
  [
    "the family without a revision may be run",
    (kind) => others(kind, PASS, statement("ecs:RunTask", DEFINITION)),
    ["ecs:RunTask", `${DEFINITION}:`],
  ],
  [
    "another revision may be run",
    (kind) => others(kind, PASS, statement("ecs:RunTask", `${DEFINITION}:3`)),
    ["ecs:RunTask", `${DEFINITION}:`],
  ],
  [
    "another cluster is asked for",
    (kind) =>
      others(
        kind,
        PASS,
        statement("ecs:RunTask", `${DEFINITION}:*`, {
          Condition: { ArnEquals: { "ecs:cluster": `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/other` } },
        }),
      ),
    ["ecs:RunTask", `${DEFINITION}:`],
  ],
  [
    "the execution role may not be passed",
    (kind) => others(kind, RUN, statement("iam:PassRole", TASK_ROLE, toTasks)),
    ["iam:PassRole", EXECUTION_ROLE],
  ],
  [
    "the task role may not be passed",
    (kind) => others(kind, RUN, statement("iam:PassRole", EXECUTION_ROLE, toTasks)),
    ["iam:PassRole", TASK_ROLE],
  ],
  [
    "the roles may be passed to another service",
    (kind) =>
      others(
        kind,
        RUN,
        statement("iam:PassRole", [TASK_ROLE, EXECUTION_ROLE], {
          Condition: { StringEquals: { "iam:PassedToService": "ecs.amazonaws.com" } },
        }),
      ),
    ["iam:PassRole", TASK_ROLE, EXECUTION_ROLE],
  ],
  ["passing is denied", (kind) => others(kind, RUN, PASS, deny("iam:PassRole")), ["iam:PassRole"]],
  [
    "tags are propagated without the right to tag",
    () => ({ target: { propagate: "TASK_DEFINITION" }, runs: { tags: { team: "orders" } } }),
    ["ecs:TagResource", "task/main/*"],
  ],
  [
    "a boundary leaves running out",
    () => ({
      role: { permissionsBoundary: arnOf("policy", "limit") },
      others: [
        policy("limit", [statement(["iam:PassRole", "ecs:StopTask", "ecs:DescribeTasks", "events:*"])]),
      ],
    }),
    ["ecs:RunTask", "limit"],
  ],
  [
    "the role's property is not a role's ARN",
    () => ({ target: { role: "orders-runner" } }),
    ["not a role's ARN"],
  ],
];

const OWN_MANAGED = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceEventsRole";

const SPELLINGS: [title: string, change: (kind: StarterKind) => Change][] = [
  ["as it should be", () => ({})],
  [
    "AWS's managed policy",
    (kind) => ({ statements: kind.also, attachments: [attachment(RUNNER, OWN_MANAGED)] }),
  ],
  [
    "AWS's managed policy where tags are set",
    (kind) => ({
      statements: kind.also,
      attachments: [attachment(RUNNER, OWN_MANAGED)],
      target: { propagate: "TASK_DEFINITION" },
      runs: { tags: { team: "orders" } },
    }),
  ],
  ["wildcards", (kind) => others(kind, statement("ecs:Run*"), statement("iam:Pass*", "*", toTasks))],
  ["other letters", (kind) => others(kind, statement("ECS:runtask"), statement("IAM:passrole"))],
  ["without conditions", (kind) => others(kind, statement("ecs:RunTask"), statement("iam:PassRole"))],
  [
    "any region and account in the ARN",
    (kind) =>
      others(kind, PASS, statement("ecs:RunTask", "arn:aws:ecs:*:*:task-definition/orders:*", inCluster)),
  ],
  [
    "StringLike and ArnLike",
    (kind) =>
      others(
        kind,
        statement("ecs:RunTask", `${DEFINITION}:*`, {
          Condition: { ArnLike: { "ecs:cluster": "arn:aws:ecs:*:*:cluster/main" } },
        }),
        statement("iam:PassRole", [TASK_ROLE, EXECUTION_ROLE], {
          Condition: { StringLike: { "iam:PassedToService": ["ecs-tasks.*", "lambda.amazonaws.com"] } },
        }),
      ),
  ],
  [
    "trust with SourceAccount and SourceArn",
    ({ service, source }) => ({
      trust: trusts(service, {
        StringEquals: { "aws:SourceAccount": ACCOUNT },
        ArnLike: { "aws:SourceArn": source },
      }),
    }),
  ],
  [
    "trust with a pattern of sources",
    ({ service, source }) => ({
      trust: trusts(service, { ArnLike: { "aws:SourceArn": source.replace(/[^:/]+$/, "*") } }),
    }),
  ],
  ["trust of two services", ({ service }) => ({ trust: trusts(["lambda.amazonaws.com", service]) })],
  [
    "tags, with the right to tag",
    (kind) => ({
      statements: [...statementsOf(kind), TAG],
      target: { propagate: "TASK_DEFINITION" },
      runs: { tags: { team: "orders" } },
    }),
  ],
  [
    "a customer managed policy",
    (kind) => ({
      statements: [],
      others: [policy("run", statementsOf(kind))],
      attachments: [attachment(RUNNER, arnOf("policy", "run"))],
    }),
  ],
  [
    "a task definition without a task role",
    (kind) => ({
      ...others(kind, RUN, statement("iam:PassRole", EXECUTION_ROLE, toTasks)),
      runs: { taskRoleArn: undefined },
    }),
  ],
  [
    "the exact revision, or any",
    (kind) => others(kind, PASS, statement("ecs:RunTask", [`${DEFINITION}:7`, `${DEFINITION}:*`])),
  ],
];

describe("task-can-be-run", () => {
  for (const kind of STARTER_KINDS) {
    for (const stage of ["first", "later"] as Stage[]) {
      describe(`${kind.title}, ${stage === "first" ? "at a first preview" : "in a later run"}`, () => {
        for (const [title, change, mentions] of MISTAKES) {
          it(`Noncompliance: ${title}`, () => {
            const resources = stackOf(kind, stage, change(kind));
            const findings = judge(resources);
            assert.ok(findings.length > 0, "no finding");
            const [found] = findings.filter(
              ({ verdict, message, decidedBy, remedy, actions, resources: on }) => {
                const text = [verdict, message, decidedBy, remedy, ...actions, ...on].join("\n");
                return verdict === "violated" && mentions.every((mention) => text.includes(mention));
              },
            );
            assert.ok(found, JSON.stringify(findings, null, 2));
            assert.match(found.urn ?? "", /::starter$/);
            assert.deepEqual(judge([...resources].reverse()), findings);
          });
        }
        for (const [title, change] of SPELLINGS) {
          it(`Compliance: ${title}`, () => assert.deepEqual(judge(stackOf(kind, stage, change(kind))), []));
        }
      });
    }

    describe(`${kind.title}, where something is not known`, () => {
      const verdicts = (change: Change) => {
        const findings = judge(stackOf(kind, "later", change));
        return findings.map(({ verdict, level }) => level ?? verdict);
      };
      it("the role: unproven", () =>
        assert.deepEqual(verdicts({ target: { role: unknown() } }), ["unproven"]));
      it("a role of which nothing is known: unproven", () => {
        assert.deepEqual(verdicts({ target: { role: arnOf("role", "elsewhere") } }), ["unproven"]);
      });
      it("the trust policy: unproven", () => {
        assert.deepEqual(verdicts({ role: { assumeRolePolicy: unknown() } }), ["unproven"]);
      });
      it("a policy that is attached: unproven", () => {
        const attachments = [attachment(RUNNER, arnOf("policy", "elsewhere"))];
        assert.deepEqual(verdicts({ statements: [], attachments }), ["unproven"]);
      });
      it("which task definition: unproven, and proven by a grant on all", () => {
        const target = { taskDefinition: unknown() };
        assert.ok(verdicts({ target }).every((verdict) => verdict === "unproven"));
        assert.ok(verdicts({ target }).length > 0);
        const all = others(kind, statement("ecs:RunTask"), statement("iam:PassRole"));
        assert.deepEqual(verdicts({ ...all, target }), []);
      });
    });
  }
});

import assert from "node:assert/strict";
import type { StackSettings } from "../../../policypack/graph/settings";
import { ecsTaskCanStart } from "../../../policypack/policies/ecs-task-can-start";
import { taskRoleAccess } from "../../../policypack/policies/task-role-access";
import { taskRoleRequiredActions } from "../../../policypack/policies/task-role-required-actions";
import { judgeStackByRule } from "../../support/judge";
import * as s from "../../support/stacks";

const SEOUL = "ap-northeast-2";
const VIRGINIA = "us-east-1";
const table = (region: string, name = "jobs") => `arn:aws:dynamodb:${region}:${s.ACCOUNT}:table/${name}`;
const parameter = (region: string) => `arn:aws:ssm:${region}:${s.ACCOUNT}:parameter/app/url`;
const deniedIn = (region: string) => ({
  ...s.deny("dynamodb:*"),
  Condition: { StringEquals: { "aws:RequestedRegion": region } },
});

const judgeStack = (
  policy: Parameters<typeof judgeStackByRule>[0],
  stack: s.TestResource[],
  config: Record<string, unknown>,
  settings: StackSettings = {},
) => judgeStackByRule(policy, stack, config, settings);

/** A stack that tells its Region by its documents only, which name two: one of them more often. */
const undecided = (...statements: object[]) => [
  s.role("app"),
  s.rolePolicy("app", "data", [
    s.statement("dynamodb:GetItem", [
      table(VIRGINIA),
      table(VIRGINIA, "a"),
      table(VIRGINIA, "b"),
      table(SEOUL),
    ]),
    ...statements,
  ]),
];

describe("A stack whose documents name several Regions", () => {
  const listing = {
    required: [{ role: "app", actions: ["dynamodb:ListTables"], resources: ["*"] }],
  };
  const mayList = s.statement("dynamodb:ListTables");

  it("is not known to be spared by a Deny on the one that they name less often", () => {
    const [found] = judgeStack(taskRoleRequiredActions, undecided(mayList, deniedIn(SEOUL)), listing);
    assert.equal(found?.verdict, "unproven");
    assert.match(found.decidedBy ?? "", /where app lies \(region ap-northeast-2 or us-east-1\)/);
    assert.match(found.remedy, /set the provider's region/);
  });

  it("is judged by the Region of better evidence: config, the provider, what the task logs", () => {
    const log = { logDriver: "awslogs", options: { "awslogs-group": "a", "awslogs-region": SEOUL } };
    const task = s.taskDefinition("web", {
      containerDefinitions: JSON.stringify([{ name: "app", image: "nginx:1", logConfiguration: log }]),
    });
    const provider = { urn: "urn:aws", type: "pulumi:providers:aws", name: "aws", props: { region: SEOUL } };
    const denied = undecided(mayList, deniedIn(SEOUL));
    const spared = undecided(mayList, deniedIn(VIRGINIA));
    const verdicts = (stack: s.TestResource[], settings: StackSettings = {}) =>
      judgeStack(taskRoleRequiredActions, stack, listing, settings).map(({ verdict }) => verdict);
    assert.deepEqual(verdicts(denied, { region: SEOUL }), ["violated"]);
    assert.deepEqual(verdicts(spared, { region: SEOUL }), []);
    assert.deepEqual(verdicts(denied.map((each) => ({ ...each, provider }))), ["violated"]);
    assert.deepEqual(verdicts(spared.map((each) => ({ ...each, provider }))), []);
    assert.deepEqual(verdicts([...denied, task]), ["violated"]);
    assert.deepEqual(verdicts([...spared, task]), []);
  });

  it("is refused what a Deny takes away in all of them, and has what is allowed in each", () => {
    const nowhere = undecided(mayList, deniedIn(SEOUL), deniedIn(VIRGINIA));
    assert.equal(judgeStack(taskRoleRequiredActions, nowhere, listing)[0]?.verdict, "violated");
    assert.deepEqual(judgeStack(taskRoleRequiredActions, undecided(mayList), listing), []);
  });

  it("reads by its name a parameter that may lie in each of them", () => {
    const config = { required: [{ role: "app", parameters: ["/app/url"] }] };
    const judged = (...regions: string[]) =>
      judgeStack(
        taskRoleAccess,
        undecided(s.statement("ssm:GetParameter", regions.map(parameter))),
        config,
      ).map(({ verdict, resources }) => [verdict, ...resources]);
    assert.deepEqual(judged(SEOUL, VIRGINIA), []);
    assert.deepEqual(judged(VIRGINIA), [["unproven", parameter(SEOUL)]]);
    assert.deepEqual(judged("eu-west-1"), [["unproven", parameter("*")]]);
    const other = undecided(s.statement("ssm:GetParameter", `${parameter(SEOUL)}2`));
    const [found] = judgeStack(taskRoleAccess, other, config);
    assert.deepEqual([found?.verdict, found?.resources], ["violated", [parameter("*")]]);
  });

  it("runs tasks with a role that ECS may assume in each of them, or only perhaps in one", () => {
    const trusting = (...regions: string[]) => {
      const arns = regions.map((region) => `arn:aws:ecs:${region}:${s.ACCOUNT}:*`);
      const statement = {
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { ArnLike: { "aws:SourceArn": arns } },
      };
      const role = s.role("app", { assumeRolePolicy: JSON.stringify(s.document(statement)) });
      const task = s.taskDefinition("web", { taskRoleArn: s.arnOf("role", "app") });
      return [task, role, ...undecided().slice(1)];
    };
    const verdicts = (...regions: string[]) =>
      judgeStack(ecsTaskCanStart, trusting(...regions), {}).map(({ verdict }) => verdict);
    assert.deepEqual(verdicts(SEOUL, VIRGINIA), []);
    assert.deepEqual(verdicts(VIRGINIA), ["unproven"]);
    assert.deepEqual(verdicts("eu-west-1"), ["violated"]);
  });
});

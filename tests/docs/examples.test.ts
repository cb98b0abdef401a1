/** The example stacks of the documentation: clean, and no longer so once a right is taken away. */
import assert from "node:assert/strict";
import path from "node:path";
import { buildStack } from "../../components/stack";
import type { StackConfig } from "../../components/config";
import { judgeStack } from "../../commands/judging/judge-stack";
import { openProject } from "../../commands/project/project";
import { configureStacks } from "../../commands/project/stack-config";
import { withPolicy } from "../commands/support/programs";

const FOLDER = path.join(__dirname, "../../docs/examples/scheduled");

async function judged(program: (config: StackConfig) => unknown = buildStack) {
  const project = openProject(FOLDER);
  const [configured] = configureStacks(project, ["nightly"]);
  return await judgeStack(project, configured!, program);
}

describe("the example of a schedule", () => {
  it("is clean: the schedule runs, who is on call may run it, and the workflow refreshes, updates and destroys", async () => {
    const { judgement } = await judged();
    assert.deepEqual(judgement.findings, []);
    assert.ok(judgement.resources.some(({ type }) => type === "aws:scheduler/schedule:Schedule"));
    const runners = judgement.permissions.filter(({ action }) => action === "ecs:RunTask");
    assert.deepEqual([...new Set(runners.map(({ principal }) => principal))].sort(), [
      "group/on-call",
      "role/EcsSchedule-settlement-nightly",
    ]);
  });

  const without = async (policy: string, action: string) => {
    const { judgement } = await judged(
      withPolicy(policy, (document) => {
        document.Statement = document.Statement.flatMap((statement) => {
          const left = [statement.Action].flat().filter((each) => each !== action);
          return left.length > 0 ? [{ ...statement, Action: left }] : [];
        });
      }),
    );
    return judgement.findings.filter(({ level }) => level === "mandatory");
  };

  const TAKEN: [policy: string, action: string, by: string][] = [
    ["EcsSchedule-settlement-nightlyPolicy", "ecs:RunTask", "task-can-be-run"],
    ["EcsSchedule-settlement-nightlyPolicy", "iam:PassRole", "task-can-be-run"],
    ["EcsSchedule-settlement-nightlyPolicy", "sqs:SendMessage", "task-can-be-run"],
    ["EcsTaskDeployer-group-on-call", "ecs:StopTask", "deployer-can-register"],
    ["settlement-deployPolicy", "iam:GetRole", "deployer-can-deploy"],
    ["settlement-deployPolicy", "iam:ListAttachedGroupPolicies", "deployer-can-deploy"],
    ["settlement-deployPolicy", "iam:DetachGroupPolicy", "deployer-can-deploy"],
    ["settlement-deployPolicy", "logs:DeleteLogGroup", "deployer-can-deploy"],
    ["settlement-deployPolicy", "scheduler:UpdateSchedule", "deployer-can-deploy"],
    ["settlement-deployPolicy", "sqs:ListQueueTags", "deployer-can-deploy"],
  ];
  for (const [policy, action, by] of TAKEN) {
    it(`is not without ${action} of ${policy}`, async () => {
      const found = await without(policy, action);
      assert.ok(found.every(({ remedy }) => !remedy.includes("tasks.<task>")));
      assert.ok(
        found.some((each) => each.policy === by && each.actions.includes(action)),
        JSON.stringify(found.map(({ policy: of, actions }) => [of, actions])),
      );
    });
  }
});

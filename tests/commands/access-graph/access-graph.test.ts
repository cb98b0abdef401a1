import assert from "node:assert/strict";
import type { Judgement, PermissionRow } from "../../../commands/judgement/judgement";
import { accessGraph } from "../../../commands/access-graph/access-graph";
import { cleanJudgement } from "../report/fixture";

function sentences(judgement: Judgement): string[] {
  const { nodes, edges } = accessGraph(judgement);
  const name = (id: string) => nodes.find((node) => node.id === id)?.name;
  return edges.map((edge) => `${name(edge.from)} ${edge.label} ${name(edge.to)}`);
}

function withRow(row: Partial<PermissionRow>): Judgement {
  const base = {
    principal: "role/DataTaskRole",
    action: "sqs:SendMessage",
    resource: "*",
    effect: "allowed" as const,
  };
  const added = { ...base, document: "Extra", conditions: [], ...row };
  const judgement = cleanJudgement();
  return { ...judgement, permissions: [...judgement.permissions, added] };
}

describe("accessGraph", () => {
  it("shows who passes, runs with, reads and writes what", () => {
    const found = sentences(cleanJudgement());
    for (const sentence of [
      "deploy-bot may pass DataTaskRole",
      "deploy-bot may pass TaskExecutionRole",
      "ml-platform task role DataTaskRole",
      "ig-notification execution role TaskExecutionRole",
      "DataTaskRole reads and writes jobs",
      "NotifyTaskRole reads dev/ignite-pilot/postgresInfo2",
      "TaskExecutionRole writes /ecs/ml-platform",
      "TaskExecutionRole reads ig-notification",
    ]) {
      assert.ok(found.includes(sentence), `${sentence} is not in\n${found.join("\n")}`);
    }
  });

  it("draws a bucket and its objects, a table and its indexes once", () => {
    const names = accessGraph(cleanJudgement()).nodes.map((node) => node.name);
    assert.deepEqual(
      ["training-data", "jobs"].map((name) => names.filter((other) => other === name).length),
      [1, 1],
    );
  });

  it("draws no arrow for what is denied, and keeps the row for the node's details", () => {
    const { nodes, edges } = accessGraph(withRow({ effect: "denied" }));
    const queue = nodes.find((node) => node.label === "SQS");
    assert.equal(queue?.permissions.length, 1);
    assert.deepEqual(
      edges.filter((edge) => edge.to === queue?.id),
      [],
    );
  });

  it("shows a role of another account that may be passed", () => {
    const resource = "arn:aws:iam::444455556666:role/Foreign";
    const found = sentences(withRow({ principal: "user/deploy-bot", action: "iam:PassRole", resource }));
    assert.ok(found.includes("deploy-bot may pass Foreign"));
  });

  it("shows a principal that a trust document lets in beside ECS", () => {
    const judgement = cleanJudgement();
    const [role] = judgement.principals ?? [];
    role?.trust?.statements?.push({
      Effect: "Allow",
      Principal: { AWS: ["arn:aws:iam::444455556666:root"] },
    });
    assert.ok(sentences(judgement).includes("arn:aws:iam::444455556666:root may assume DataTaskRole"));
    assert.ok(!sentences(judgement).some((sentence) => sentence.startsWith("ecs-tasks.amazonaws.com")));
  });

  it("shows that ECS may assume a role with which no task definition runs", () => {
    const judgement = { ...cleanJudgement(), taskDefinitions: [] };
    assert.ok(sentences(judgement).includes("ecs-tasks.amazonaws.com may assume NotifyTaskRole"));
  });
});

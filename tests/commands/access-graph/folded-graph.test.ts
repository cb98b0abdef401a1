import assert from "node:assert/strict";
import { accessGraph } from "../../../commands/access-graph/access-graph";
import { foldedGraph, plural } from "../../../commands/access-graph/folded-graph";
import { cleanJudgement } from "../report/fixture";
import { manyTasks } from "../report/many-tasks";

describe("foldedGraph", () => {
  it("leaves a small graph as it is", () => {
    const graph = accessGraph(cleanJudgement());
    assert.deepEqual(foldedGraph(graph), { ...graph, folds: [] });
  });

  it("has one box for what there is a lot of, whatever its number", () => {
    const [some, many] = [15, 60].map((count) => foldedGraph(accessGraph(manyTasks(count))));
    assert.ok(some && many);
    assert.ok(many.nodes.length <= 16, String(many.nodes.length));
    assert.ok(many.nodes.some(({ name }) => name === "60 task definitions"));
    assert.equal(many.folds.find(({ name }) => name === "60 task roles")?.members.length, 60);
    assert.ok(some.folds.length > 0);
  });

  it("draws one arrow for reading and writing between two boxes", () => {
    const { edges } = foldedGraph(accessGraph(manyTasks(15)));
    const pairs = edges.map(({ from, to, label }) => `${from} ${to} ${label}`);
    assert.equal(new Set(pairs).size, pairs.length);
    assert.ok(edges.some(({ to, label }) => to === "fold-DynamoDB-table" && label === "reads and writes"));
  });

  it("gives boxes ids after what they are about", () => {
    const ids = accessGraph(manyTasks(2)).nodes.map(({ id }) => id);
    assert.ok(ids.includes("node-task-orders") && ids.includes("node-principal-role-tasks-execution"));
    assert.equal(new Set(ids).size, ids.length);
  });

  it("knows the plural of every kind", () => {
    assert.deepEqual(
      ["ECR repository", "DynamoDB table", "Log group", "Role elsewhere", "CloudWatch Logs"].map(plural),
      ["ECR repositories", "DynamoDB tables", "log groups", "roles elsewhere", "CloudWatch Logs"],
    );
  });
});

import assert from "node:assert/strict";
import { accessGraph, type AccessGraph } from "../../../commands/access-graph/access-graph";
import { picture, shortened, type Box } from "../../../commands/report/layout";
import { cleanJudgement } from "./fixture";

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe("picture", () => {
  it("puts no box on another and none outside", () => {
    const { nodes, width, height } = picture(accessGraph(cleanJudgement()));
    nodes.forEach(({ node, box }, index) => {
      assert.ok(
        box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height,
        node.name,
      );
      for (const other of nodes.slice(index + 1))
        assert.ok(!overlap(box, other.box), `${node.name}, ${other.node.name}`);
    });
  });

  it("puts whoever passes or runs left of the roles, and what they reach right of them", () => {
    const { nodes } = picture(accessGraph(cleanJudgement()));
    const edgesOf = (kind: string) => nodes.filter(({ node }) => node.kind === kind).map(({ box }) => box.x);
    assert.ok(Math.max(...edgesOf("deployer"), ...edgesOf("task")) < Math.min(...edgesOf("role")));
    assert.ok(Math.max(...edgesOf("role")) < Math.min(...edgesOf("resource")));
  });

  it("draws an empty stack and a role that may pass itself", () => {
    assert.deepEqual(picture({ nodes: [], edges: [] }).nodes, []);
    const role = { id: "node-1", kind: "role" as const, label: "Role", name: "Loop", permissions: [] };
    const graph: AccessGraph = {
      nodes: [role],
      edges: [{ from: "node-1", to: "node-1", kind: "passes", label: "may pass" }],
    };
    assert.ok((picture(graph).edges[0]?.points.length ?? 0) > 2);
  });

  it("shortens a long name in the middle, by characters", () => {
    assert.equal(shortened("short"), "short");
    const long = `begin-${"😀".repeat(50)}-end`;
    assert.equal([...shortened(long)].length, 36);
    assert.match(shortened(long), /^begin-.*…[^…]*-end$/u);
  });
});

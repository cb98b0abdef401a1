import assert from "node:assert/strict";
import { ResourceIndex } from "../../../../policypack/graph/resources/resource-index";
import * as s from "../../../support/stacks";

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const QUEUE = "aws:sqs/queue:Queue";

const group = (resource: string, name?: unknown) => s.resource(GROUP, resource, { name });

describe("ResourceIndex", () => {
  const stack = [
    group("b", "/ecs/shop"),
    s.resource(QUEUE, "q", { name: "/ecs/shop" }),
    group("a", "/ecs/shop"),
    group("c", "/ecs/other"),
    group("generated"),
    group("open", s.unknown()),
  ];
  for (const [order, resources] of [
    ["one order", stack],
    ["the other", [...stack].reverse()],
  ] as const) {
    it(`finds resources of a kind by name, in the order of their URNs (${order})`, () => {
      const index = new ResourceIndex(resources);
      const called = (name?: string) => index.named("log group", name).map((each) => each.name);
      assert.deepEqual(called("/ecs/shop"), ["a", "b"]);
      assert.deepEqual(called("/ecs/other"), ["c"]);
      assert.deepEqual(called("/ecs"), []);
      assert.deepEqual(called(), ["generated", "open"]);
    });

    it(`lists kinds one after the other (${order})`, () => {
      const index = new ResourceIndex(resources);
      const listed = (...kinds: Parameters<ResourceIndex["ofKind"]>) =>
        index.ofKind(...kinds).map((each) => each.name);
      assert.deepEqual(listed("queue", "log group"), ["q", "a", "b", "c", "generated", "open"]);
      assert.deepEqual(listed("log group"), ["a", "b", "c", "generated", "open"]);
      assert.deepEqual(listed("secret"), []);
      assert.deepEqual(listed(), []);
    });
  }
});

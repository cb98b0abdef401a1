import assert from "node:assert/strict";
import type { ResourceValidationArgs } from "@pulumi/policy";
import { PlainResources } from "../../../policypack/sdk/plain-resources";
import * as s from "../../support/stacks";

/** As the SDK hands it over: `request` is the array inside the request's message. */
function copyOf(request: string[] | undefined, props: Record<string, unknown>, name = "app") {
  const { urn, type } = s.role(name);
  return { urn, type, name, props, opts: { ignoreChanges: request } } as unknown as ResourceValidationArgs;
}

describe("A resource in a run", () => {
  it("is made plain once for all policies of a request", () => {
    const resources = new PlainResources();
    const request: string[] = [];
    const first = resources.of(copyOf(request, { name: "app", path: null }));
    assert.deepEqual(first.props, { name: "app" });
    assert.equal(resources.of(copyOf(request, { name: "app", path: null })), first);
  });

  it("is made anew for another request, another resource, and where nothing tells", () => {
    const resources = new PlainResources();
    const request: string[] = [];
    const first = resources.of(copyOf(request, { name: "app" }));
    assert.deepEqual(resources.of(copyOf([], { name: "new" })).props, { name: "new" });
    assert.deepEqual(resources.of(copyOf(request, { name: "web" }, "web")).props, { name: "web" });
    assert.notEqual(resources.of(copyOf(request, { name: "app" })), first);
    assert.deepEqual(resources.of(copyOf(undefined, { name: "one" })).props, { name: "one" });
    assert.deepEqual(resources.of(copyOf(undefined, { name: "other" })).props, { name: "other" });
  });
});

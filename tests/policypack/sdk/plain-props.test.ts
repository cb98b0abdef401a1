import assert from "node:assert/strict";
import { unknownCheckingProxy } from "@pulumi/policy";
import { UNKNOWN } from "../../../policypack/evaluation/types";
import { SENTINELS } from "../../../policypack/graph/resources/plain";
import { plainProps } from "../../../policypack/sdk/plain-props";

const [SENTINEL] = SENTINELS as [string];

describe("plainProps", () => {
  it("looks behind the SDK's proxy", () => {
    const props = unknownCheckingProxy({ name: SENTINEL, list: [1, SENTINEL], tags: { a: SENTINEL } });
    assert.deepEqual(plainProps(props), { name: UNKNOWN, list: [1, UNKNOWN], tags: { a: UNKNOWN } });
  });

  it("reads key by key behind any other proxy", () => {
    const guarded = new Proxy<Record<string, unknown>>(
      { name: "app", arn: "?" },
      {
        get(target, key) {
          if (key === "arn" || key === "__getSpecialProxyTarget") throw new Error("unknown");
          return target[key as string];
        },
      },
    );
    assert.deepEqual(plainProps(guarded), { name: "app", arn: UNKNOWN });
  });

  it("leaves out the provider's notes on what it filled in", () => {
    const inputs = { path: "/", __defaults: ["path"], tags: { __defaults: [], team: "ml" } };
    assert.deepEqual(plainProps(inputs), { path: "/", tags: { team: "ml" } });
  });

  it("leaves out what is null, but not inside values", () => {
    assert.deepEqual(plainProps({ a: null, b: { c: null } }), { b: { c: null } });
  });

  it("is empty for anything but an object", () => {
    for (const props of [undefined, null, "text", 4, []]) assert.deepEqual(plainProps(props), {});
  });

  it("keeps a key __proto__ as a key", () => {
    const plain = plainProps(JSON.parse('{"__proto__":{"policy":"x"},"a":1}'));
    assert.deepEqual(Object.keys(plain).sort(), ["__proto__", "a"]);
    assert.equal(plain.policy, undefined);
    assert.equal(Object.getPrototypeOf(plain), Object.prototype);
  });
});

import assert from "node:assert/strict";
import { unknownCheckingProxy } from "@pulumi/policy";
import * as proxy from "@pulumi/policy/proxy";
import { UNKNOWN } from "../../../../policypack/evaluation/types";
import { decoded, plainProps, SENTINELS, toPlain } from "../../../../policypack/graph/resources/plain";

const [SENTINEL] = SENTINELS as [string];

describe("plainProps", () => {
  it("knows the SDK's sentinels", () => {
    const theirs = Object.entries(proxy).filter(([name]) => /^unknown[A-Z]\w*Value$/.test(name));
    assert.deepEqual(theirs.map(([, value]) => value as unknown).sort(), [...SENTINELS].sort());
  });

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

describe("toPlain", () => {
  const cases: [string, unknown, unknown][] = [
    ["a string", "text", "text"],
    ["each sentinel", SENTINELS, SENTINELS.map(() => UNKNOWN)],
    ["a sentinel inside a text", `arn:aws:s3:::${SENTINEL}/*`, UNKNOWN],
    ["a sentinel inside JSON", `{"Resource":["${SENTINEL}","b"]}`, { Resource: [UNKNOWN, "b"] }],
    ["a sentinel inside a text inside JSON", `{"Resource":"a/${SENTINEL}"}`, { Resource: UNKNOWN }],
    ["a sentinel in place of a JSON value", `[{"cpu":${SENTINEL}}]`, [{ cpu: UNKNOWN }]],
    ["a sentinel inside broken JSON", `{"Resource":"${SENTINEL}"`, UNKNOWN],
    ["a promise", Promise.resolve(1), UNKNOWN],
    ["a function", () => 1, UNKNOWN],
    ["what is plain already", { a: UNKNOWN }, { a: UNKNOWN }],
  ];
  for (const [title, value, plain] of cases) it(`of ${title}`, () => assert.deepEqual(toPlain(value), plain));

  it("takes what nests too deep for unknown", () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    let plain = toPlain(deep);
    while (Array.isArray(plain)) plain = plain[0];
    assert.equal(plain, UNKNOWN);
  });
});

describe("decoded", () => {
  it("parses JSON text and hands on anything else", () => {
    assert.deepEqual(decoded('{"a":1}'), { state: "decoded", value: { a: 1 } });
    assert.deepEqual(decoded([1]), { state: "decoded", value: [1] });
    assert.equal(decoded("{").state, "malformed");
  });
});

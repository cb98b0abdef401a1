import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../policypack/evaluation/types";
import { decoded, SENTINELS, toPlain } from "../../../../policypack/graph/resources/plain";

const [SENTINEL] = SENTINELS as [string];

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

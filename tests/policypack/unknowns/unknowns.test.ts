import assert from "node:assert/strict";
import { sorted } from "../../../policypack/unknowns/describe";
import { remediesFor, remedyFor } from "../../../policypack/unknowns/remedy";
import { areAllKnownLater, type Resolution, resolutionOf } from "../../../policypack/unknowns/resolution";
import type { UnknownFact, ValueState } from "../../../policypack/unknowns/unknown-fact";

const document: UnknownFact = { kind: "document", document: "Data" };
const elsewhere: UnknownFact = { kind: "policy-elsewhere", arn: "arn:aws:iam::111122223333:policy/Base" };
const key: UnknownFact = { kind: "condition-key", key: "aws:SourceVpce", document: "Data" };

describe("What becomes of something unknown", () => {
  const valueFrom = (state: "unknown" | "missing" | "wrong"): UnknownFact => ({
    kind: "value-from",
    of: "KEY of container app of web",
    state,
  });
  const cases: [UnknownFact, Resolution][] = [
    [document, "later"],
    [elsewhere, "elsewhere"],
    [key, "request"],
    [{ ...key, isFixedLater: true }, "later"],
    [{ kind: "statement-principal", statement: { index: 0 }, document: "Data" }, "request"],
    [{ kind: "statement-principal", statement: { index: 0 }, document: "Data", isFixedLater: true }, "later"],
    [{ kind: "malformed-document", document: "Data" }, "never"],
    [valueFrom("unknown"), "later"],
    [valueFrom("missing"), "never"],
    [valueFrom("wrong"), "never"],
    [{ kind: "several", first: document, others: [document] }, "later"],
    [{ kind: "several", first: document, others: [elsewhere] }, "elsewhere"],
  ];
  for (const [fact, expected] of cases) {
    it(`${JSON.stringify(fact)}: ${expected}`, () => assert.equal(resolutionOf(fact), expected));
  }

  it("is known later only if all of it is, and something is", () => {
    assert.ok(areAllKnownLater([document, valueFrom("unknown")]));
    assert.ok(!areAllKnownLater([document, key]));
    assert.ok(!areAllKnownLater([]));
  });
});

describe("The remedy of a value", () => {
  const image = (state: ValueState): UnknownFact => ({ kind: "image", of: "container app of web", state });
  const cases: [ValueState, RegExp][] = [
    ["unknown", /^make it known at preview/],
    ["missing", /^give it a value$/],
    ["wrong", /^correct its value$/],
  ];
  for (const [state, expected] of cases) {
    it(`that is ${state} is ${expected}`, () => assert.match(remedyFor(image(state)), expected));
  }
});

describe("Several unknowns", () => {
  it("are each named once, in the same order whatever that of the resources", () => {
    assert.deepEqual(sorted([elsewhere, document, elsewhere]), [document, elsewhere]);
  });

  it("say how to declare a key that lies around the stack", () => {
    assert.match(remedyFor(key), /"requests": \{ "aws:SourceVpce": "…" \}/);
  });

  it("have one remedy for each kind", () => {
    const [one, other] = ["s3:prefix", "s3:delimiter"].map((name): UnknownFact => ({ ...key, key: name }));
    assert.equal(
      remediesFor([one!, other!, { kind: "boundary-elsewhere", arn: "arn" }]),
      "grant it without a condition on a key that nothing in the stack fixes; define the permissions boundary in this stack",
    );
  });
});

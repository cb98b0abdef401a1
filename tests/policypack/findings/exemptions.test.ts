import assert from "node:assert/strict";
import { applyExemptions, type Exemption, unusedExemptions } from "../../../policypack/findings/exemptions";
import { finding } from "../../../policypack/findings/finding";

const TODAY = "2026-06-15";
const violated = finding("rule", {
  verdict: "violated",
  subject: "role/a",
  message: "Too much.",
  remedy: "Less.",
});
const unproven = finding("rule", {
  verdict: "unproven",
  unknowns: [{ kind: "role-name", resource: "b" }],
  subject: "role/b",
  message: "Who knows.",
  remedy: "Tell.",
});

function exemption(id: string, expires = "2026-12-31"): Exemption {
  return { id, reason: "being replaced", owner: "platform", expires };
}

describe("applyExemptions", () => {
  const apply = (...exemptions: Exemption[]) =>
    applyExemptions("rule", [violated, unproven], exemptions, TODAY);

  it("silences a violation", () => assert.deepEqual(apply(exemption(violated.id)), [unproven]));

  it("turns an unproven finding into a remark that says who accepted it", () => {
    const remark = apply(exemption(unproven.id))[1]!;
    assert.equal(remark.level, "advisory");
    assert.match(
      remark.message,
      /^Unproven, and exempted by platform until 2026-12-31: being replaced. Who knows/,
    );
  });

  it("holds through its last day", () => assert.deepEqual(apply(exemption(violated.id, TODAY)), [unproven]));

  it("fails when it has expired, and lifts nothing", () => {
    const [kept, expired] = apply(exemption(violated.id, "2026-06-14"));
    assert.equal(kept, violated);
    assert.equal(expired?.level, "mandatory");
    assert.match(expired!.message, new RegExp(`${violated.id} of platform .* expired on 2026-06-14`));
  });

  it("goes by the latest date where two are given", () => {
    assert.deepEqual(apply(exemption(violated.id), exemption(violated.id, "2020-01-01")), [unproven]);
  });
});

describe("unusedExemptions", () => {
  it("names those that match nothing", () => {
    const unused = unusedExemptions("rule", [violated], [exemption(violated.id), exemption("rule-00000000")]);
    assert.equal(unused.length, 1);
    assert.equal(unused[0]?.level, "advisory");
    assert.match(unused[0]!.message, /rule-00000000 of platform matches no finding/);
  });
});

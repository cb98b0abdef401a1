import assert from "node:assert/strict";
import path from "node:path";
import { Analyzer } from "../../support/analyzer";
import type { Diagnostic } from "../../support/messages";
import * as s from "../../support/stacks";

const PROBES = path.join(__dirname, "..", "..", "support", "probe-pack");

describe("the analyzer process", () => {
  let analyzer: Analyzer;
  before(async () => {
    analyzer = await Analyzer.start(PROBES);
  });
  beforeEach(() => analyzer.configure({}));
  after(() => analyzer.kill());

  const role = s.role("app", { tags: { team: s.unknown() }, path: s.unknown() });
  const boom = s.role("boom");

  function of(policy: string, found: Diagnostic[]): Diagnostic[] {
    return found.filter((each) => each.policy === policy);
  }

  function only(policy: string, found: Diagnostic[]): Diagnostic {
    const [first, ...others] = of(policy, found);
    assert.ok(first && others.length === 0, `one finding of ${policy}: ${JSON.stringify(found, null, 1)}`);
    return first;
  }

  it("hands unknown values to rules on resources", async () => {
    const found = only("resource-props", await analyzer.analyze(role));
    assert.match(found.message, /"path":"\?","tags":\{"team":"\?"\}/);
    assert.deepEqual([found.level, found.urn], ["mandatory", role.urn]);
  });

  it("hands unknown values to rules on the stack", async () => {
    assert.match(only("stack-props", await analyzer.analyzeStack([role])).message, /"path":"\?"/);
  });

  it("reports a failing rule as unproven and lives", async () => {
    const onResource = only("resource-fails", await analyzer.analyze(boom));
    assert.equal(onResource.level, "mandatory");
    assert.match(onResource.message, /resource-fails failed on urn:.*boom, .*unproven: no such thing/);
    const onStack = only("stack-fails", await analyzer.analyzeStack([boom]));
    assert.equal(onStack.level, "mandatory");
    assert.match(onStack.message, /stack-fails failed on the stack, .*unproven: too much/);
    assert.ok(analyzer.isAlive);
  });

  it("never says that it can't run a policy", async () => {
    const found = await analyzer.preview([role, boom]);
    assert.deepEqual(
      found.filter(({ message }) => message.includes("can't run")),
      [],
    );
  });

  it("gives defaults where config says nothing", async () => {
    assert.match(only("configured", await analyzer.analyzeStack([boom])).message, /^\{"limit":3\}/);
  });

  it("gives what config says", async () => {
    await analyzer.configure({ configured: { limit: 5, names: ["a"], account: s.ACCOUNT } });
    const found = only("configured", await analyzer.analyzeStack([boom]));
    assert.match(found.message, new RegExp(`^\\{"limit":5,"names":\\["a"\\],"account":"${s.ACCOUNT}"\\}`));
  });

  it("reports each config value that is not allowed, and goes by the default", async () => {
    await analyzer.configure({ configured: { limit: "five", names: ["a", 2], exemption: [] } });
    const found = of("configured", await analyzer.analyzeStack([boom]));
    assert.deepEqual(
      found.map(({ level }) => level),
      Array(4).fill("mandatory"),
    );
    const messages = found.map(({ message }) => message).join("\n");
    assert.match(messages, /^\{"limit":3\}/m);
    assert.match(messages, /has "five" for limit of the policy configured/);
    assert.match(
      messages,
      /Set limit under "configured" in the pack's config to a whole number from 1 \(how many\)/,
    );
    assert.match(messages, /has 2 for names\[1\] of the policy configured/);
    assert.match(messages, /"exemption": \[\] for the policy configured, which knows no such key/);
  });

  it("runs no policy that is disabled", async () => {
    await analyzer.configure({ "stack-props": "disabled" });
    assert.deepEqual(of("stack-props", await analyzer.analyzeStack([boom])), []);
  });

  it("gives a finding its own level", async () => {
    const found = of("advisory-in-mandatory", await analyzer.analyzeStack([boom]));
    const levels = found.map(({ message, level }) => `${message.split("\n")[0]}: ${level}`).sort();
    assert.deepEqual(levels, ["not known: mandatory", "only a remark: advisory"]);
  });

  it("makes one model for all policies of a request, and another for the next request", async () => {
    const models: string[] = [];
    for (let request = 0; request < 2; request++) {
      const found = await analyzer.analyzeStack([role, boom]);
      const [one, two] = ["model-one", "model-two"].map(
        (policy) => only(policy, found).message.split("\n")[0]!,
      );
      assert.equal(one, two);
      models.push(one!);
    }
    assert.notEqual(models[0], models[1]);
  });

  it("makes different models for policies with different settings", async () => {
    await analyzer.configure({ "model-two": { account: "111122223333" } });
    const found = await analyzer.analyzeStack([role]);
    assert.notEqual(only("model-one", found).message, only("model-two", found).message);
  });
});

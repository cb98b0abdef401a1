import assert from "node:assert/strict";
import type { PolicyResource, StackValidationArgs } from "@pulumi/policy";
import type { StackModel } from "../../../policypack/graph/types";
import { finding } from "../../../policypack/findings/finding";
import { Run } from "../../../policypack/sdk/run";
import { type PolicyMetadata, resourcePolicy, stackPolicy } from "../../../policypack/sdk/policy";
import { judge, judgeResource, judgeStack } from "../../support/judge";
import * as s from "../../support/stacks";

const METADATA: PolicyMetadata = {
  name: "rule",
  description: "Says something.",
  enforcementLevel: "mandatory",
  severity: "high",
  remediationSteps: "None.",
  url: "https://example.com",
};
const says = (message: string, verdict: "violated" | "unproven" = "violated") =>
  finding("rule", {
    verdict,
    unknowns: [{ kind: "role-name", resource: "app" }],
    subject: message,
    message,
    remedy: "None.",
  });

describe("a policy made of a rule", () => {
  const violated = says("violated");
  const unproven = says("unproven", "unproven");
  const onStack = stackPolicy({ ...METADATA, judge: () => [violated, unproven] });
  const onResource = resourcePolicy({ ...METADATA, judge: () => [violated, unproven] });
  const exemption = (id: string) => ({ id, reason: "r", owner: "o", expires: "2999-12-31" });

  it("carries the rule and its metadata", () => {
    assert.equal(onStack.rule.name, "rule");
    const { name, description, enforcementLevel, severity, remediationSteps, url } = onResource;
    assert.deepEqual({ name, description, enforcementLevel, severity, remediationSteps, url }, METADATA);
  });

  it("reports findings in the order of their ids", async () => {
    const found = await judgeStack([s.role("a")], {}, [onStack]);
    const ids = [violated, unproven].map(({ id }) => id).sort();
    assert.deepEqual(
      found.map(({ message }) => /finding: (\S+)/.exec(message)?.[1]),
      ids,
    );
  });

  it("applies exemptions, and reports those of a stack policy that nothing needs", async () => {
    const exemptions = [exemption(violated.id), exemption(unproven.id), exemption("rule-ffffffff")];
    const found = await judge([s.role("a")], { rule: { exemptions } }, [onStack]);
    assert.deepEqual(
      found.map(({ level }) => level),
      ["advisory", "advisory"],
    );
    const onOne = await judgeResource(s.role("a"), { rule: { exemptions } }, [onResource]);
    assert.equal(onOne.length, 1);
    assert.match(onOne[0]!.message, /^Unproven, and exempted by o/);
  });

  it("judges with the default where config is wrong, and says so", async () => {
    const rule = stackPolicy({
      ...METADATA,
      configSchema: { properties: { limit: { type: "integer", default: 7 } } },
      judge: (_: StackModel, { limit }: { limit: number }) => [says(`limit ${limit}`)],
    });
    const messages = (await judgeStack([], { rule: { limit: "many" } }, [rule]))
      .map(({ message }) => message)
      .join();
    assert.match(messages, /limit 7/);
    assert.match(messages, /"many" for limit/);
  });
});

describe("The model of a stack in a run", () => {
  const run = new Run("unsaid");
  const modelOf = run.stackModel.bind(run);

  const args = (): StackValidationArgs => {
    const { urn, type, name, props } = s.role("app");
    const opts = { ignoreChanges: [] };
    const resource = { urn, type, name, props, opts, dependencies: [], propertyDependencies: {} };
    return { resources: [resource as unknown as PolicyResource] } as unknown as StackValidationArgs;
  };

  it("makes one model where resources are of one request", () => {
    const once = args();
    const copy = { ...once, resources: once.resources.map((resource) => ({ ...resource })) };
    assert.equal(modelOf(once, {}), modelOf(copy, {}));
    assert.notEqual(modelOf(once, {}), modelOf(once, { account: s.ACCOUNT }));
  });

  it("makes another where it cannot tell", () => {
    assert.notEqual(modelOf(args(), {}), modelOf(args(), {}));
    const bare = args();
    delete (bare.resources[0] as Partial<PolicyResource>).opts;
    assert.equal(modelOf(bare, {}).principals.length, 1);
    assert.equal(modelOf({ ...bare, resources: [] }, {}).principals.length, 0);
  });

  it("makes another where a resource was added", () => {
    const once = args();
    const more = { ...once, resources: [...once.resources, ...args().resources] };
    assert.notEqual(modelOf(once, {}), modelOf(more, {}));
  });
});

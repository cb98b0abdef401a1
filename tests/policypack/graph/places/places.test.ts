import assert from "node:assert/strict";
import { buildModel } from "../../../../policypack/graph/model";
import type { StackSettings } from "../../../../policypack/graph/settings";
import * as s from "../../../support/stacks";

const OTHER = "111122223333";

function provider(name: string, props: Record<string, unknown>): s.TestResource["provider"] {
  return { urn: `urn:provider::${name}`, type: "pulumi:providers:aws", name, props };
}

const home = provider("home", { region: s.REGION, allowedAccountIds: JSON.stringify([s.ACCOUNT]) });
const abroad = provider("abroad", { region: "eu-west-1" });

/** Accounts and regions where a task definition of a provider may lie. */
function placesOf(of: s.TestResource["provider"], others: s.TestResource[], settings: StackSettings = {}) {
  const task = { ...s.taskDefinition("web"), provider: of };
  const model = buildModel([task, ...others], settings);
  return model.accountsAndRegionsOf(task).map(({ account, region }) => `${account} ${region}`);
}

const app = { ...s.role("app"), provider: home };
const reading = (account: string, name = account) => ({
  ...s.policy(name, [s.statement("dynamodb:GetItem", `arn:aws:dynamodb:eu-west-1:${account}:table/jobs`)]),
  provider: abroad,
});

describe("the place of a resource", () => {
  it("is the stack's own where all resources have one provider", () => {
    const settings = { account: OTHER, region: "eu-central-1" };
    assert.deepEqual(placesOf(undefined, [s.role("app")], settings), [`${OTHER} eu-central-1`]);
  });

  it("is what its own provider says", () => {
    const created = s.withOutputs(s.role("there"), { arn: s.arnOf("role", "there", OTHER) });
    const others = [app, { ...created, provider: abroad }];
    assert.deepEqual(placesOf(home, others), [`${s.ACCOUNT} ${s.REGION}`]);
    assert.deepEqual(placesOf(abroad, others), [`${OTHER} eu-west-1`]);
  });

  it("is what config says, if the provider does not", () => {
    assert.deepEqual(placesOf(abroad, [app], { account: OTHER }), [`${OTHER} eu-west-1`]);
  });

  it("is what the documents of its provider name, else what the whole stack says", () => {
    assert.deepEqual(placesOf(abroad, [app, reading(OTHER)]), [`${OTHER} eu-west-1`]);
    assert.deepEqual(placesOf(abroad, [app]), [`${s.ACCOUNT} eu-west-1`]);
  });

  it("may be any that the documents name, where they contradict each other", () => {
    const documents = [reading(s.ACCOUNT), reading(OTHER)];
    assert.deepEqual(placesOf(abroad, documents).sort(), [`${OTHER} eu-west-1`, `${s.ACCOUNT} eu-west-1`]);
  });

  it("is nowhere known where nothing tells", () => {
    assert.deepEqual(placesOf(undefined, []), ["undefined undefined"]);
  });
});

import assert from "node:assert/strict";
import { buildModel } from "../../../policypack/graph/model";
import { keyAliasEntries } from "../../../policypack/permissions/key-aliases";
import { ACCOUNT, outputOf, REGION, resource, type TestResource, unknown } from "../../support/stacks";

const ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/${ID}`;
const ALIASES = "kms:ResourceAliases";

const key = (arn: string | undefined = ARN) =>
  resource("aws:kms/key:Key", "data", arn === undefined ? {} : { arn });
const alias = (targetKeyId: unknown, name: unknown = "alias/data") =>
  resource("aws:kms/alias:Alias", "data", { name, targetKeyId });

function aliasesOf(resources: TestResource[], on = ARN, declared?: TestResource) {
  const model = buildModel(resources, { account: ACCOUNT, region: REGION });
  const known = declared && model.resources.find(({ urn }) => urn === declared.urn);
  return keyAliasEntries(model, on, known);
}

describe("permissions/key-aliases", () => {
  for (const [title, target] of [
    ["id", ID],
    ["ARN", ARN],
    ["output", outputOf(key())],
  ] as const) {
    it(`knows the alias of a key of the stack by the key's ${title}`, () => {
      assert.deepEqual(aliasesOf([key(), alias(target)]), { [ALIASES]: ["alias/data"] });
    });
  }

  it("knows several, of aws-native too", () => {
    const native = resource("aws-native:kms:Alias", "b", { aliasName: "alias/b", targetKeyId: ID });
    assert.deepEqual(aliasesOf([key(), alias(ID), native]), { [ALIASES]: ["alias/data", "alias/b"] });
  });

  it("says that a key without one has none", () => {
    const other = alias("0000abcd-12ab-34cd-56ef-1234567890ab");
    assert.deepEqual(aliasesOf([key(), other]), { [ALIASES]: null });
  });

  it("knows the key by itself, where its ARN is not known yet", () => {
    const later = key(undefined);
    const pattern = `arn:aws:kms:${REGION}:${ACCOUNT}:key/*`;
    assert.deepEqual(aliasesOf([later, alias(outputOf(later))], pattern, later), {
      [ALIASES]: ["alias/data"],
    });
  });

  it("leaves open an alias whose name, or whose key, is not known yet", () => {
    assert.deepEqual(aliasesOf([key(), alias(ID, unknown())]), { [ALIASES]: undefined });
    assert.deepEqual(aliasesOf([key(), alias(unknown())]), { [ALIASES]: undefined });
  });

  it("says nothing of keys of others, and of other resources", () => {
    assert.deepEqual(aliasesOf([alias(ID)]), {});
    assert.deepEqual(aliasesOf([key(), alias(ID)], `arn:aws:sqs:${REGION}:${ACCOUNT}:jobs`), {});
  });
});

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isA, isNative, resourceType, serviceOf, typesOf } from "../../../policypack/aws/resource-types";

const PACK = resolve(__dirname, "../../../policypack");
const TABLES = join(PACK, "aws/resource-types");
/** What it takes to deploy a resource depends on the provider that makes it, and so on its very type. */
const RIGHTS = join(PACK, "policies/deployer-can-deploy/table");

/** A type of either provider in quotes, as code names it. */
const TYPE = /["'`](aws:[a-z0-9]+\/[A-Za-z]|aws-native:[a-z0-9]+:[A-Z])/;

describe("the table of resource types", () => {
  const tokens = readdirSync(TABLES).flatMap((file) =>
    [...readFileSync(join(TABLES, file), "utf8").matchAll(/"(aws(?:-native)?:[^"]+)"/g)].map(
      ([, token = ""]) => token,
    ),
  );

  it("has each type once", () => {
    const types = tokens.filter((token) => resourceType(token) !== undefined);
    assert.ok(types.length > 50);
    assert.deepEqual([...new Set(types)], types);
  });

  for (const token of tokens.filter((each) => each !== "aws-native:")) {
    it(`has ${token} in the provider's spelling`, () => {
      assert.match(token, /^aws:[a-z0-9]+\/([a-z])(\w+):[A-Z]\2$|^aws-native:[a-z0-9]+:[A-Z]\w+$/);
    });
  }

  it("is the only place that names a type", () => {
    const naming = readdirSync(PACK, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !/(^|\/)(node_modules|bin)\//.test(file))
      .filter(
        (file) =>
          ![TABLES, RIGHTS].some((table) => join(PACK, file).startsWith(table)) &&
          TYPE.test(readFileSync(join(PACK, file), "utf8")),
      );
    assert.deepEqual(naming, [], "give the type a row in aws/resource-types/ and ask for its kind");
  });

  it("tells what a type is, whichever provider makes it", () => {
    assert.ok(isA("aws:iam/role:Role", "role") && isA("aws-native:iam:Role", "user", "role"));
    assert.ok(!isA("aws:iam/role:Role", "user") && !isA("random:index/randomId:RandomId", "role"));
    assert.deepEqual(
      typesOf("task definition", "key alias").map(({ type, name }) => [type, name]),
      [
        ["aws:ecs/taskDefinition:TaskDefinition", "family"],
        ["aws-native:ecs:TaskDefinition", "family"],
        ["aws:kms/alias:Alias", "name"],
        ["aws-native:kms:Alias", "aliasName"],
      ],
    );
  });

  it("knows the principal to which a type gives something", () => {
    const principalOf = (type: string) => resourceType(type)?.principal;
    assert.deepEqual(principalOf("aws-native:iam:UserPolicy"), { kind: "user", property: "userName" });
    assert.deepEqual(principalOf("aws:iam/groupPoliciesExclusive:GroupPoliciesExclusive"), {
      kind: "group",
      property: "groupName",
    });
    assert.equal(principalOf("aws-native:iam:Policy"), undefined);
  });

  it("tells a type's service and provider", () => {
    assert.equal(serviceOf("aws:ecs/service:Service"), "ecs");
    assert.equal(serviceOf("aws-native:logs:LogGroup"), "logs");
    for (const type of [
      "awsx:ecs:FargateService",
      "pulumi:providers:aws",
      "kubernetes:apps/v1:Deployment",
      "aws",
    ])
      assert.equal(serviceOf(type), undefined);
    assert.ok(isNative("aws-native:ecs:Service") && !isNative("aws:ecs/service:Service"));
  });
});

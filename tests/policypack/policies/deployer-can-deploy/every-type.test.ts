/** A resource of every type of the table, with all that it may say: what is granted service by service is enough. */
import assert from "node:assert/strict";
import { deployerCanDeploy } from "../../../../policypack/policies/deployer-can-deploy";
import { deployNeeds } from "../../../../policypack/policies/deployer-can-deploy/deploy-needs";
import { TABLES } from "../../../../policypack/policies/deployer-can-deploy/table";
import { buildModel } from "../../../../policypack/graph/model";
import { judgeStackByRule as judgeStack } from "../../../support/judge";
import {
  ACCOUNT,
  arnOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  type TestResource,
  trust,
  unknown,
} from "../../../support/stacks";

const rows = TABLES.flatMap((table) => table.rows);
const CONFIG = { deployers: ["role/ci"] };

const deployer = (...statements: object[]) => [
  role("ci", { assumeRolePolicy: JSON.stringify(trust("codebuild.amazonaws.com")) }),
  rolePolicy("ci", "deploy", statements),
];

/** Of a key or a bucket, say: it leaves to the account who may. */
const policyOf = (service: string) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: `${service}:*`,
      Resource: "*",
    },
  ],
});

const SERVICES: Record<string, string> = { efs: "elasticfilesystem" };

/** With every property that a row asks about, and tags. */
function made(type: string, name: unknown): TestResource {
  const row = rows.find((each) => each.types.includes(type))!;
  const [, service = ""] = /^aws:(\w+)/.exec(type) ?? [];
  const said = (row.also ?? []).flatMap(({ where }) => (where === undefined ? [] : [[where, ["x"]]]));
  return resource(type, "it", {
    name,
    role: "it",
    user: "it",
    group: "it",
    bucket: "it",
    tags: { team: "x" },
    ...(Object.fromEntries(said) as object),
    policy: JSON.stringify(policyOf(SERVICES[service] ?? service)),
    roleName: "it",
    keyId: "1234abcd-12ab-34cd-56ef-1234567890ab",
    roleArn: arnOf("role", "it"),
  });
}

describe("deployer-can-deploy, of every type", () => {
  const types = rows.flatMap((row) => row.types);
  const services = (resources: TestResource[]) => {
    const model = buildModel(resources, { account: ACCOUNT, region: REGION, partition: "aws" });
    const needs = model.resources.flatMap((each) => deployNeeds(model, each));
    return [...new Set(needs.flatMap(({ actions }) => actions.map((action) => `${action.split(":")[0]}:*`)))];
  };

  for (const type of types) {
    it(`is content with all of the services that ${type} takes, and not with none`, () => {
      for (const name of ["own", unknown(), undefined]) {
        const one = made(type, name);
        const granted = judgeStack(
          deployerCanDeploy,
          [one, ...deployer(statement([...services([one]), "iam:*"]))],
          CONFIG,
        );
        assert.deepEqual(granted, [], String(name));
        // One that is not known may be what is granted.
        if (name !== "own") continue;
        const denied = judgeStack(
          deployerCanDeploy,
          [one, ...deployer(statement("iam:*", arnOf("role", "ci")))],
          CONFIG,
        ).filter(({ level }) => level !== "advisory");
        assert.ok(
          denied.some(({ verdict }) => verdict === "violated"),
          type,
        );
      }
    });
  }
});

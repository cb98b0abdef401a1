import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { deployerPolicies } from "../../commands/export/deployer-policy";
import { rightsText } from "../../commands/export/rights-text";
import { render } from "../../components/documents/statement";
import { buildModel } from "../../policypack/graph/model";
import { deployerCanDeploy } from "../../policypack/policies/deployer-can-deploy";
import { judgeStackByRule } from "../support/judge";
import { resource, role, rolePolicy, statement, type TestResource, trust } from "../support/stacks";
import { judged } from "./support/programs";
import { runCommand, TemporaryProject } from "./support/project";

interface Document {
  Statement: { Action: string | string[]; Resource: string | string[] }[];
}

const actionsIn = (json: string) =>
  (JSON.parse(json) as Document).Statement.flatMap(({ Action }) => Action).sort();

describe("npm run rights", () => {
  const project = new TemporaryProject();
  after(() => project.remove());

  it("prints what whoever deploys the stack needs, for up, preview and destroy", async () => {
    const of = async (run: string) => {
      const { status, stdout } = await runCommand([
        "rights",
        "--stack",
        "dev",
        "--for",
        run,
        "--cwd",
        project.root,
      ]);
      assert.equal(status, 0);
      return actionsIn(stdout);
    };
    const [up, preview, destroy] = [await of("up"), await of("preview"), await of("destroy")];
    assert.ok(
      up.includes("iam:CreateRole") && up.includes("iam:PassRole") && up.includes("logs:PutRetentionPolicy"),
    );
    assert.deepEqual(
      preview.filter((action) => !/:(Get|List|Describe)/.test(action)),
      [],
    );
    assert.ok(destroy.includes("iam:DeleteRole") && !destroy.includes("iam:CreateRole"));
    for (const action of [...preview, ...destroy]) assert.ok(up.includes(action), action);
  });

  it("asks which stack, and for no other run", async () => {
    assert.equal((await runCommand(["rights"])).status, 2);
    assert.equal((await runCommand(["rights", "--stack", "dev", "--for", "refresh"])).status, 2);
  });

  it("prints it of any stack's state, too", async () => {
    const state = path.join(project.root, "state.json");
    const urn = "urn:pulumi:other::shop::aws:cloudwatch/logGroup:LogGroup::app";
    const provider = "urn:pulumi:other::shop::pulumi:providers:aws::p";
    const deployment = {
      version: 3,
      deployment: {
        manifest: {},
        resources: [
          {
            urn: "urn:pulumi:other::shop::pulumi:pulumi:Stack::shop-other",
            type: "pulumi:pulumi:Stack",
            custom: false,
          },
          {
            urn: provider,
            type: "pulumi:providers:aws",
            custom: true,
            id: "x",
            inputs: { region: "eu-west-1" },
            outputs: { region: "eu-west-1" },
          },
          {
            urn,
            type: "aws:cloudwatch/logGroup:LogGroup",
            custom: true,
            id: "/ecs/app",
            provider: `${provider}::x`,
            inputs: { name: "/ecs/app" },
            outputs: { name: "/ecs/app", arn: "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/app" },
          },
        ],
      },
    };
    fs.writeFileSync(state, JSON.stringify(deployment));
    const { status, stdout, stderr } = await runCommand(["check", "--state", state, "--rights", "up"]);
    assert.equal(status, 0, stderr);
    assert.ok(actionsIn(stdout).includes("logs:CreateLogGroup"));
    assert.match(stdout, /111122223333:log-group:\/ecs\/app:\*/);
    assert.equal((await runCommand(["check", "--rights", "up"])).status, 2);
  });
});

describe("the policy that a deployer needs", () => {
  it("is just what deployer-can-deploy asks for, of both stacks", async () => {
    for (const stack of ["dev", "prod"]) {
      const { model, resources } = await judged(stack);
      const statements = deployerPolicies(model, "up").flatMap(
        (each) => (JSON.parse(render(each)) as { Statement: object[] }).Statement,
      );
      const deployer = [
        role("deployer", { assumeRolePolicy: JSON.stringify(trust("codebuild.amazonaws.com")) }),
        rolePolicy("deployer", "deploy", statements),
        rolePolicy("deployer", "itself", [
          statement("iam:*", `arn:aws:iam::${model.account}:role/deployer`),
          statement("iam:CreateServiceLinkedRole"),
        ]),
      ];
      const own = resources.map(({ type, name, inputs, urn }) => ({ ...resource(type, name, inputs), urn }));
      const config = { deployers: ["role/deployer"] };
      const { account, region, partition } = model;
      const judge = (all: TestResource[]) =>
        judgeStackByRule(deployerCanDeploy, all, config, { account, region, partition });
      assert.deepEqual(judge([...own, ...deployer]), []);
      for (const left of [
        "iam:CreateRole",
        "logs:DeleteLogGroup",
        "iam:PassRole",
        "ecs:RegisterTaskDefinition",
      ]) {
        const fewer = statements.filter((each) => !JSON.stringify(each).includes(`"${left}"`));
        const lacking = [...own, deployer[0]!, rolePolicy("deployer", "deploy", fewer), deployer[2]!];
        const found = judge(lacking);
        assert.ok(
          found.some(({ actions }) => actions.includes(left)),
          left,
        );
      }
    }
  });

  it("is several documents where one outgrows IAM's quota, and names what it does not know", () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      resource("aws:sqs/queue:Queue", `queue-${index}`, {
        name: `a-rather-long-name-of-a-queue-number-${index}`,
      }),
    );
    const model = buildModel([...many, resource("aws:rds/instance:Instance", "db", {})], {
      account: "111122223333",
      region: "eu-west-1",
    });
    const { document, notes } = rightsText(model, "up");
    assert.ok(Array.isArray(JSON.parse(document)));
    assert.match(notes.join("\n"), /documents[\s\S]*aws:rds\/instance:Instance/);
  });
});

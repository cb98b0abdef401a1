import assert from "node:assert/strict";
import { executionRoleStatements } from "../../../components/documents/execution";
import { allow } from "../../../components/documents/statement";
import { container, key, scope, statement } from "./samples";

type Fields = Record<string, unknown>;

const statementsOf = (fields: Fields[], permissions: "derived" | "aws-managed" = "derived") =>
  executionRoleStatements(scope, fields.map(container), permissions, []);

const repository = (name: string) => `arn:aws:ecr:us-east-1:444455556666:repository/${name}`;
const image = (name: string) => `444455556666.dkr.ecr.us-east-1.amazonaws.com/${name}:1.0`;

describe("An execution role's policy", () => {
  it("says nothing for a public image without logs and secrets", () => {
    assert.deepEqual(statementsOf([{}]), []);
  });

  it("pulls each image from its own registry and repository", () => {
    assert.deepEqual(statementsOf([{ image: image("team/app") }, { image: image("proxy") }]), [
      allow("GetRegistryToken", ["ecr:GetAuthorizationToken"], ["*"]),
      allow(
        "PullImages",
        ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        [repository("proxy"), repository("team/app")],
      ),
    ]);
  });

  it("reads what a log driver's options are filled from, and a log router's own config", () => {
    const secrets = { apikey: { secret: "datadog" } };
    const configFile = "arn:aws:s3:::config/router.conf";
    assert.deepEqual(
      statementsOf([
        { log: { driver: "awsfirelens", options: { Name: "datadog" }, secrets } },
        { firelens: { type: "fluentbit", configFile } },
      ]),
      [
        allow("LocateLogRouterConfig", ["s3:GetBucketLocation"], ["arn:aws:s3:::config"]),
        allow("ReadLogRouterConfig", ["s3:GetObject"], [configFile]),
        allow(
          "ReadSecrets",
          ["secretsmanager:GetSecretValue"],
          ["arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:datadog-??????"],
        ),
      ],
    );
  });

  it("reads credential specs from S3 and SSM, and not those in the image", () => {
    const parameter = "arn:aws:ssm:ap-northeast-2:111122223333:parameter/spec";
    const credentialSpecs = [
      `credentialspec:${parameter}`,
      "credentialspecdomainless:arn:aws:s3:::specs/a.json",
      "x",
    ];
    assert.deepEqual(statementsOf([{ aws: { credentialSpecs } }]), [
      allow("LocateCredentialSpecs", ["s3:GetBucketLocation"], ["arn:aws:s3:::specs"]),
      allow("ReadCredentialSpecs", ["s3:GetObject"], ["arn:aws:s3:::specs/a.json"]),
      allow("ReadCredentialSpecs2", ["ssm:GetParameters"], [parameter]),
    ]);
  });

  it("writes the logs of a group that exists, and may create one only where the agent does", () => {
    const actions = (createdBy: string) =>
      statementsOf([{ logGroup: { name: "/ecs/app", createdBy } }]).flatMap((found) => found.actions);
    assert.deepEqual(actions("program"), ["logs:CreateLogStream", "logs:PutLogEvents"]);
    assert.deepEqual(actions("elsewhere"), ["logs:CreateLogStream", "logs:PutLogEvents"]);
    assert.deepEqual(actions("agent"), ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]);
  });

  it("reads a secret as a whole where a container takes one JSON key of it", () => {
    const arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:db-a1B2c3";
    const secrets = { A: { secret: `${arn}:password::` }, B: { secret: "db", jsonKey: "user" } };
    assert.deepEqual(statementsOf([{ secrets }]), [
      allow(
        "ReadSecrets",
        ["secretsmanager:GetSecretValue"],
        ["arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:db-??????", arn],
      ),
    ]);
  });

  it("reads parameters by name and by ARN", () => {
    const arn = "arn:aws:ssm:us-east-1:111122223333:parameter/other";
    const [read] = statementsOf([{ secrets: { A: { parameter: "/app/a" }, B: { parameter: arn } } }]);
    assert.deepEqual(
      read,
      allow(
        "ReadParameters",
        ["ssm:GetParameters"],
        ["arn:aws:ssm:ap-northeast-2:111122223333:parameter/app/a", arn],
      ),
    );
  });

  it("decrypts with a key only where one is declared, in the region of the value", () => {
    const arn = "arn:aws:ssm:us-east-1:111122223333:parameter/other";
    const [decrypt] = statementsOf([
      { secrets: { A: { parameter: arn, kmsKey: key }, B: { secret: "plain" } } },
    ]);
    assert.deepEqual(decrypt, {
      ...allow("DecryptParameters", ["kms:Decrypt"], [`arn:aws:kms:ap-northeast-2:111122223333:key/${key}`]),
      conditions: { StringEquals: { "kms:ViaService": "ssm.us-east-1.amazonaws.com" } },
    });
  });

  it("reads a private registry's credentials", () => {
    const [read] = statementsOf([{ repositoryCredentials: { secret: "registry" } }]);
    assert.match(read?.resources[0] ?? "", /secret:registry-\?{6}$/);
  });

  it("reads environment files and locates their buckets", () => {
    const file = "arn:aws:s3:::config/app/prod.env";
    assert.deepEqual(statementsOf([{ environmentFiles: [file] }]), [
      allow("LocateEnvironmentFiles", ["s3:GetBucketLocation"], ["arn:aws:s3:::config"]),
      allow("ReadEnvironmentFiles", ["s3:GetObject"], [file]),
    ]);
  });

  it("leaves to AWS's own policy what that grants, and nothing else", () => {
    const containers = [
      {
        image: image("app"),
        logGroup: { name: "/ecs/app", createdBy: "agent" },
        secrets: { A: { secret: "db" } },
      },
    ];
    assert.deepEqual(
      statementsOf(containers, "aws-managed").flatMap(({ actions }) => actions),
      ["logs:CreateLogGroup", "secretsmanager:GetSecretValue"],
    );
  });

  it("is one for all containers that share the role", () => {
    const containers = ["a", "b", "c"].map((name) => ({
      image: image(name),
      logGroup: { name: `/ecs/${name}` },
    }));
    const statements = statementsOf(containers);
    assert.equal(statements.length, 3);
    assert.deepEqual(statements, statementsOf([...containers].reverse()));
  });

  it("carries further statements", () => {
    const further = statement({ sid: "Extra", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::x/y"] });
    assert.deepEqual(
      executionRoleStatements(scope, [container({})], "derived", [further]).map(({ sid }) => sid),
      ["Extra"],
    );
  });
});

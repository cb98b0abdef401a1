import { CreateFileSystemCommand, EFSClient, PutFileSystemPolicyCommand } from "@aws-sdk/client-efs";
import { PutResourcePolicyCommand as PutTablePolicyCommand } from "@aws-sdk/client-dynamodb";
import { PutRegistryPolicyCommand, SetRepositoryPolicyCommand } from "@aws-sdk/client-ecr";
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
} from "@aws-sdk/client-iam";
import {
  CreateStreamCommand,
  KinesisClient,
  PutResourcePolicyCommand as PutStreamPolicyCommand,
} from "@aws-sdk/client-kinesis";
import { CreateVpcCommand, CreateVpcEndpointCommand, EC2Client } from "@aws-sdk/client-ec2";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  GetPolicyCommand,
  LambdaClient,
} from "@aws-sdk/client-lambda";
import { CreateDomainCommand, OpenSearchClient } from "@aws-sdk/client-opensearch";
import { PutResourcePolicyCommand as PutLogsPolicyCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DeleteBucketPolicyCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { PutResourcePolicyCommand as PutSecretPolicyCommand } from "@aws-sdk/client-secrets-manager";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Verification } from "../../commands/verify/print";
import type { Line } from "../../commands/verify/question";
import { type Clients, clients } from "./harness/aws";
import type { Emulator } from "./harness/emulator";
import { startFurnished } from "./harness/furnish";
import { ProjectCopy } from "./harness/project-copy";
import { Workspace } from "./harness/workspace";

const ACCOUNT = "618574523116";
const REGION = "ap-northeast-2";
const BUCKET = "ml-platform-training-618574523116";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/MLPlatformECSTaskRole`;

const arn = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

const statement = (Action: string | string[], Resource?: string | string[], rest: object = {}) => ({
  Sid: "Tasks",
  Effect: "Allow",
  Principal: { AWS: ROLE },
  Action,
  ...(Resource !== undefined && { Resource }),
  ...rest,
});
const policy = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });

const DENY = statement("s3:GetObject", `arn:aws:s3:::${BUCKET}/*`, { Sid: "NoReading", Effect: "Deny" });

/** An archive that holds nothing. */
const EMPTY_ZIP = "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==";

describe("npm run verify: policies of resources", () => {
  let emulator: Emulator;
  let account: Clients;
  let project: ProjectCopy;
  let workspace: Workspace;
  /** The policy on each resource of the account that carries one, by ARN. */
  const stands = new Map<string, object>();

  before(async () => {
    emulator = await startFurnished("dev");
    account = clients(emulator);
    project = new ProjectCopy();
    workspace = new Workspace(project.root, emulator.env);
  });
  after(async () => {
    workspace?.remove();
    project?.remove();
    await emulator?.stop();
  });

  async function lines(
    ...flags: string[]
  ): Promise<{ all: Line[]; status: number | undefined; verification: Verification }> {
    const { status, stdout, output } = await workspace.npmRun(
      "verify",
      "--stack",
      "dev",
      "--format",
      "json",
      ...flags,
    );
    assert.ok(stdout.startsWith("{"), output);
    const verification = JSON.parse(stdout) as Verification;
    return { all: verification.lines, status, verification };
  }

  const packConfig = () => readFileSync(path.join(project.root, "policypack", "config", "dev.json"), "utf8");

  const about = (all: Line[], subject: string) =>
    all.find((line) => line.check === "resource policy" && line.subject.startsWith(subject));

  it("reads the policy of each thing that tasks reach, and finds nothing where there is none", async () => {
    const { all } = await lines();
    for (const subject of [
      `bucket ${BUCKET}`,
      "table ml-platform-jobs",
      "secret dev/ignite-pilot",
      "repository ml-platform",
    ]) {
      assert.equal(about(all, subject)?.detail, "has no policy", subject);
      assert.equal(about(all, subject)?.state, "proven", subject);
    }
    assert.equal(about(all, `registry ${ACCOUNT}`)?.state, "proven");
    assert.equal(all.find(({ check }) => check === "policy pack")?.detail, "finds nothing");
    assert.equal(
      all.find(({ check }) => check === "organization's policies")?.detail,
      "it is of no organization",
    );
  });

  it("judges with a policy that nobody declared", async () => {
    await account.s3.send(
      new PutBucketPolicyCommand({ Bucket: BUCKET, Policy: JSON.stringify(policy(DENY)) }),
    );
    const { all, status } = await lines();
    assert.equal(status, 1);
    assert.match(about(all, `bucket ${BUCKET}`)?.detail ?? "", /has a policy, by which the pack judges/);
    const found = all.filter(({ check, state }) => check === "policy pack" && state === "failed");
    assert.match(
      found.map(({ detail }) => detail).join("\n"),
      /task-role-access: role\/MLPlatformECSTaskRole .*"NoReading"/s,
    );
    await account.s3.send(new DeleteBucketPolicyCommand({ Bucket: BUCKET }));
  });

  it("says where a declaration differs, whatever carries the policy", async () => {
    await furnish();
    project.editPackConfig("dev", (config) => {
      const external = [...stands.keys()].map((resource) => ({
        resource,
        policy: policy(statement("*", "*", { Sid: "Old" })),
      }));
      config["task-role-access"] = { ...(config["task-role-access"] as object), external };
    });
    const { all } = await lines();
    const checked = all.filter(({ check }) => check === "resource policy");
    for (const resource of stands.keys()) {
      const differing = checked.filter(
        ({ state, detail }) =>
          state === "failed" && detail.includes(`external[${[...stands.keys()].indexOf(resource)}]`),
      );
      assert.equal(differing.length, 1, `${resource}: ${JSON.stringify(checked, undefined, 1)}`);
      assert.match(
        differing[0]!.detail,
        /Statement\[0\] "Old" of external\[\d+\]\.policy of task-role-access/,
      );
      assert.match(differing[0]!.remedy ?? "", /--write/);
    }
  });

  it("writes what the account has, shows it, and has nothing to write then", async () => {
    const before = packConfig();
    const written = await workspace.npmRun("verify", "--stack", "dev", "--write");
    assert.equal(written.status, 0, written.output);
    assert.match(written.stdout, /^\+ +"Sid": "Tasks"/m);
    assert.match(written.stdout, /^-.*"Sid":"Old"/m);
    const config = JSON.parse(packConfig()) as Record<
      string,
      { external?: { resource: string; policy: object }[] }
    >;
    const declared = config["task-role-access"]?.external ?? [];
    for (const [resource, document] of stands)
      assert.deepEqual(declared.find((each) => each.resource === resource)?.policy, document, resource);
    const withoutExternal = (text: string) =>
      JSON.stringify(JSON.parse(text), (key, value: unknown) => (key === "external" ? undefined : value));
    assert.equal(withoutExternal(packConfig()), withoutExternal(before));

    const again = await workspace.npmRun("verify", "--stack", "dev", "--write");
    assert.match(again.stdout, /nothing was written/);
    const { all } = await lines();
    const failed = all.filter(({ check, state }) => check === "resource policy" && state !== "proven");
    assert.deepEqual(failed, []);
  });

  it("holds the policies of VPC endpoints against their declaration, and writes them", async () => {
    const settings = {
      endpoint: emulator.endpoint,
      region: REGION,
      credentials: { accessKeyId: "root", secretAccessKey: "root" },
    };
    const ec2 = new EC2Client(settings);
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
    const wide = policy(statement("*", "*", { Principal: "*" }));
    await ec2.send(
      new CreateVpcEndpointCommand({
        VpcId: Vpc?.VpcId,
        ServiceName: `com.amazonaws.${REGION}.s3`,
        PolicyDocument: JSON.stringify(wide),
      }),
    );
    project.editPackConfig("dev", (config) => {
      const entry = {
        vpcEndpoint: "s3",
        endpointPolicy: policy(statement("s3:GetObject", "*", { Principal: "*" })),
      };
      const access = config["task-role-access"] as { external?: object[] };
      config["task-role-access"] = { ...access, external: [...(access.external ?? []), entry] };
    });
    const endpoint = (all: Line[]) => all.find(({ check }) => check === "VPC endpoint");
    assert.equal(endpoint((await lines()).all)?.state, "failed");
    await workspace.npmRun("verify", "--stack", "dev", "--write");
    assert.equal(endpoint((await lines()).all)?.state, "proven");
  });

  it("says what it may not read, and refuses to write that", async () => {
    await account.iam.send(new CreateUserCommand({ UserName: "stranger" }));
    await account.iam.send(
      new AttachUserPolicyCommand({
        UserName: "stranger",
        PolicyArn: "arn:aws:iam::aws:policy/IAMReadOnlyAccess",
      }),
    );
    const { AccessKey } = await account.iam.send(new CreateAccessKeyCommand({ UserName: "stranger" }));
    const before = packConfig();
    await emulator.enforce();
    const asStranger = workspace.with({
      AWS_ACCESS_KEY_ID: AccessKey?.AccessKeyId ?? "",
      AWS_SECRET_ACCESS_KEY: AccessKey?.SecretAccessKey ?? "",
    });
    const { stdout } = await asStranger.npmRun("verify", "--stack", "dev", "--format", "json");
    const written = await asStranger.npmRun("verify", "--stack", "dev", "--write");
    await emulator.stopEnforcing();
    const { lines: all } = JSON.parse(stdout) as Verification;
    const bucket = about(all, `bucket ${BUCKET}`);
    assert.equal(bucket?.state, "not-permitted");
    assert.match(bucket.detail, /s3:GetBucketPolicy/);
    assert.equal(written.status, 1);
    assert.match(written.stdout, /not written: bucket .*these credentials may not look: s3:GetBucketPolicy/);
    assert.equal(packConfig(), before);
  });

  /** One thing of each kind with a policy that lets the task role in. */
  async function furnish(): Promise<void> {
    const settings = {
      endpoint: emulator.endpoint,
      region: REGION,
      credentials: { accessKeyId: "root", secretAccessKey: "root" },
    };
    const put = (resource: string, ...statements: object[]) => {
      stands.set(resource, policy(...statements));
      return JSON.stringify(policy(...statements));
    };
    const bucket = `arn:aws:s3:::${BUCKET}`;
    await account.s3.send(
      new PutBucketPolicyCommand({
        Bucket: BUCKET,
        Policy: put(bucket, statement("s3:GetObject", `${bucket}/*`)),
      }),
    );
    const table = arn("dynamodb", "table/ml-platform-jobs");
    await account.dynamodb.send(
      new PutTablePolicyCommand({
        ResourceArn: table,
        Policy: put(table, statement("dynamodb:GetItem", table)),
      }),
    );
    const secret = arn("secretsmanager", "secret:dev/ignite-pilot/postgresInfo2-??????");
    await account.secrets.send(
      new PutSecretPolicyCommand({
        SecretId: "dev/ignite-pilot/postgresInfo2",
        ResourcePolicy: put(secret, statement("secretsmanager:GetSecretValue", "*")),
      }),
    );
    const repository = arn("ecr", "repository/ml-platform");
    await account.ecr.send(
      new SetRepositoryPolicyCommand({
        repositoryName: "ml-platform",
        policyText: put(repository, statement("ecr:BatchGetImage")),
      }),
    );
    const registry = arn("ecr", "repository/*");
    await account.ecr.send(
      new PutRegistryPolicyCommand({ policyText: put(registry, statement("ecr:ReplicateImage", registry)) }),
    );
    const { KeyMetadata } = await new KMSClient(settings).send(
      new CreateKeyCommand({ Policy: JSON.stringify(policy(statement("kms:Decrypt", "*"))) }),
    );
    put(KeyMetadata?.Arn ?? "", statement("kms:Decrypt", "*"));
    const queue = arn("sqs", "jobs");
    await new SQSClient(settings).send(
      new CreateQueueCommand({
        QueueName: "jobs",
        Attributes: { Policy: put(queue, statement("sqs:SendMessage", queue)) },
      }),
    );
    const topic = arn("sns", "done");
    await new SNSClient(settings).send(
      new CreateTopicCommand({
        Name: "done",
        Attributes: { Policy: put(topic, statement("sns:Publish", topic)) },
      }),
    );
    const kinesis = new KinesisClient({
      ...settings,
      requestHandler: account.dynamodb.config.requestHandler,
    });
    const stream = arn("kinesis", "stream/events");
    await kinesis.send(new CreateStreamCommand({ StreamName: "events", ShardCount: 1 }));
    await kinesis.send(
      new PutStreamPolicyCommand({
        ResourceARN: stream,
        Policy: put(stream, statement("kinesis:GetRecords", stream)),
      }),
    );
    const efs = new EFSClient(settings);
    const { FileSystemId = "" } = await efs.send(new CreateFileSystemCommand({ CreationToken: "one" }));
    const fileSystem = arn("elasticfilesystem", `file-system/${FileSystemId}`);
    await efs.send(
      new PutFileSystemPolicyCommand({
        FileSystemId,
        Policy: put(fileSystem, statement("elasticfilesystem:ClientMount", fileSystem)),
      }),
    );
    const logGroup = arn("logs", "log-group:/ml-platform/jobs");
    await account.logs.send(
      new PutLogsPolicyCommand({
        policyName: "tasks",
        policyDocument: put(logGroup, statement("logs:PutLogEvents", `${logGroup}:*`)),
      }),
    );
    const domain = arn("es", "domain/search");
    await new OpenSearchClient(settings).send(
      new CreateDomainCommand({
        DomainName: "search",
        AccessPolicies: put(domain, statement("es:ESHttpGet", `${domain}/*`)),
      }),
    );
    const { Role } = await account.iam.send(
      new CreateRoleCommand({
        RoleName: "price",
        AssumeRolePolicyDocument: JSON.stringify(
          policy({
            Effect: "Allow",
            Principal: { Service: "lambda.amazonaws.com" },
            Action: "sts:AssumeRole",
          }),
        ),
      }),
    );
    const lambda = new LambdaClient(settings);
    const { FunctionArn = "" } = await lambda.send(
      new CreateFunctionCommand({
        FunctionName: "price",
        Role: Role?.Arn,
        Runtime: "nodejs20.x",
        Handler: "index.handler",
        Code: { ZipFile: Buffer.from(EMPTY_ZIP, "base64") },
      }),
    );
    await lambda.send(
      new AddPermissionCommand({
        FunctionName: "price",
        StatementId: "Tasks",
        Action: "lambda:InvokeFunction",
        Principal: ROLE,
      }),
    );
    // Lambda writes the document of a function itself.
    const { Policy = "" } = await lambda.send(new GetPolicyCommand({ FunctionName: "price" }));
    stands.set(FunctionArn, JSON.parse(Policy) as object);
  }
});

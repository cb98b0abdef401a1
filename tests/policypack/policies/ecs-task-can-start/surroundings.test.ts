/** What lies around a task: VPC endpoints on the way to ECR, file systems, and the keys of its log groups. */
import assert from "node:assert/strict";
import { ecsTaskCanStart } from "../../../../policypack/policies/ecs-task-can-start";
import { judgeStackByRule as judgeStack } from "../../../support/judge";
import {
  ACCOUNT,
  arnOf,
  document,
  outputOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  type TestResource,
  withOutputs,
} from "../../../support/stacks";

const ROLE = "exec";
const IMAGE = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/app:1.4.2`;
const ALLOW = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };

const judge = (...resources: (TestResource | TestResource[])[]) =>
  judgeStack(ecsTaskCanStart, resources.flat()).map(({ verdict, actions }) =>
    [verdict, ...actions].join(" "),
  );

const exec = [
  role(ROLE),
  rolePolicy(ROLE, "own", [
    statement([
      "ecr:GetAuthorizationToken",
      "ecr:BatchCheckLayerAvailability",
      "ecr:GetDownloadUrlForLayer",
      "ecr:BatchGetImage",
      "s3:GetObject",
      "s3:GetBucketLocation",
    ]),
  ]),
];

describe("ecs-task-can-start by VPC endpoints", () => {
  const vpc = resource("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16" });
  const subnet = resource("aws:ec2/subnet:Subnet", "a", { vpcId: outputOf(vpc) });
  const otherVpc = resource("aws:ec2/vpc:Vpc", "other", { cidrBlock: "10.1.0.0/16" });
  const task = taskDefinition("app", {
    executionRoleArn: arnOf("role", ROLE),
    containerDefinitions: JSON.stringify([
      {
        name: "app",
        image: IMAGE,
        environmentFiles: [{ type: "s3", value: "arn:aws:s3:::data/prod.env" }],
      },
    ]),
  });
  const service = (subnets: unknown[] = [outputOf(subnet)]) =>
    resource("aws:ecs/service:Service", "app", {
      taskDefinition: outputOf(task),
      launchType: "FARGATE",
      networkConfiguration: { subnets },
    });
  const endpoint = (name: string, statements: object[] | undefined, props: object = {}) =>
    resource("aws:ec2/vpcEndpoint:VpcEndpoint", name, {
      vpcId: outputOf(vpc),
      serviceName: `com.amazonaws.${REGION}.${name}`,
      vpcEndpointType: name === "s3" ? "Gateway" : "Interface",
      privateDnsEnabled: name === "s3" ? undefined : true,
      policy: statements && JSON.stringify(document(...statements)),
      ...props,
    });
  const base = [vpc, subnet, otherVpc, task, service(), ...exec];
  const denyOthers = {
    ...ALLOW,
    Effect: "Deny",
    Condition: { StringNotEquals: { "aws:PrincipalAccount": ACCOUNT } },
  };
  const PULL = "ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:GetDownloadUrlForLayer";
  const LAYERS = `arn:aws:s3:::prod-${REGION}-starport-layer-bucket/*`;

  it("is silent where they let everything through, or have no policy", () => {
    assert.deepEqual(judge(base), []);
    assert.deepEqual(judge(base, endpoint("ecr.api", undefined), endpoint("ecr.dkr", undefined)), []);
    assert.deepEqual(judge(base, endpoint("ecr.api", [ALLOW, denyOthers]), endpoint("ecr.dkr", [ALLOW])), []);
  });

  it("says which one leaves what out", () => {
    assert.deepEqual(judge(base, endpoint("ecr.dkr", [denyOthers])), [`violated ${PULL}`]);
    assert.deepEqual(judge(base, endpoint("ecr.api", [denyOthers])), ["violated ecr:GetAuthorizationToken"]);
    const own = { ...ALLOW, Action: ["ecr:BatchGetImage"] };
    assert.deepEqual(judge(base, endpoint("ecr.dkr", [own])), [
      "violated ecr:BatchCheckLayerAvailability ecr:GetDownloadUrlForLayer",
    ]);
  });

  it("asks the gateway to S3 for the bucket of ECR's layers", () => {
    const own = { ...ALLOW, Resource: ["arn:aws:s3:::data", "arn:aws:s3:::data/*"] };
    assert.deepEqual(judge(base, endpoint("s3", [own])), ["violated s3:GetObject"]);
    assert.deepEqual(
      judge(base, endpoint("s3", [own, { ...ALLOW, Action: "s3:GetObject", Resource: LAYERS }])),
      [],
    );
    const toMe = { ...ALLOW, Resource: LAYERS, Principal: { AWS: arnOf("role", ROLE) } };
    assert.deepEqual(judge(base, endpoint("s3", [own, toMe])), ["violated s3:GetObject"], "ECR signs it");
  });

  it("leaves endpoints alone that tasks do not use", () => {
    const closed = [denyOthers];
    assert.deepEqual(judge(base, endpoint("ecr.dkr", closed, { vpcId: outputOf(otherVpc) })), []);
    assert.deepEqual(judge(base, endpoint("ecr.dkr", closed, { privateDnsEnabled: false })), []);
    assert.deepEqual(judge(base, endpoint("kms", closed)), []);
    const tables = ["x", "y"].map((name) =>
      resource("aws:ec2/routeTable:RouteTable", name, { vpcId: outputOf(vpc) }),
    );
    const association = resource("aws:ec2/routeTableAssociation:RouteTableAssociation", "a", {
      subnetId: outputOf(subnet),
      routeTableId: outputOf(tables[0]!),
    });
    const s3 = (table: TestResource) => endpoint("s3", closed, { routeTableIds: [outputOf(table)] });
    assert.deepEqual(judge(base, tables, association, s3(tables[1]!)), [], "of another route table");
    assert.deepEqual(judge(base, tables, association, s3(tables[0]!)), [
      "violated s3:GetObject",
      "violated s3:GetBucketLocation s3:GetObject",
    ]);
    const elsewhere = base.map((each) =>
      each.type === "aws:ecs/service:Service" ? service(["subnet-1"]) : each,
    );
    assert.deepEqual(judge(elsewhere, endpoint("ecr.dkr", closed)), [], "nothing is known of its subnets");
  });

  it("knows ids, and says nothing certain of a policy that is not known", () => {
    const known = withOutputs(subnet, { id: "subnet-1", vpcId: "vpc-1" });
    const made = withOutputs(vpc, { id: "vpc-1" });
    const stack = [made, known, task, service(["subnet-1"]), ...exec];
    assert.deepEqual(judge(stack, endpoint("ecr.dkr", [denyOthers], { vpcId: "vpc-1" })), [
      `violated ${PULL}`,
    ]);
    assert.deepEqual(judge(stack, endpoint("ecr.dkr", [ALLOW], { vpcId: "vpc-1", policy: outputOf(task) })), [
      `unproven ${PULL}`,
    ]);
  });

  it("knows from where requests come, for a bucket that asks for it", () => {
    const bucket = (Condition: object) =>
      resource("aws:s3/bucketPolicy:BucketPolicy", "data", {
        bucket: "data",
        policy: JSON.stringify(document({ ...ALLOW, Effect: "Deny", Condition })),
      });
    const s3 = withOutputs(endpoint("s3", [ALLOW]), { id: "vpce-1" });
    const outside = bucket({ StringNotEquals: { "aws:SourceVpce": "vpce-1" } });
    assert.deepEqual(judge(base, s3, outside), []);
    const files = "s3:GetBucketLocation s3:GetObject";
    assert.deepEqual(
      judge(base, outside),
      [`violated ${files}`],
      "the stack shows it to leave by no endpoint",
    );
    const another = bucket({ StringNotEquals: { "aws:SourceVpce": "vpce-2" } });
    assert.deepEqual(judge(base, s3, another), [`violated ${files}`]);
    const elsewhere = base.filter(({ type }) => type !== "aws:ecs/service:Service");
    assert.deepEqual(judge(elsewhere, outside), [`unproven ${files}`], "nobody says where it runs");
  });
});

describe("ecs-task-can-start by file systems", () => {
  const arn = `arn:aws:elasticfilesystem:${REGION}:${ACCOUNT}:file-system/fs-1`;
  const files = withOutputs(resource("aws:efs/fileSystem:FileSystem", "files", { encrypted: true }), {
    arn,
    id: "fs-1",
  });
  const policy = (...statements: object[]) =>
    resource("aws:efs/fileSystemPolicy:FileSystemPolicy", "files", {
      fileSystemId: "fs-1",
      policy: JSON.stringify(document(...statements)),
    });
  const task = (efs: object = {}, fileSystemId: unknown = "fs-1") =>
    taskDefinition("app", {
      taskRoleArn: arnOf("role", "task"),
      volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId, ...efs } }],
    });
  const iam = { transitEncryption: "ENABLED", authorizationConfig: { iam: "ENABLED" } };
  const taskRole = role("task");
  const own = rolePolicy("task", "own", [statement("elasticfilesystem:ClientMount", arn)]);
  const MOUNT = "elasticfilesystem:ClientMount";
  const may = (Principal: unknown, rest: object = {}) => ({
    Effect: "Allow",
    Principal,
    Action: [MOUNT, "elasticfilesystem:ClientWrite"],
    Resource: "*",
    ...rest,
  });

  it("lets everybody mount one without a policy", () => {
    assert.deepEqual(judge(files, task(), taskRole), []);
    assert.deepEqual(judge(files, task(iam), taskRole), []);
  });

  it("asks the policy alone where nobody signs", () => {
    assert.deepEqual(judge(files, policy(may({ AWS: "*" })), task(), taskRole), []);
    const mine = policy(may({ AWS: arnOf("role", "task") }));
    assert.deepEqual(judge(files, mine, task(), taskRole, own), [`violated ${MOUNT}`]);
    const byTarget = may("*", {
      Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
    });
    assert.deepEqual(judge(files, policy(byTarget), task(), taskRole), []);
  });

  it("asks the policy or the task role's own where the task role signs", () => {
    const mine = policy(may({ AWS: arnOf("role", "task") }));
    assert.deepEqual(judge(files, mine, task(iam), taskRole), []);
    const nobodys = policy(may({ AWS: arnOf("role", "other") }));
    assert.deepEqual(judge(files, nobodys, task(iam), taskRole), [`violated ${MOUNT}`]);
    assert.deepEqual(judge(files, nobodys, task(iam), taskRole, own), []);
  });

  it("knows whether the mount is encrypted, and by which access point", () => {
    const tls = policy(may("*"), {
      ...may("*"),
      Effect: "Deny",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    assert.deepEqual(judge(files, tls, task(), taskRole), [`violated ${MOUNT}`]);
    assert.deepEqual(judge(files, tls, task({ transitEncryption: "ENABLED" }), taskRole), []);
    const point = `arn:aws:elasticfilesystem:${REGION}:${ACCOUNT}:access-point/fsap-1`;
    const byPoint = policy(
      may("*", { Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": point } } }),
    );
    const through = (accessPointId: string) =>
      task({ transitEncryption: "ENABLED", authorizationConfig: { accessPointId } });
    assert.deepEqual(judge(files, byPoint, through("fsap-1"), taskRole), []);
    assert.deepEqual(judge(files, byPoint, through("fsap-2"), taskRole), [`violated ${MOUNT}`]);
    assert.deepEqual(judge(files, byPoint, task(), taskRole), [`violated ${MOUNT}`]);
  });

  it("asks for writing where a container mounts the volume to write", () => {
    const mounted = (readOnly?: unknown) =>
      taskDefinition("app", {
        taskRoleArn: arnOf("role", "task"),
        volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1", ...iam } }],
        containerDefinitions: JSON.stringify([
          { name: "app", image: "nginx:1.27", mountPoints: [{ sourceVolume: "data", readOnly }] },
        ]),
      });
    const nobodys = policy(may({ AWS: arnOf("role", "other") }));
    const WRITE = "elasticfilesystem:ClientWrite";
    assert.deepEqual(judge(files, nobodys, mounted(true), taskRole, own), []);
    assert.deepEqual(judge(files, nobodys, mounted(), taskRole, own), [`violated ${WRITE}`]);
    assert.deepEqual(judge(files, nobodys, mounted(false), taskRole, own), [`violated ${WRITE}`]);
    const both = rolePolicy("task", "own", [statement([MOUNT, WRITE], arn)]);
    assert.deepEqual(judge(files, nobodys, mounted(), taskRole, both), []);
    assert.deepEqual(judge(files, mounted(), taskRole), [], "without a policy everybody writes");
  });

  it("knows a file system of the stack at a first preview, and none that it does not make", () => {
    const fresh = resource("aws:efs/fileSystem:FileSystem", "files", { encrypted: true });
    const closed = resource("aws:efs/fileSystemPolicy:FileSystemPolicy", "files", {
      fileSystemId: outputOf(fresh),
      policy: JSON.stringify(document(may({ AWS: arnOf("role", "other") }))),
    });
    assert.deepEqual(judge(fresh, closed, task({}, outputOf(fresh)), taskRole), [`violated ${MOUNT}`]);
    assert.deepEqual(judge(fresh, task({}, outputOf(fresh)), taskRole), []);
    assert.deepEqual(judge(task({}, "fs-9"), taskRole), []);
  });
});

describe("ecs-task-can-start by the keys of log groups", () => {
  const id = "1111aaaa-22bb-33cc-44dd-555566667777";
  const arn = `arn:aws:kms:${REGION}:${ACCOUNT}:key/${id}`;
  const group = (kmsKeyId: unknown) =>
    resource("aws:cloudwatch/logGroup:LogGroup", "app", { name: "/ecs/app", kmsKeyId });
  const task = taskDefinition("app");
  const key = (statements?: object[]) =>
    withOutputs(
      resource("aws:kms/key:Key", "logs", {
        policy: statements && JSON.stringify(document(...statements)),
      }),
      { arn, keyId: id, id },
    );
  const root = { ...ALLOW, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*" };
  const logs = (rest: object = {}, region = REGION) => ({
    Effect: "Allow",
    Principal: { Service: `logs.${region}.amazonaws.com` },
    Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    Resource: "*",
    ...rest,
  });
  const forGroup = (name: string) => ({
    Condition: {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${name}`,
      },
    },
  });
  const USE = "kms:Decrypt kms:Encrypt kms:GenerateDataKey";

  it("asks the key's policy for CloudWatch Logs of that Region and group", () => {
    assert.deepEqual(judge(task, group(arn), key([root, logs()])), []);
    assert.deepEqual(judge(task, group(arn), key([root, logs(forGroup("/ecs/app"))])), []);
    assert.deepEqual(judge(task, group(arn), key([root, logs(forGroup("/ecs/*"))])), []);
    assert.deepEqual(judge(task, group(arn), key([root])), [`violated ${USE}`]);
    assert.deepEqual(judge(task, group(arn), key()), [`violated ${USE}`], "AWS's own policy");
    assert.deepEqual(judge(task, group(arn), key([root, logs({}, "us-east-1")])), [`violated ${USE}`]);
    assert.deepEqual(judge(task, group(arn), key([root, logs(forGroup("/ecs/other"))])), [`violated ${USE}`]);
  });

  it("does so at a first preview, by what the key is named by", () => {
    const fresh = (statements?: object[]) =>
      resource("aws:kms/key:Key", "logs", { policy: statements && JSON.stringify(document(...statements)) });
    assert.deepEqual(judge(task, group(outputOf(fresh())), fresh([root])), [`violated ${USE}`]);
    assert.deepEqual(judge(task, group(outputOf(fresh())), fresh([root, logs()])), []);
    const open = resource("aws:kms/key:Key", "logs", { policy: outputOf(task) });
    assert.deepEqual(judge(task, group(outputOf(open)), open), [`unproven ${USE}`]);
  });

  it("leaves keys alone that the stack does not make, and stacks without tasks", () => {
    assert.deepEqual(judge(task, group(arn)), []);
    assert.deepEqual(judge(task, group(undefined), key([root])), []);
    assert.deepEqual(judge(group(arn), key([root])), []);
  });
});

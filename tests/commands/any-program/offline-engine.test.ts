import assert from "node:assert/strict";
import { OfflineEngine, type Registration } from "../../../commands/any-program/offline-engine";
import { homeOf } from "../../../commands/any-program/home";
import { UNKNOWN_STRING } from "../../../commands/offline/aws-provider";

const HOME = { account: "111122223333", region: "eu-west-1", partition: "aws" };

describe("The engine that programs run before offline", () => {
  let engine: OfflineEngine;
  beforeEach(() => (engine = new OfflineEngine("app", "dev", HOME, { region: "eu-west-1" })));

  const register = (type: string, name: string, inputs: object = {}, rest: Partial<Registration> = {}) =>
    engine.register({
      type,
      name,
      parent: "",
      isCustom: true,
      provider: "",
      version: "7.48.0",
      inputs: inputs as Record<string, unknown>,
      dependencies: [],
      propertyDependencies: {},
      protect: false,
      ignoreChanges: [],
      ...rest,
    });

  const CREATED: [type: string, inputs: object, outputs: Record<string, unknown>][] = [
    ["aws:iam/role:Role", { name: "r" }, { id: "r", arn: "arn:aws:iam::111122223333:role/r" }],
    ["aws:iam/role:Role", { name: "r", path: "/a/b/" }, { arn: "arn:aws:iam::111122223333:role/a/b/r" }],
    ["aws:iam/policy:Policy", { name: "p" }, { id: "arn:aws:iam::111122223333:policy/p" }],
    ["aws:iam/rolePolicy:RolePolicy", { role: "r", name: "p" }, { id: "r:p" }],
    [
      "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
      { url: "https://token.actions.githubusercontent.com" },
      { arn: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
    ],
    [
      "aws:cloudwatch/logGroup:LogGroup",
      { name: "/ecs/a" },
      { arn: "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/a", region: "eu-west-1" },
    ],
    [
      "aws:ecr/repository:Repository",
      { name: "team/app" },
      {
        arn: "arn:aws:ecr:eu-west-1:111122223333:repository/team/app",
        repositoryUrl: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/app",
      },
    ],
    [
      "aws:ecs/service:Service",
      { name: "s", cluster: "arn:aws:ecs:eu-west-1:111122223333:cluster/main" },
      { id: "arn:aws:ecs:eu-west-1:111122223333:service/main/s" },
    ],
    [
      "aws:ecs/service:Service",
      { name: "s" },
      { id: "arn:aws:ecs:eu-west-1:111122223333:service/default/s" },
    ],
    [
      "aws:ecs/taskDefinition:TaskDefinition",
      { family: "f" },
      { id: "f", arn: "arn:aws:ecs:eu-west-1:111122223333:task-definition/f:1", revision: 1 },
    ],
    [
      "aws:ecs/taskDefinition:TaskDefinition",
      { family: UNKNOWN_STRING },
      { id: UNKNOWN_STRING, arn: UNKNOWN_STRING },
    ],
    ["aws:s3/bucketV2:BucketV2", { bucket: "b" }, { id: "b", arn: "arn:aws:s3:::b" }],
    [
      "aws:ssm/parameter:Parameter",
      { name: "/a/b" },
      { arn: "arn:aws:ssm:eu-west-1:111122223333:parameter/a/b" },
    ],
    [
      "aws:ssm/parameter:Parameter",
      { name: "ab" },
      { arn: "arn:aws:ssm:eu-west-1:111122223333:parameter/ab" },
    ],
    [
      "aws:sqs/queue:Queue",
      { name: "q" },
      {
        id: "https://sqs.eu-west-1.amazonaws.com/111122223333/q",
        arn: "arn:aws:sqs:eu-west-1:111122223333:q",
      },
    ],
    ["aws:alb/targetGroup:TargetGroup", { name: "t" }, {}],
    [
      "aws:batch/jobQueue:JobQueue",
      { name: "q" },
      { id: "arn:aws:batch:eu-west-1:111122223333:job-queue/q" },
    ],
    [
      "aws:codedeploy/deploymentGroup:DeploymentGroup",
      { appName: "a", deploymentGroupName: "g" },
      { arn: "arn:aws:codedeploy:eu-west-1:111122223333:deploymentgroup:a/g" },
    ],
    ["aws:apigatewayv2/api:Api", { name: "a", protocolType: "HTTP" }, {}],
    ["aws:cloudfront/distribution:Distribution", {}, { hostedZoneId: "Z2FDTNDATAQYW2" }],
    [
      "aws:lambda/function:Function",
      { name: "f" },
      { arn: "arn:aws:lambda:eu-west-1:111122223333:function:f" },
    ],
    ["aws-native:iam:Role", { roleName: "r" }, { id: "r", arn: "arn:aws:iam::111122223333:role/r" }],
    ["aws:nowhere/thing:Thing", { name: "n" }, { id: UNKNOWN_STRING, arn: UNKNOWN_STRING }],
  ];
  for (const [type, inputs, outputs] of CREATED) {
    it(`gives ${type} ${JSON.stringify(inputs)} what AWS makes of it`, () => {
      const { urn } = register(type, "x", inputs);
      const made = engine.resources.get(urn)!.outputs;
      for (const [key, value] of Object.entries(outputs)) assert.equal(made[key], value, key);
      assert.ok(type.includes("nowhere") || made.id === UNKNOWN_STRING || typeof made.id === "string");
    });
  }

  it("gives a database its port and the secret that RDS keeps its password in", () => {
    const inputs = { identifier: "d", engine: "postgres", manageMasterUserPassword: true };
    const { urn } = register("aws:rds/instance:Instance", "x", inputs);
    const { endpoint, masterUserSecrets } = engine.resources.get(urn)!.outputs;
    assert.match(String(endpoint), /^d\.[0-9a-f]{12}\.eu-west-1\.rds\.amazonaws\.com:5432$/);
    const [{ secretArn }] = masterUserSecrets as [{ secretArn: string }];
    assert.match(
      secretArn,
      /^arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds!db-[0-9a-f-]{36}-\w{6}$/,
    );
    assert.deepEqual(Object.keys((masterUserSecrets as object[])[0]!), ["secretArn", "secretStatus"]);
    const own = register("aws:rds/instance:Instance", "y", { engine: "mysql", port: 3307 });
    assert.match(String(engine.resources.get(own.urn)!.outputs.endpoint), /:3307$/);
    assert.equal(engine.resources.get(own.urn)!.outputs.masterUserSecrets, undefined);
  });

  it("gives a cache its node, and an interface the ARN of its calls", () => {
    const cache = register("aws:elasticache/cluster:Cluster", "c", { clusterId: "c", engine: "redis" });
    const [{ address, port }] = engine.resources.get(cache.urn)!.outputs.cacheNodes as [
      { address: string; port: number },
    ];
    assert.match(address, /^c\.[0-9a-f]{6}\.0001\.cache\.amazonaws\.com$/);
    assert.equal(port, 6379);
    const { id, outputs } = register("aws:apigateway/restApi:RestApi", "a", { name: "a" });
    assert.match(id, /^[0-9a-f]{10}$/);
    assert.equal(outputs.executionArn, `arn:aws:execute-api:eu-west-1:111122223333:${id}`);
  });

  it("gives a name that Pulumi would generate, always the same, as an input", () => {
    const nameOf = (type: string, inputs = {}) => {
      const { urn } = register(type, "Jobs", inputs);
      return engine.resources.get(urn)!.inputs;
    };
    assert.match(String(nameOf("aws:iam/role:Role").name), /^Jobs-[0-9a-f]{7}$/);
    assert.match(String(nameOf("aws:sqs/queue:Queue", { fifoQueue: true }).name), /^Jobs-[0-9a-f]{7}\.fifo$/);
    assert.match(String(nameOf("aws:s3/bucket:Bucket").bucket), /^jobs-[0-9a-f]{7}$/);
    assert.match(String(nameOf("aws:kms/alias:Alias").name), /^alias\/Jobs-/);
    const prefixed = register("aws:iam/policy:Policy", "p", { namePrefix: "team-" });
    assert.match(String(prefixed.outputs.arn), /policy\/team-[0-9a-f]+$/);
    assert.equal(engine.resources.get(prefixed.urn)!.inputs.name, undefined);
    const again = new OfflineEngine("app", "dev", HOME, {});
    const first = [...engine.resources.values()].find(({ type }) => type === "aws:iam/role:Role")!;
    engine = again;
    assert.equal(nameOf("aws:iam/role:Role").name, first.inputs.name);
  });

  it("takes account, region and partition from a resource's provider, and the region from the resource", () => {
    const { urn, id } = register("pulumi:providers:aws", "china", {
      region: "cn-north-1",
      allowedAccountIds: '["444455556666"]',
    });
    const provider = `${urn}::${id}`;
    const queue = register("aws:sqs/queue:Queue", "q", { name: "q" }, { provider });
    assert.equal(queue.outputs.arn, "arn:aws-cn:sqs:cn-north-1:444455556666:q");
    assert.equal(queue.id, "https://sqs.cn-north-1.amazonaws.com.cn/444455556666/q");
    const there = register("aws:sqs/queue:Queue", "r", { name: "r", region: "us-east-1" });
    assert.equal(there.outputs.arn, "arn:aws:sqs:us-east-1:111122223333:r");
    const role = { roleArn: "arn:aws:iam::777788889999:role/deploy" };
    assert.equal(homeOf([{ assumeRoles: JSON.stringify([role]) }], HOME).account, "777788889999");
  });

  it("writes URNs as the engine does, and refuses one twice", () => {
    const { urn: root } = register("pulumi:pulumi:Stack", "app-dev", {}, { isCustom: false });
    const { urn: group } = register("my:index:Group", "g", {}, { isCustom: false, parent: root });
    const { urn } = register("aws:iam/role:Role", "r", {}, { parent: group });
    assert.equal(urn, "urn:pulumi:dev::app::my:index:Group$aws:iam/role:Role::r");
    assert.throws(() => register("aws:iam/role:Role", "r", {}, { parent: group }), /Duplicate resource URN/);
  });

  it("knows of what is looked up only what its id tells", () => {
    const lookup = { name: "found", parent: "", provider: "", version: "", properties: {} };
    const role = engine.read({ ...lookup, type: "aws:iam/role:Role", id: "Worker" });
    assert.equal(role.outputs.name, "Worker");
    assert.equal(role.outputs.arn, UNKNOWN_STRING);
    const table = engine.read({ ...lookup, type: "aws:dynamodb/table:Table", id: "jobs" });
    assert.equal(table.outputs.arn, "arn:aws:dynamodb:eu-west-1:111122223333:table/jobs");
    const other = engine.read({ ...lookup, type: "pulumi:pulumi:StackReference", id: "org/p/dev" });
    assert.equal(other.outputs.outputs, UNKNOWN_STRING);
    assert.ok([role, table, other].every(({ urn }) => engine.resources.get(urn)!.external));
  });

  it("notes components whose plugin is not there, and gives what they refer to", () => {
    const inputs = { image: "x" };
    const { urn } = engine.registerUnmade({
      type: "awsx:ecs:FargateService",
      name: "web",
      parent: "",
      isCustom: false,
      provider: "",
      version: "",
      inputs,
      dependencies: [],
      propertyDependencies: {},
      protect: false,
      ignoreChanges: [],
    });
    assert.deepEqual(engine.unmade, [{ type: "awsx:ecs:FargateService", name: "web" }]);
    assert.deepEqual(engine.invoke("pulumi:pulumi:getResource", { urn }, "").state, inputs);
    assert.throws(
      () => engine.invoke("pulumi:pulumi:getResource", { urn: "urn:x" }, ""),
      /no resource urn:x/,
    );
  });

  it("gives no outputs where it is to be a first preview, but names that Pulumi generates", () => {
    engine = new OfflineEngine("app", "dev", HOME, {}, true);
    const { urn, id } = register("aws:iam/role:Role", "r");
    const { inputs, outputs } = engine.resources.get(urn)!;
    assert.match(String(inputs.name), /^r-[0-9a-f]{7}$/);
    assert.deepEqual([id, outputs.arn, outputs.name], [UNKNOWN_STRING, UNKNOWN_STRING, inputs.name]);
  });

  describe("answers functions", () => {
    const ask = (token: string, args = {}) => engine.invoke(token, args, "");

    it("about the account, the region and the partition", () => {
      assert.equal(ask("aws:index/getCallerIdentity:getCallerIdentity").accountId, "111122223333");
      assert.equal(ask("aws:index/getRegion:getRegion").name, "eu-west-1");
      assert.equal(ask("aws:index/getPartition:getPartition").dnsSuffix, "amazonaws.com");
      assert.equal((ask("aws:index/getAvailabilityZones:getAvailabilityZones").names as string[]).length, 3);
      assert.equal(ask("aws-native:index:getAccountId").accountId, "111122223333");
    });

    it("about an ARN, and about access to ECR", () => {
      const { service, resource, account } = ask("aws:index/getArn:getArn", {
        arn: "arn:aws:sqs:eu-west-1:1:a:b",
      });
      assert.deepEqual([service, resource, account], ["sqs", "a:b", "1"]);
      assert.throws(() => ask("aws:index/getArn:getArn", { arn: "x" }), /x is not an ARN/);
      const { proxyEndpoint, userName } = ask("aws:ecr/getAuthorizationToken:getAuthorizationToken");
      assert.equal(proxyEndpoint, "https://111122223333.dkr.ecr.eu-west-1.amazonaws.com");
      assert.equal(userName, "AWS");
    });

    it("about what exists already and is looked up by its name", () => {
      const arnOf = (token: string, args: object) => ask(token, args).arn;
      const here = "eu-west-1:111122223333";
      assert.equal(
        arnOf("aws:ecs/getCluster:getCluster", { clusterName: "shared" }),
        `arn:aws:ecs:${here}:cluster/shared`,
      );
      assert.equal(
        arnOf("aws:dynamodb/getTable:getTable", { name: "jobs" }),
        `arn:aws:dynamodb:${here}:table/jobs`,
      );
      assert.equal(arnOf("aws:s3/getBucket:getBucket", { bucket: "reports" }), "arn:aws:s3:::reports");
      const { url, arn } = ask("aws:sqs/getQueue:getQueue", { name: "jobs" });
      assert.deepEqual(
        [url, arn],
        ["https://sqs.eu-west-1.amazonaws.com/111122223333/jobs", `arn:aws:sqs:${here}:jobs`],
      );
      const secret = ask("aws:secretsmanager/getSecret:getSecret", { name: "db" });
      assert.match(
        String(secret.arn),
        /^arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-[0-9a-f]{6}$/,
      );
      assert.deepEqual(ask("aws:secretsmanager/getSecret:getSecret", { name: "db" }), secret);
      assert.equal(ask("aws:ec2/getSubnet:getSubnet", { id: "subnet-1" }).id, "subnet-1");
    });

    it("about what surrounds a stack", () => {
      const here = "eu-west-1:111122223333";
      const { arn } = ask("aws:acm/getCertificate:getCertificate", { domain: "a.example.com" });
      assert.match(String(arn), new RegExp(`^arn:aws:acm:${here}:certificate/[0-9a-f-]{36}$`));
      const balancer = ask("aws:lb/getLoadBalancer:getLoadBalancer", { name: "web" });
      assert.match(
        String(balancer.arn),
        new RegExp(`^arn:aws:elasticloadbalancing:${here}:loadbalancer/app/web/[0-9a-f]{16}$`),
      );
      const listener = ask("aws:lb/getListener:getListener", { loadBalancerArn: balancer.arn, port: 443 });
      assert.match(String(listener.arn), /:listener\/app\/web\/[0-9a-f]{16}\/[0-9a-f]{16}$/);
      const group = ask("aws:lb/getTargetGroup:getTargetGroup", { name: "t" });
      assert.match(String(group.arn), /:targetgroup\/t\/[0-9a-f]{16}$/);
      assert.equal(ask("aws:elb/getServiceAccount:getServiceAccount").id, "127311923021");
      for (const token of [
        "aws:cloudfront/getCachePolicy:getCachePolicy",
        "aws:ec2/getRouteTable:getRouteTable",
        "aws:ec2/getSecurityGroups:getSecurityGroups",
        "aws:ec2/getInternetGateway:getInternetGateway",
        "aws:s3/getCanonicalUserId:getCanonicalUserId",
      ])
        assert.equal(typeof ask(token, { name: "x" }).id, "string", token);
    });

    it("about the images that ECS recommends, in JSON or alone", () => {
      const at = "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended";
      const valueOf = (name: string) => String(ask("aws:ssm/getParameter:getParameter", { name }).value);
      assert.match(JSON.parse(valueOf(at)).image_id, /^ami-/);
      assert.match(valueOf(`${at}/image_id`), /^ami-/);
    });

    it("about task definitions by their family, and AWS's policies by name or ARN", () => {
      const definition = (taskDefinition: string) =>
        ask("aws:ecs/getTaskDefinition:getTaskDefinition", { taskDefinition }).arn;
      const arn = "arn:aws:ecs:eu-west-1:111122223333:task-definition/web";
      assert.deepEqual(
        [definition("web"), definition("web:3"), definition(`${arn}:4`)],
        [`${arn}:1`, `${arn}:3`, `${arn}:4`],
      );
      const policy = (args: object) => ask("aws:iam/getPolicy:getPolicy", args).arn;
      const execution = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
      assert.equal(policy({ name: "AmazonECSTaskExecutionRolePolicy" }), execution);
      assert.equal(policy({ arn: execution }), execution);
      assert.equal(
        policy({ name: "ReadOnlyAccess", pathPrefix: "/" }),
        "arn:aws:iam::aws:policy/ReadOnlyAccess",
      );
      assert.throws(() => policy({ name: "OurOwn" }), /not known offline/);
    });

    it("about an image, which is pinned by its digest", () => {
      const asked = { repositoryName: "team/api", imageTag: "v1" };
      const { imageUri, imageDigest } = ask("aws:ecr/getImage:getImage", asked);
      assert.match(String(imageDigest), /^sha256:[0-9a-f]{64}$/);
      assert.equal(imageUri, `111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/api@${String(imageDigest)}`);
      const elsewhere = ask("aws:ecr/getImage:getImage", { ...asked, registryId: "444455556666" });
      assert.match(String(elsewhere.imageUri), /^444455556666\.dkr/);
    });

    it("but not where something else than the name is given", () => {
      for (const [token, args] of [
        ["aws:secretsmanager/getSecret:getSecret", { arn: "arn:aws:secretsmanager:eu-west-1:1:secret:a-1" }],
        ["aws:dynamodb/getTable:getTable", {}],
        ["aws:ecr/getImage:getImage", { imageTag: "v1" }],
      ] as const)
        assert.throws(() => ask(token, args), /not known offline/);
    });

    it("with policy documents", () => {
      const { json } = ask("aws:iam/getPolicyDocument:getPolicyDocument", {
        sourcePolicyDocuments: ['{"Statement":{"Sid":"A","Effect":"Deny","Action":"*","Resource":"*"}}'],
        statements: [
          {
            sid: "A",
            actions: ["s3:GetObject"],
            resources: ["a", "b"],
            conditions: [
              { test: "StringEquals", variable: "aws:x", values: ["1"] },
              { test: "StringEquals", variable: "aws:x", values: ["2"] },
            ],
          },
          {
            actions: ["sts:AssumeRole"],
            principals: [
              { type: "Service", identifiers: ["ecs-tasks.amazonaws.com"] },
              { type: "AWS", identifiers: ["1", "2"] },
            ],
          },
          {
            effect: "Deny",
            notActions: ["s3:*"],
            notResources: ["c"],
            principals: [{ type: "*", identifiers: ["*"] }],
          },
        ],
      });
      assert.deepEqual(JSON.parse(String(json)), {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "A",
            Effect: "Allow",
            Action: "s3:GetObject",
            Resource: ["a", "b"],
            Condition: { StringEquals: { "aws:x": ["1", "2"] } },
          },
          {
            Effect: "Allow",
            Action: "sts:AssumeRole",
            Principal: { Service: "ecs-tasks.amazonaws.com", AWS: ["1", "2"] },
          },
          { Effect: "Deny", NotAction: "s3:*", NotResource: "c", Principal: "*" },
        ],
      });
    });

    it("and says what to do about the others", () => {
      assert.throws(
        () => ask("aws:iam/getRole:getRole", { name: "x" }),
        /calls aws:iam\/getRole:getRole, whose answer is not known offline: take the value from config, or judge/,
      );
      assert.equal(ask("aws:ssm/getParameter:getParameter", { name: "/aws/service/ami" }).type, "String");
      assert.throws(() => ask("aws:ssm/getParameter:getParameter", { name: "/mine" }), /not known offline/);
    });
  });
});

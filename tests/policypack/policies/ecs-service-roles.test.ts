import assert from "node:assert/strict";
import { ecsServiceRoles } from "../../../policypack/policies/ecs-service-roles";
import { judgeStackByRule as judgeStack } from "../../support/judge";
import {
  ACCOUNT,
  arnOf,
  attachment,
  deny,
  document,
  outputOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  type TestResource,
  trust,
  unknown,
} from "../../support/stacks";

const INFRA = "orders-infra";
const INFRA_ARN = arnOf("role", INFRA);
const CLUSTER = `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/main`;
const AUTHORITY = `arn:aws:acm-pca:${REGION}:${ACCOUNT}:certificate-authority/0a1b`;
const elb = (rest: string) => `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:${rest}`;
const BLUE = elb("targetgroup/blue/0a1b");
const GREEN = elb("targetgroup/green/0a1c");
const RULE = elb("listener-rule/app/orders/1/2/3");
const LISTENER = elb("listener/net/orders/1/2");
const LATTICE = `arn:aws:vpc-lattice:${REGION}:${ACCOUNT}:targetgroup/tg-0a1b`;

const json = JSON.stringify;
const judge = (resources: TestResource[]) => judgeStack(ecsServiceRoles, resources);

const service = (props: Record<string, unknown>, type = "aws:ecs/service:Service") =>
  resource(type, "starter", { name: "orders", cluster: CLUSTER, ...props });

interface Use {
  title: string;
  /** AWS's managed policy for the use, by its path and name. */
  managed: string;
  /** One action of each kind that the use asks for, with where it is asked. */
  actions: string[];
  make(role: unknown): TestResource;
  service?: string;
}

const ofService = (props: (role: unknown) => Record<string, unknown>, type?: string) => (of: unknown) =>
  service(props(of), type);

const VOLUMES: Omit<Use, "title" | "make"> = {
  managed: "service-role/AmazonECSInfrastructureRolePolicyForVolumes",
  actions: [
    "ec2:CreateVolume",
    "ec2:CreateTags",
    "ec2:DescribeVolumes",
    "ec2:AttachVolume",
    "ec2:DetachVolume",
    "ec2:DeleteVolume",
  ],
};
const BALANCERS: Omit<Use, "title" | "make"> = {
  managed: "AmazonECSInfrastructureRolePolicyForLoadBalancers",
  actions: [
    "elasticloadbalancing:DescribeRules",
    "elasticloadbalancing:RegisterTargets",
    "elasticloadbalancing:DeregisterTargets",
    "elasticloadbalancing:ModifyRule",
  ],
};
const TLS: Omit<Use, "title" | "make"> = {
  managed: "service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity",
  actions: [
    "secretsmanager:CreateSecret",
    "secretsmanager:TagResource",
    "secretsmanager:DescribeSecret",
    "secretsmanager:RotateSecret",
    "acm-pca:GetCertificate",
    "acm-pca:IssueCertificate",
  ],
};

const volume = (roleArn: unknown) => ({ name: "scratch", managedEbsVolume: { roleArn, sizeInGb: 20 } });

const hook = (roleArn: unknown) => ({
  hookTargetArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:smoke-test`,
  roleArn,
  lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"],
});

const USES: Use[] = [
  {
    ...VOLUMES,
    title: "an EBS volume",
    make: ofService((of) => ({ volumeConfiguration: volume(of) })),
  },
  {
    ...VOLUMES,
    title: "an EBS volume of aws-native",
    make: ofService((of) => ({ volumeConfigurations: [volume(of)] }), "aws-native:ecs:Service"),
  },
  {
    ...VOLUMES,
    title: "an EBS volume from a snapshot, on instances",
    make: ofService((of) => ({
      launchType: "EC2",
      volumeConfiguration: { name: "scratch", managedEbsVolume: { roleArn: of, snapshotId: "snap-0a1b" } },
    })),
  },
  {
    ...TLS,
    title: "Service Connect with TLS",
    make: ofService((of) => ({
      serviceConnectConfiguration: {
        enabled: true,
        services: [
          { portName: "http", tls: { roleArn: of, issuerCertAuthority: { awsPcaAuthorityArn: AUTHORITY } } },
        ],
      },
    })),
  },
  {
    ...BALANCERS,
    title: "blue/green behind an Application Load Balancer",
    make: ofService((of) => ({
      loadBalancers: [
        {
          targetGroupArn: BLUE,
          advancedConfiguration: {
            alternateTargetGroupArn: GREEN,
            productionListenerRule: RULE,
            roleArn: of,
          },
        },
      ],
    })),
  },
  {
    ...BALANCERS,
    actions: ["elasticloadbalancing:ModifyListener", "elasticloadbalancing:RegisterTargets"],
    title: "blue/green behind a Network Load Balancer",
    make: ofService((of) => ({
      loadBalancers: [
        {
          targetGroupArn: BLUE,
          advancedConfiguration: {
            alternateTargetGroupArn: GREEN,
            productionListenerRule: LISTENER,
            testListenerRule: LISTENER,
            roleArn: of,
          },
        },
      ],
    })),
  },
  {
    title: "a hook of the deployment",
    managed: "service-role/AWSLambdaRole",
    actions: ["lambda:InvokeFunction"],
    make: ofService((of) => ({
      deploymentConfiguration: { strategy: "BLUE_GREEN", lifecycleHooks: [hook(of)] },
    })),
  },
  {
    title: "a hook of the deployment, of aws-native",
    managed: "service-role/AWSLambdaRole",
    actions: ["lambda:InvokeFunction"],
    make: ofService(
      (of) => ({ deploymentConfiguration: { lifecycleHooks: [hook(of)] } }),
      "aws-native:ecs:Service",
    ),
  },
  {
    title: "VPC Lattice",
    managed: "AmazonECSInfrastructureRolePolicyForVpcLattice",
    actions: ["vpc-lattice:RegisterTargets", "vpc-lattice:DeregisterTargets", "ec2:DescribeSubnets"],
    make: ofService((of) => ({
      vpcLatticeConfigurations: [{ roleArn: of, portName: "http", targetGroupArn: LATTICE }],
    })),
  },
  {
    title: "iamRole, for a target group",
    managed: "service-role/AmazonEC2ContainerServiceRole",
    actions: ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"],
    make: ofService((of) => ({ iamRole: of, loadBalancers: [{ targetGroupArn: BLUE }] })),
  },
  {
    title: "iamRole, for a classic load balancer",
    managed: "service-role/AmazonEC2ContainerServiceRole",
    actions: ["elasticloadbalancing:RegisterInstancesWithLoadBalancer"],
    make: ofService((of) => ({ iamRole: of, loadBalancers: [{ elbName: "orders" }] })),
  },
  {
    title: "managed instances",
    managed: "AmazonECSInfrastructureRolePolicyForManagedInstances",
    actions: ["ec2:CreateFleet", "ec2:RunInstances", "ec2:CreateLaunchTemplate", "ec2:CreateTags"],
    make: (of) =>
      resource("aws:ecs/capacityProvider:CapacityProvider", "starter", {
        name: "managed",
        managedInstancesProvider: {
          infrastructureRoleArn: of,
          instanceLaunchTemplate: {
            ec2InstanceProfileArn: `arn:aws:iam::${ACCOUNT}:instance-profile/ecsInstanceRole`,
          },
        },
      }),
  },
  {
    title: "an express service",
    managed: "service-role/AmazonECSInfrastructureRoleforExpressGatewayServices",
    actions: [
      "elasticloadbalancing:CreateLoadBalancer",
      "elasticloadbalancing:DescribeRules",
      "application-autoscaling:RegisterScalableTarget",
    ],
    make: (of) =>
      resource("aws:ecs/expressGatewayService:ExpressGatewayService", "starter", {
        infrastructureRoleArn: of,
      }),
  },
  {
    title: "an instance that joins a cluster",
    service: "ec2.amazonaws.com",
    managed: "service-role/AmazonEC2ContainerServiceforEC2Role",
    actions: ["ecs:RegisterContainerInstance", "ecs:Poll", "ecs:DiscoverPollEndpoint"],
    make: () =>
      resource("aws:ec2/launchTemplate:LaunchTemplate", "starter", {
        iamInstanceProfile: { name: "nodes" },
        userData: Buffer.from("#!/bin/bash\necho ECS_CLUSTER=main >> /etc/ecs/ecs.config\n").toString(
          "base64",
        ),
      }),
  },
];

/** By name: what is used where the use goes by an instance profile. */
const profile = () =>
  resource("aws:iam/instanceProfile:InstanceProfile", "nodes", { name: "nodes", role: INFRA });

interface Change {
  trust?: object;
  statements?: object[];
  attach?: string[];
  props?: Record<string, unknown>;
  named?: unknown;
}

function stackOf(use: Use, stage: "first" | "later", change: Change = {}): TestResource[] {
  const assumeRolePolicy = json(change.trust ?? trust(use.service ?? "ecs.amazonaws.com"));
  const infra = role(INFRA, { assumeRolePolicy, ...change.props });
  const named = change.named ?? (stage === "first" ? outputOf(infra) : INFRA_ARN);
  return [
    infra,
    profile(),
    ...(change.statements ? [rolePolicy(INFRA, "own", change.statements)] : []),
    ...(change.attach ?? [use.managed]).map((name) => attachment(INFRA, `arn:aws:iam::aws:policy/${name}`)),
    use.make(named),
  ];
}

const services = (use: Use) => [...new Set(use.actions.map((action) => action.split(":")[0]))];
const all = (use: Use) => services(use).map((each) => statement(`${each}:*`));

const condition = (of: string, Condition: object) =>
  document({ Effect: "Allow", Principal: { Service: of }, Action: "sts:AssumeRole", Condition });

describe("ecs-service-roles", () => {
  for (const use of USES) {
    const principal = use.service ?? "ecs.amazonaws.com";
    for (const stage of ["first", "later"] as const) {
      const found = (change: Change, of = use) => judge(stackOf(of, stage, change));
      describe(`${use.title}, ${stage === "first" ? "at a first preview" : "in a later run"}`, () => {
        for (const [title, change] of [
          ["AWS's managed policy", {}],
          ["a policy of one's own", { attach: [], statements: all(use) }],
          [
            "other letters",
            {
              attach: [],
              statements: all(use).map(
                (each) =>
                  JSON.parse(
                    json(each)
                      .toUpperCase()
                      .replace('"EFFECT":"ALLOW"', '"Effect":"Allow"')
                      .replace('"ACTION"', '"Action"')
                      .replace('"RESOURCE"', '"Resource"'),
                  ) as object,
              ),
            },
          ],
          ["trust of two services", { trust: trust("lambda.amazonaws.com", principal) }],
        ] as [string, Change][]) {
          it(`Compliance: ${title}`, () => assert.deepEqual(found(change), []));
        }
        for (const [title, change, mention] of [
          ["trusts ECS tasks", { trust: trust("ecs-tasks.amazonaws.com") }, principal],
          ["trusts another service", { trust: trust("lambda.amazonaws.com") }, principal],
          [
            "trusts it for another account",
            { trust: condition(principal, { StringEquals: { "aws:SourceAccount": "999900001111" } }) },
            "aws:SourceAccount",
          ],
          ["has nothing", { attach: [] }, INFRA],
          ["has AWS's policy for another use", { attach: ["AmazonECS_FullAccessX"] }, INFRA],
        ] as [string, Change, string][]) {
          it(`Noncompliance: the role ${title}`, () => {
            const findings = found(change);
            assert.ok(findings.length > 0);
            assert.ok(json(findings).includes(mention), json(findings));
            assert.match(findings[0]?.urn ?? "", /::starter$/);
            assert.deepEqual(judge([...stackOf(use, stage, change)].reverse()), findings);
          });
        }
        for (const action of use.actions) {
          it(`Noncompliance: ${action} is denied`, () => {
            const findings = found({ statements: [deny(action)] });
            assert.ok(
              findings.some(({ verdict, actions }) => verdict === "violated" && actions.includes(action)),
              json(findings),
            );
          });
        }
      });
    }
  }

  describe("one role", () => {
    const uses = USES.filter(({ make }) => make("x").type === "aws:ecs/service:Service").slice(0, 3);
    it("Compliance: for several uses", () => {
      const all = uses.flatMap((use, index) => {
        const made = use.make(INFRA_ARN);
        return [{ ...made, urn: `${made.urn}${index}`, name: `${made.name}${index}` }];
      });
      const attached = uses.map(({ managed }) => attachment(INFRA, `arn:aws:iam::aws:policy/${managed}`));
      const infra = role(INFRA, { assumeRolePolicy: json(trust("ecs.amazonaws.com")) });
      assert.deepEqual(
        judge([infra, ...attached, ...all, ...[USES[3]!].map(({ make }) => make(INFRA_ARN))].slice(0, 1)),
        [],
      );
      const tls = attachment(INFRA, `arn:aws:iam::aws:policy/${TLS.managed}`);
      assert.deepEqual(judge([infra, ...attached, tls, ...all]), []);
    });
  });

  describe("where something is not known", () => {
    const [use] = USES as [Use, ...Use[]];
    const verdicts = (change: Change) => judge(stackOf(use, "later", change)).map(({ verdict }) => verdict);
    it("the role, its trust, a policy: unproven", () => {
      assert.deepEqual(verdicts({ named: unknown() }), ["unproven"]);
      assert.deepEqual(verdicts({ props: { assumeRolePolicy: unknown() } }), ["unproven"]);
      assert.deepEqual(verdicts({ named: arnOf("role", "elsewhere") }), ["unproven"]);
    });
    it("the narrower source of its trust: unproven; all of the account's is right", () => {
      const source = (arn: string) => condition("ecs.amazonaws.com", { ArnLike: { "aws:SourceArn": arn } });
      assert.deepEqual(verdicts({ trust: source(`arn:aws:ecs:${REGION}:${ACCOUNT}:*`) }), []);
      assert.deepEqual(verdicts({ trust: source(`arn:aws:ecs:${REGION}:${ACCOUNT}:service/main/*`) }), [
        "unproven",
      ]);
    });
    it("no role at all: violated", () => {
      assert.deepEqual(verdicts({ named: "" }), ["violated"]);
      assert.deepEqual(verdicts({ named: INFRA }), ["violated"]);
    });
  });

  describe("iamRole as the provider fills it in", () => {
    for (const value of [
      unknown(),
      "/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",
      `arn:aws:iam::${ACCOUNT}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
    ]) {
      it(`Compliance: ${String(value)}`, () => assert.deepEqual(judge([service({ iamRole: value })]), []));
    }
  });

  describe("a customer managed key", () => {
    const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/0a1b2c3d-1111-2222-3333-444455556666`;
    const root = {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: "kms:*",
      Resource: "*",
    };
    const USE = ["kms:CreateGrant", "kms:DescribeKey", "kms:GenerateDataKey*"];
    const toRole = (rest: object = {}) => ({
      Effect: "Allow",
      Principal: { AWS: INFRA_ARN },
      Action: USE,
      Resource: "*",
      ...rest,
    });
    const stack = (policy: object[], statements: object[] = [], arn: unknown = KEY) => {
      const key = resource("aws:kms/key:Key", "volumes", { policy: json(document(...policy)) });
      const known = { ...key, props: { ...key.props, ...(arn === KEY ? { arn: KEY } : {}) } };
      const infra = role(INFRA, { assumeRolePolicy: json(trust("ecs.amazonaws.com")) });
      const managedEbsVolume = { roleArn: INFRA_ARN, kmsKeyId: arn === KEY ? KEY : outputOf(key) };
      return [
        known,
        infra,
        attachment(INFRA, `arn:aws:iam::aws:policy/${VOLUMES.managed}`),
        rolePolicy(INFRA, "own", [statement("ec2:DescribeRegions"), ...statements]),
        service({ volumeConfiguration: { name: "scratch", managedEbsVolume } }),
      ];
    };
    it("Compliance: the role's policy, or the key's", () => {
      assert.deepEqual(judge(stack([root], [statement(USE, KEY)])), []);
      assert.deepEqual(judge(stack([root, toRole()])), []);
      assert.deepEqual(judge(stack([root, toRole()], [], unknown())), []);
    });
    it("Compliance: with the conditions that AWS shows", () => {
      const Condition = {
        StringEquals: { "kms:ViaService": `ec2.${REGION}.amazonaws.com`, "kms:CallerAccount": ACCOUNT },
        Bool: { "kms:GrantIsForAWSResource": true },
      };
      assert.deepEqual(judge(stack([root, toRole({ Condition })])), []);
    });
    it("Noncompliance: neither", () => {
      const [found, ...more] = judge(stack([root]));
      assert.deepEqual(more, []);
      assert.deepEqual(found?.actions, [
        "kms:CreateGrant",
        "kms:DescribeKey",
        "kms:GenerateDataKeyWithoutPlaintext",
      ]);
    });
    it("Noncompliance: the key's policy names another role, or leaves an action out", () => {
      const other = toRole({ Principal: { AWS: arnOf("role", "other") } });
      assert.equal(judge(stack([root, other])).length, 1);
      const [found] = judge(stack([root, toRole({ Action: ["kms:DescribeKey", "kms:GenerateDataKey*"] })]));
      assert.deepEqual(found?.actions, ["kms:CreateGrant"]);
    });
  });

  describe("a certificate authority of the stack", () => {
    const tls = USES[3]!;
    const authority = (tags: object) =>
      resource("aws:acmpca/certificateAuthority:CertificateAuthority", "ca", { arn: AUTHORITY, tags });
    it("Compliance: it has the tag that AWS asks for", () => {
      assert.deepEqual(judge([...stackOf(tls, "later"), authority({ AmazonECSManaged: "true" })]), []);
    });
    it("Noncompliance: it lacks the tag", () => {
      const findings = judge([...stackOf(tls, "later"), authority({})]);
      assert.ok(findings.some(({ actions }) => actions.includes("acm-pca:IssueCertificate")));
    });
  });

  describe("the instances of managed instances", () => {
    const managed = USES.find(({ title }) => title === "managed instances")!;
    const stack = (
      name: string,
      statements: object[] = [],
      service = "ec2.amazonaws.com",
      props: Record<string, unknown> = {},
    ) => {
      const nodes = role(name, { assumeRolePolicy: json(trust(service)), ...props });
      const own = resource("aws:iam/instanceProfile:InstanceProfile", "own", {
        name: "ecsInstanceRole",
        role: name,
      });
      return [
        ...stackOf(managed, "later", { statements: [statement("ec2:DescribeRegions"), ...statements] }),
        nodes,
        own,
        attachment(name, "arn:aws:iam::aws:policy/AmazonECSInstanceRolePolicyForManagedInstances"),
      ];
    };
    it("Compliance: a name that AWS's policy passes, or a grant", () => {
      assert.deepEqual(judge(stack("ecsInstanceRole")), []);
      const pass = statement("iam:PassRole", arnOf("role", "nodes"), {
        Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
      });
      assert.deepEqual(judge(stack("nodes", [pass])), []);
    });
    it("Noncompliance: a name that AWS's policy does not pass", () => {
      const [found, ...more] = judge(stack("nodes"));
      assert.deepEqual(more, []);
      assert.deepEqual(found?.actions, ["iam:PassRole"]);
      assert.match(found?.remedy ?? "", /ec2\.amazonaws\.com/);
    });
    it("Unproven: a path that is not known, so that nobody knows what is passed", () => {
      const open = { path: unknown() };
      const [found, ...more] = judge(stack("ecsInstanceRole", [], undefined, open));
      assert.deepEqual(more, []);
      assert.deepEqual([found?.verdict, found?.actions], ["unproven", ["iam:PassRole"]]);
      assert.deepEqual(judge(stack("nodes", [statement("iam:PassRole")], undefined, open)), []);
    });
    it("Noncompliance: the instances' role trusts ECS", () => {
      const findings = judge(stack("ecsInstanceRole", [], "ecs.amazonaws.com"));
      assert.ok(findings.some(({ actions }) => actions.includes("sts:AssumeRole")));
    });
  });

  describe("instances outside of AWS", () => {
    const external = taskDefinition("till", { requiresCompatibilities: ["EXTERNAL"], networkMode: "bridge" });
    const activated = (assumeRolePolicy: object, task: TestResource = external, policies = [AGENT]) =>
      judge([
        task,
        role("till-node", { assumeRolePolicy: json(assumeRolePolicy) }),
        ...policies.map((arn) => attachment("till-node", `arn:aws:iam::aws:policy/${arn}`)),
        resource("aws:ssm/activation:Activation", "till", { iamRole: "till-node" }),
      ]).map(({ verdict, actions }) => [verdict, ...actions].join(" "));
    const AGENT = "service-role/AmazonEC2ContainerServiceforEC2Role";
    const SSM = "ssm.amazonaws.com";

    it("Compliance: Systems Manager may assume their role", () => {
      assert.deepEqual(activated(trust(SSM)), []);
      const own = { StringEquals: { "aws:SourceAccount": ACCOUNT } };
      const all = { ArnEquals: { "aws:SourceArn": `arn:aws:ssm:${REGION}:${ACCOUNT}:*` } };
      assert.deepEqual(activated(condition(SSM, { ...own, ...all })), []);
    });

    it("Compliance: an activation of other machines", () => {
      assert.deepEqual(activated(trust("ec2.amazonaws.com"), taskDefinition("web")), []);
    });

    it("Noncompliance: EC2 may, or their role may not find ECS", () => {
      assert.deepEqual(activated(trust("ec2.amazonaws.com")), ["violated sts:AssumeRole"]);
      assert.deepEqual(activated(trust(SSM), external, []), ["violated ecs:DiscoverPollEndpoint"]);
    });
  });

  describe("instances of a capacity provider's group", () => {
    const template = resource("aws:ec2/launchTemplate:LaunchTemplate", "starter", {
      iamInstanceProfile: { name: "nodes" },
    });
    const group = resource("aws:autoscaling/group:Group", "group", {
      launchTemplate: { id: outputOf(template) },
    });
    const provider = resource("aws:ecs/capacityProvider:CapacityProvider", "provider", {
      autoScalingGroupProvider: { autoScalingGroupArn: outputOf(group) },
    });
    const stack = (service: string) => [
      template,
      group,
      provider,
      profile(),
      resource("aws:ecs/cluster:Cluster", "main", { name: "main" }),
      role(INFRA, { assumeRolePolicy: json(trust(service)) }),
      attachment(INFRA, "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"),
    ];
    it("Compliance: EC2 may assume their role", () =>
      assert.deepEqual(judge(stack("ec2.amazonaws.com")), []));
    it("Noncompliance: ECS may", () => {
      assert.deepEqual(judge(stack("ecs.amazonaws.com"))[0]?.actions, ["sts:AssumeRole"]);
    });
    it("Compliance: a template of other instances", () => {
      assert.deepEqual(judge([template, profile(), role(INFRA)]), []);
    });
  });

  describe("compute environments of AWS Batch", () => {
    const AGENT = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role";
    const trusting = (name: string, by: string) => role(name, { assumeRolePolicy: json(trust(by)) });
    const environment = (computeResources: unknown, more: Record<string, unknown> = {}, type?: string) =>
      resource(type ?? "aws:batch/computeEnvironment:ComputeEnvironment", "jobs", {
        name: "jobs",
        computeResources,
        ...more,
      });
    const found = (...resources: TestResource[]) =>
      judge(resources).map(({ verdict, actions }) => [verdict, ...actions].join(" "));
    const nodes = [profile(), trusting(INFRA, "ec2.amazonaws.com"), attachment(INFRA, AGENT)];

    it("Compliance: instances by their profile's ARN, name or output, of either provider", () => {
      const arn = `arn:aws:iam::${ACCOUNT}:instance-profile/nodes`;
      for (const instanceRole of [arn, "nodes", outputOf(profile())])
        assert.deepEqual(found(...nodes, environment({ type: "EC2", instanceRole })), []);
      const native = "aws-native:batch:ComputeEnvironment";
      assert.deepEqual(found(...nodes, environment({ instanceRole: arn }, {}, native)), []);
    });

    it("Compliance: none of the stack's, or not known", () => {
      const elsewhere = { instanceRole: "others", spotIamFleetRole: arnOf("role", "fleet") };
      assert.deepEqual(found(environment(elsewhere, { serviceRole: arnOf("role", "batch") })), []);
      assert.deepEqual(found(environment(unknown())), []);
      assert.deepEqual(found(environment("wrong")), []);
      assert.deepEqual(found(environment(undefined)), []);
    });

    it("Noncompliance: instances whose role trusts ECS, or may not find it", () => {
      const jobs = environment({ instanceRole: "nodes" });
      const ofEcs = [profile(), trusting(INFRA, "ecs.amazonaws.com"), attachment(INFRA, AGENT), jobs];
      assert.deepEqual(found(...ofEcs), ["violated sts:AssumeRole"]);
      assert.deepEqual(found(...nodes.slice(0, 2), jobs), ["violated ecs:DiscoverPollEndpoint"]);
    });

    it("Noncompliance: roles for spot capacity and for Batch that trust others", () => {
      const named = environment(
        { spotIamFleetRole: arnOf("role", "fleet") },
        { serviceRole: arnOf("role", "batch") },
      );
      const trusted = (fleet: string, batch: string) =>
        found(trusting("fleet", fleet), trusting("batch", batch), named);
      assert.deepEqual(trusted("spotfleet.amazonaws.com", "batch.amazonaws.com"), []);
      assert.deepEqual(trusted("spot.amazonaws.com", "ecs.amazonaws.com"), [
        "violated sts:AssumeRole",
        "violated sts:AssumeRole",
      ]);
    });
  });
});

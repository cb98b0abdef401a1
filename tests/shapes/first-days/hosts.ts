/** First-day programs on instances, with volumes, sessions and what ECS itself assumes roles for. */
import { awslogs, ecr, executionRole, fargateTask, inline, logGroup, attach, role, service } from "../parts";
import type { FirstDay } from "../first-day-shape";
import { allow, json, policy, type Program, type Resource, text, trust } from "../program";

const FOR_INSTANCES = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role";

/** A group of instances that join the cluster, and the capacity provider over it. */
function instances(p: Program, cluster: Resource, policyArn: string): Resource {
  const host = role(p, "host", { assumeRolePolicy: trust("ec2.amazonaws.com") });
  attach(p, host, policyArn);
  const profile = p.add("aws:iam/instanceProfile:InstanceProfile", "host", { role: host.output("name") });
  const script = text`#!/bin/bash
echo ECS_CLUSTER=${cluster.id} >> /etc/ecs/ecs.config`;
  const template = p.add("aws:ec2/launchTemplate:LaunchTemplate", "host", {
    imageId: "ami-0a1b2c3d4e5f67890",
    instanceType: "t3.medium",
    iamInstanceProfile: { arn: profile.arn },
    userData: script,
  });
  const group = p.add("aws:autoscaling/group:Group", "hosts", {
    minSize: 1,
    maxSize: 3,
    launchTemplate: { id: template.id, version: "$Latest" },
    vpcZoneIdentifiers: ["subnet-0a1b2c3d"],
  });
  const provider = p.add("aws:ecs/capacityProvider:CapacityProvider", "hosts", {
    autoScalingGroupProvider: { autoScalingGroupArn: group.arn, managedScaling: { status: "ENABLED" } },
  });
  p.add("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", "hosts", {
    clusterName: cluster.output("name"),
    capacityProviders: [provider.output("name")],
  });
  return provider;
}

export const HOSTS: FirstDay[] = [
  {
    title: "a capacity provider over instances that join the cluster by its name",
    program: (p, isFaulty) => {
      const cluster = p.add("aws:ecs/cluster:Cluster", "main", {});
      const provider = instances(
        p,
        cluster,
        isFaulty ? "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly" : FOR_INSTANCES,
      );
      const group = logGroup(p, "app");
      const task = p.add("aws:ecs/taskDefinition:TaskDefinition", "app", {
        family: "app",
        requiresCompatibilities: ["EC2"],
        networkMode: "bridge",
        executionRoleArn: executionRole(p).arn,
        containerDefinitions: json([
          { name: "app", image: ecr("app"), memory: 256, logConfiguration: awslogs(group.output("name")) },
        ]),
      });
      service(p, "app", task, {
        launchType: undefined,
        cluster: cluster.arn,
        capacityProviderStrategies: [{ capacityProvider: provider.output("name"), weight: 1 }],
      });
    },
    policy: "ecs-service-roles",
    mentions: ["host"],
  },
  {
    title: "a service on instances whose task has no execution role, so that theirs pulls and logs",
    program: (p, isFaulty) => {
      const cluster = p.add("aws:ecs/cluster:Cluster", "main", {});
      const provider = instances(
        p,
        cluster,
        isFaulty ? "arn:aws:iam::aws:policy/AmazonECSInstanceRolePolicyForManagedInstances" : FOR_INSTANCES,
      );
      const group = logGroup(p, "app");
      const task = p.add("aws:ecs/taskDefinition:TaskDefinition", "app", {
        family: "app",
        requiresCompatibilities: ["EC2"],
        networkMode: "bridge",
        containerDefinitions: json([
          { name: "app", image: ecr("app"), memory: 256, logConfiguration: awslogs(group.output("name")) },
        ]),
      });
      service(p, "app", task, {
        launchType: undefined,
        cluster: cluster.arn,
        capacityProviderStrategies: [{ capacityProvider: provider.output("name"), weight: 1 }],
      });
    },
    policy: "ecs-task-can-start",
    mentions: ["host", "ecr:BatchGetImage"],
  },
  {
    title: "awsx EC2Service with a container whose environment names the load balancer",
    program: (p, isFaulty) =>
      p.component("awsx:ecs:EC2Service", "web", {}, () =>
        p.component("awsx:ecs:EC2TaskDefinition", "web", {}, () => {
          const balancer = p.add("aws:lb/loadBalancer:LoadBalancer", "web", {});
          const group = p.add("aws:cloudwatch/logGroup:LogGroup", "web", {});
          const container = {
            name: "web",
            image: ecr("web"),
            memory: 256,
            environment: [{ name: "PUBLIC_HOST", value: balancer.output("dnsName") }],
            logConfiguration: awslogs(group.id, "web"),
            ...(isFaulty ? { privileged: true } : {}),
          };
          const task = p.add("aws:ecs/taskDefinition:TaskDefinition", "web", {
            family: "web-1f0c5a7e",
            requiresCompatibilities: ["EC2"],
            networkMode: "awsvpc",
            executionRoleArn: executionRole(p, "web-execution").arn,
            taskRoleArn: role(p, "web-task").arn,
            containerDefinitions: json([container]),
          });
          service(p, "web", task, { launchType: "EC2" });
        }),
      ),
    policy: "container-isolation",
    mentions: ["privileged"],
  },
  {
    title: "a service with a managed EBS volume under a key of the stack",
    program: (p, isFaulty) => {
      const infrastructure = role(p, "volumes", {
        assumeRolePolicy: trust(isFaulty ? "ecs-tasks.amazonaws.com" : "ecs.amazonaws.com"),
      });
      attach(
        p,
        infrastructure,
        "arn:aws:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForVolumes",
      );
      const key = p.add("aws:kms/key:Key", "volumes", {});
      inline(
        p,
        infrastructure,
        policy(
          allow(["kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:Decrypt"], key.arn),
          allow("kms:CreateGrant", key.arn, { Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } }),
        ),
      );
      const group = logGroup(p, "search");
      const container = {
        name: "search",
        image: ecr("search"),
        mountPoints: [{ sourceVolume: "index", containerPath: "/index" }],
        logConfiguration: awslogs(group.id),
      };
      const task = fargateTask(p, "search", json([container]), {
        executionRoleArn: executionRole(p).arn,
        volumes: [{ name: "index", configureAtLaunch: true }],
      });
      service(p, "search", task, {
        volumeConfiguration: {
          name: "index",
          managedEbsVolume: {
            roleArn: infrastructure.arn,
            sizeInGb: 20,
            encrypted: true,
            kmsKeyId: key.arn,
            fileSystemType: "xfs",
          },
        },
      });
    },
    policy: "ecs-service-roles",
    mentions: ["ecs.amazonaws.com"],
  },
  {
    title: "sessions of ECS Exec that are encrypted and logged by the cluster",
    program: (p, isFaulty) => {
      const key = p.add("aws:kms/key:Key", "exec", {});
      const sessions = logGroup(p, "sessions");
      const cluster = p.add("aws:ecs/cluster:Cluster", "main", {
        configuration: {
          executeCommandConfiguration: {
            kmsKeyId: key.arn,
            logging: "OVERRIDE",
            logConfiguration: { cloudWatchLogGroupName: sessions.output("name") },
          },
        },
      });
      const task = role(p, "task");
      const channels = [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ];
      inline(
        p,
        task,
        policy(
          allow(channels, "*"),
          allow(isFaulty ? "kms:DescribeKey" : "kms:Decrypt", key.arn),
          allow("logs:DescribeLogGroups", "*"),
          allow(
            ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            text`${sessions.arn}:*`,
          ),
        ),
      );
      const group = logGroup(p, "app");
      const container = { name: "app", image: ecr("app"), logConfiguration: awslogs(group.output("name")) };
      const definition = fargateTask(p, "app", json([container]), {
        executionRoleArn: executionRole(p).arn,
        taskRoleArn: task.arn,
      });
      service(p, "app", definition, { cluster: cluster.id, enableExecuteCommand: true });
    },
    policy: "ecs-task-can-start",
    mentions: ["kms:Decrypt"],
  },
  {
    title: "a service that a load balancer of the stack shifts between two target groups",
    program: (p, isFaulty) => {
      const [blue, green] = ["blue", "green"].map((name) =>
        p.add("aws:lb/targetGroup:TargetGroup", name, { port: 80, targetType: "ip" }),
      ) as [Resource, Resource];
      const balancer = p.add("aws:lb/loadBalancer:LoadBalancer", "web", {});
      const listener = p.add("aws:lb/listener:Listener", "web", {
        loadBalancerArn: balancer.arn,
        port: 80,
        defaultActions: [{ type: "forward", targetGroupArn: blue.arn }],
      });
      const rule = p.add("aws:lb/listenerRule:ListenerRule", "web", {
        listenerArn: listener.arn,
        actions: [{ type: "forward", targetGroupArn: blue.arn }],
        conditions: [{ pathPattern: { values: ["/*"] } }],
      });
      const shifting = role(p, "shifting", { assumeRolePolicy: trust("ecs.amazonaws.com") });
      const forBalancers = "AmazonECSInfrastructureRolePolicyForLoadBalancers";
      const forVolumes = "service-role/AmazonECSInfrastructureRolePolicyForVolumes";
      attach(p, shifting, `arn:aws:iam::aws:policy/${isFaulty ? forVolumes : forBalancers}`);
      const group = logGroup(p, "web");
      const container = {
        name: "web",
        image: ecr("web"),
        portMappings: [{ containerPort: 80 }],
        logConfiguration: awslogs(group.id),
      };
      const task = fargateTask(p, "web", json([container]), { executionRoleArn: executionRole(p).arn });
      service(p, "web", task, {
        deploymentConfiguration: { strategy: "BLUE_GREEN" },
        loadBalancers: [
          {
            targetGroupArn: blue.arn,
            containerName: "web",
            containerPort: 80,
            advancedConfiguration: {
              alternateTargetGroupArn: green.arn,
              productionListenerRule: rule.arn,
              roleArn: shifting.arn,
            },
          },
        ],
      });
    },
    policy: "ecs-service-roles",
    mentions: ["shifting", "elasticloadbalancing:"],
  },
];

/** ECS itself, and what scales and finds its services. */
import { ECS, ECS_TASKS, servicePrincipal } from "../../../aws/service-principals";
import { reference, type ServiceTable } from "../type-rights";

const CLUSTER = "arn:PARTITION:ecs:REGION:ACCOUNT:cluster/{name}";
const SERVICE = "arn:PARTITION:ecs:REGION:ACCOUNT:service/{cluster!=default}/{name}";

/** Task definitions have no resource-level permissions: see `ecs/register-needs.ts`. */
export const ECS_TABLE: ServiceTable = {
  reference: reference("amazonelasticcontainerservice"),
  rows: [
    {
      types: ["aws:ecs/cluster:Cluster"],
      provider: "aws_ecs_cluster",
      source: "ecs/cluster.go",
      on: CLUSTER,
      create: ["ecs:CreateCluster"],
      read: ["ecs:DescribeClusters"],
      delete: ["ecs:DeleteCluster"],
      tags: ["ecs:TagResource", "ecs:UntagResource"],
      also: [
        { where: "settings", update: ["ecs:UpdateCluster"] },
        { where: "configuration", update: ["ecs:UpdateCluster"] },
        { where: "serviceConnectDefaults", update: ["ecs:UpdateCluster"] },
      ],
      linked: ECS,
    },
    {
      types: ["aws:ecs/clusterCapacityProviders:ClusterCapacityProviders"],
      provider: "aws_ecs_cluster_capacity_providers",
      source: "ecs/cluster_capacity_providers.go",
      on: { property: "clusterName", arn: "arn:PARTITION:ecs:REGION:ACCOUNT:cluster/{clusterName!}" },
      create: ["ecs:PutClusterCapacityProviders"],
      read: ["ecs:DescribeClusters"],
      update: ["ecs:PutClusterCapacityProviders"],
      delete: ["ecs:PutClusterCapacityProviders"],
    },
    {
      types: ["aws:ecs/capacityProvider:CapacityProvider"],
      provider: "aws_ecs_capacity_provider",
      source: "ecs/capacity_provider.go",
      on: "arn:PARTITION:ecs:REGION:ACCOUNT:capacity-provider/{name}",
      create: ["ecs:CreateCapacityProvider"],
      read: ["ecs:DescribeCapacityProviders"],
      update: ["ecs:UpdateCapacityProvider"],
      delete: ["ecs:DeleteCapacityProvider"],
      tags: ["ecs:TagResource", "ecs:UntagResource"],
      passes: [{ property: "managedInstancesProvider.infrastructureRoleArn", service: ECS }],
    },
    {
      types: ["aws:ecs/service:Service"],
      provider: "aws_ecs_service",
      source: "ecs/service.go",
      on: SERVICE,
      create: ["ecs:CreateService"],
      read: ["ecs:DescribeServices"],
      update: ["ecs:UpdateService"],
      // Before it is deleted its tasks are taken away.
      delete: ["ecs:DeleteService", "ecs:UpdateService"],
      tags: ["ecs:TagResource", "ecs:UntagResource"],
      passes: [
        { property: "iamRole", service: ECS, takesName: true },
        { property: "loadBalancers.advancedConfiguration.roleArn", service: ECS },
        { property: "serviceConnectConfiguration.services.tls.roleArn", service: ECS },
        { property: "volumeConfiguration.managedEbsVolume.roleArn", service: ECS },
        { property: "vpcLatticeConfigurations.roleArn", service: ECS },
      ],
      linked: ECS,
    },
    {
      types: ["aws:ecs/taskDefinition:TaskDefinition"],
      provider: "aws_ecs_task_definition",
      source: "ecs/task_definition.go",
      on: "*",
      create: ["ecs:RegisterTaskDefinition"],
      read: ["ecs:DescribeTaskDefinition"],
      also: [{ unless: "skipDestroy", delete: ["ecs:DeregisterTaskDefinition"] }],
      tags: ["ecs:TagResource", "ecs:UntagResource"],
      tagsOn: "arn:PARTITION:ecs:REGION:ACCOUNT:task-definition/{family}:*",
      passes: [
        { property: "taskRoleArn", service: ECS_TASKS, takesName: true },
        { property: "executionRoleArn", service: ECS_TASKS, takesName: true },
      ],
    },
    {
      types: ["aws:ecs/taskSet:TaskSet"],
      provider: "aws_ecs_task_set",
      source: "ecs/task_set.go",
      on: "arn:PARTITION:ecs:REGION:ACCOUNT:task-set/{cluster!}/{service!}/*",
      create: ["ecs:CreateTaskSet"],
      read: ["ecs:DescribeTaskSets"],
      update: ["ecs:UpdateTaskSet"],
      delete: ["ecs:DeleteTaskSet"],
      tags: ["ecs:TagResource", "ecs:UntagResource"],
    },
  ],
};

export const SCALING: ServiceTable = {
  reference: reference("awsapplicationautoscaling"),
  rows: [
    {
      types: ["aws:appautoscaling/target:Target"],
      provider: "aws_appautoscaling_target",
      source: "appautoscaling/target.go",
      on: "arn:PARTITION:application-autoscaling:REGION:ACCOUNT:scalable-target/*",
      create: ["application-autoscaling:RegisterScalableTarget"],
      read: [
        "application-autoscaling:DescribeScalableTargets",
        "application-autoscaling:ListTagsForResource",
      ],
      update: ["application-autoscaling:RegisterScalableTarget"],
      delete: ["application-autoscaling:DeregisterScalableTarget"],
      tags: ["application-autoscaling:TagResource", "application-autoscaling:UntagResource"],
      linked: servicePrincipal("ecs.application-autoscaling"),
    },
    {
      types: ["aws:appautoscaling/policy:Policy"],
      provider: "aws_appautoscaling_policy",
      source: "appautoscaling/policy.go",
      on: "arn:PARTITION:application-autoscaling:REGION:ACCOUNT:scalable-target/*",
      create: ["application-autoscaling:PutScalingPolicy"],
      read: ["application-autoscaling:DescribeScalingPolicies"],
      update: ["application-autoscaling:PutScalingPolicy"],
      delete: ["application-autoscaling:DeleteScalingPolicy"],
    },
  ],
};

export const DISCOVERY: ServiceTable = {
  reference: reference("awscloudmap"),
  rows: [
    {
      types: ["aws:servicediscovery/service:Service"],
      provider: "aws_service_discovery_service",
      source: "servicediscovery/service.go",
      on: "arn:PARTITION:servicediscovery:REGION:ACCOUNT:service/{id}",
      read: ["servicediscovery:GetService", "servicediscovery:ListTagsForResource"],
      update: ["servicediscovery:UpdateService"],
      delete: ["servicediscovery:DeleteService"],
      tags: ["servicediscovery:TagResource", "servicediscovery:UntagResource"],
      also: [
        {
          on: "arn:PARTITION:servicediscovery:REGION:ACCOUNT:namespace/*",
          create: ["servicediscovery:CreateService"],
        },
      ],
    },
    {
      types: ["aws:servicediscovery/httpNamespace:HttpNamespace"],
      provider: "aws_service_discovery_http_namespace",
      source: "servicediscovery/http_namespace.go",
      on: "arn:PARTITION:servicediscovery:REGION:ACCOUNT:namespace/{id}",
      create: ["servicediscovery:CreateHttpNamespace", "servicediscovery:GetOperation"],
      read: ["servicediscovery:GetNamespace", "servicediscovery:ListTagsForResource"],
      delete: ["servicediscovery:DeleteNamespace", "servicediscovery:GetOperation"],
      tags: ["servicediscovery:TagResource", "servicediscovery:UntagResource"],
    },
  ],
};

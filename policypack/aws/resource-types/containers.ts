/** ECS and ECR. */
import type { ResourceType } from "../resource-type";
import { ownPolicy } from "./own-policy";

export const CONTAINERS: ResourceType[] = [
  { type: "aws:ecs/taskDefinition:TaskDefinition", is: "task definition", name: "family", arn: "arn" },
  { type: "aws-native:ecs:TaskDefinition", is: "task definition", name: "family", arn: "taskDefinitionArn" },
  { type: "aws:ecs/service:Service", is: "service", name: "name", arn: "arn" },
  { type: "aws-native:ecs:Service", is: "service", name: "serviceName", arn: "serviceArn" },
  { type: "aws:ecs/cluster:Cluster", is: "cluster", name: "name", arn: "arn" },
  { type: "aws-native:ecs:Cluster", is: "cluster", name: "clusterName", arn: "arn" },
  { type: "aws:ecr/repository:Repository", is: "repository", name: "name", arn: "arn" },
  {
    type: "aws-native:ecr:Repository",
    is: "repository",
    name: "repositoryName",
    arn: "arn",
    resourcePolicy: { on: "repository", document: "repositoryPolicyText" },
  },
  { type: "aws:ecr/pullThroughCacheRule:PullThroughCacheRule", is: "pull-through rule" },
  { type: "aws-native:ecr:PullThroughCacheRule", is: "pull-through rule" },
  ownPolicy("aws:ecr/repositoryPolicy:RepositoryPolicy", "repository", "repository"),
  ownPolicy("aws:ecr/registryPolicy:RegistryPolicy", "registry"),
  ownPolicy("aws-native:ecr:RegistryPolicy", "registry", undefined, "policyText"),
  { type: "aws:ecs/tag:Tag", is: "tag", name: "key" },
  { type: "aws:ecs/expressGatewayService:ExpressGatewayService", is: "express service", name: "serviceName" },
  { type: "aws-native:ecs:ExpressGatewayService", is: "express service", name: "serviceName" },
  { type: "aws:ecs/capacityProvider:CapacityProvider", is: "capacity provider", name: "name", arn: "arn" },
  { type: "aws-native:ecs:CapacityProvider", is: "capacity provider", name: "name" },
];

/**
 * Members that a rule of its own judges, with what AWS documents beyond the model: what is wrong with them is said there,
 * and once.
 */
const JUDGED_ELSEWHERE = new Set([
  // names-and-roles, size, network, platform, fargate
  "RegisterTaskDefinitionRequest.family",
  "RegisterTaskDefinitionRequest.taskRoleArn",
  "RegisterTaskDefinitionRequest.executionRoleArn",
  "RegisterTaskDefinitionRequest.networkMode",
  "RegisterTaskDefinitionRequest.containerDefinitions",
  "RegisterTaskDefinitionRequest.requiresCompatibilities",
  "RegisterTaskDefinitionRequest.cpu",
  "RegisterTaskDefinitionRequest.memory",
  "RegisterTaskDefinitionRequest.pidMode",
  "RegisterTaskDefinitionRequest.ipcMode",
  "EphemeralStorage.sizeInGiB",
  "RuntimePlatform.cpuArchitecture",
  "RuntimePlatform.operatingSystemFamily",
  // proxy
  "ProxyConfiguration.containerName",
  // tags
  "Tag.key",
  "Tag.value",
  // dependencies
  "ContainerDependency.containerName",
  "ContainerDependency.condition",
  // kernel-limits
  "Ulimit.name",
  "ContainerRestartPolicy.enabled",
  // logging
  "LogConfiguration.logDriver",
  "FirelensConfiguration.type",
  // health-checks
  "HealthCheck.command",
  "HealthCheck.interval",
  "HealthCheck.timeout",
  "HealthCheck.retries",
  "HealthCheck.startPeriod",
  // value-from
  "Secret.name",
  "Secret.valueFrom",
  "RepositoryCredentials.credentialsParameter",
  "EnvironmentFile.type",
  "EnvironmentFile.value",
  // ports
  "PortMapping.containerPort",
  "PortMapping.appProtocol",
  "PortMapping.name",
  // variables
  "KeyValuePair.name",
  "KeyValuePair.value",
  // volumes
  "Volume.name",
]);

/** What a rule of its own says of a member, where the rest is said by the model. */
const PARTLY = new Map<string, FaultKind>([
  ["LogConfiguration.options", "map value"],
  // ECS takes every protocol that it does not know for tcp.
  ["PortMapping.protocol", "value"],
  ["EFSVolumeConfiguration.fileSystemId", "missing"],
]);

type FaultKind = "map value" | "value" | "missing";

/** Whether nothing of the member is judged by the model. */
export function isJudgedElsewhere(structure: string, member: string): boolean {
  return JUDGED_ELSEWHERE.has(`${structure}.${member}`);
}

/** Whether another rule says that kind of fault of the member itself. */
export function isToldElsewhere(structure: string, member: string, kind: string): boolean {
  return isJudgedElsewhere(structure, member) || PARTLY.get(`${structure}.${member}`) === kind;
}

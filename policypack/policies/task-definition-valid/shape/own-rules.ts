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
  "LogConfiguration.options",
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
  // ports: ECS takes every protocol that it does not know for tcp
  "PortMapping.containerPort",
  "PortMapping.protocol",
  "PortMapping.appProtocol",
  "PortMapping.name",
  // variables
  "KeyValuePair.name",
  "KeyValuePair.value",
  // volumes
  "Volume.name",
  "EFSVolumeConfiguration.fileSystemId",
]);

export function isJudgedElsewhere(structure: string, member: string): boolean {
  return JUDGED_ELSEWHERE.has(`${structure}.${member}`);
}

/**
 * The keys of a container definition as ECS writes them.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
const KEYS = (
  "add appProtocol capabilities command condition containerName containerPath containerPort containerPortRange cpu " +
  "credentialSpecs credentialsParameter dependsOn devices disableNetworking dnsSearchDomains dnsServers dockerLabels " +
  "dockerSecurityOptions drop enabled entryPoint environment environmentFiles essential extraHosts " +
  "firelensConfiguration hardLimit healthCheck hostPath hostPort hostname ignoredExitCodes image initProcessEnabled " +
  "interactive interval ipAddress linuxParameters links logConfiguration logDriver maxSwap memory memoryReservation " +
  "mountOptions mountPoints name namespace options permissions portMappings privileged protocol pseudoTerminal " +
  "readOnly readonlyRootFilesystem repositoryCredentials resourceRequirements restartAttemptPeriod restartPolicy " +
  "retries secretOptions secrets sharedMemorySize size softLimit sourceContainer sourceVolume startPeriod " +
  "startTimeout stopTimeout swappiness systemControls timeout tmpfs type ulimits user value valueFrom " +
  "versionConsistency volumesFrom workingDirectory"
).split(" ");

const BY_LOWER_CASE = new Map(KEYS.map((key) => [key.toLowerCase(), key]));

/** The key that is meant whatever its letter case; of one that ECS does not have, with a small first letter. */
export function containerKey(written: string): string {
  return BY_LOWER_CASE.get(written.toLowerCase()) ?? written.charAt(0).toLowerCase() + written.slice(1);
}

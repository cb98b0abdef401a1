/** AWS's spelling of what this project says with keys of its own, answered with the key. */
import { type Advice, structureSchema } from "./shape-schema";
import { shapeOf } from "./shapes";

/** Members of a container whose key here has another name. */
const CONTAINER_KEYS: Advice = {
  portMappings: "AWS's portMappings are called ports here",
  logConfiguration:
    "AWS's logConfiguration is logGroup here for the awslogs driver, and log for every other driver",
  firelensConfiguration: "AWS's firelensConfiguration is called firelens here",
  mountPoints: "AWS's mountPoints are called mounts here",
  dockerLabels: "AWS's dockerLabels are called labels here",
};

/** Members of a task whose key here has another name. */
const TASK_KEYS: Advice = {
  containerDefinitions: "AWS's containerDefinitions are called containers here",
  requiresCompatibilities: "AWS's requiresCompatibilities are called launchTypes here",
  runtimePlatform: "AWS's runtimePlatform is two keys here, operatingSystem and architecture",
  ephemeralStorage: "AWS's ephemeralStorage is called ephemeralStorageGiB here",
  taskRoleArn: "AWS's taskRoleArn is taskRole here, with a mode and a name",
  executionRoleArn: "AWS's executionRoleArn is executionRole here, with a mode and a name",
};

const VOLUME_KEYS: Advice = {
  name: "a volume's name is its key in volumes",
  host: "AWS's host.sourcePath is called hostPath here",
  efsVolumeConfiguration: "AWS's efsVolumeConfiguration is called efs here",
};

/** Members that Pulumi's AWS provider cannot register. */
const NOT_IN_PROVIDER: Advice = Object.fromEntries(
  ["inferenceAccelerators", "trustedExecutionConfiguration"].map((member) => [
    member,
    "Pulumi's AWS provider has no such property of a task definition, so this program cannot register it",
  ]),
);

/** Members of a container whose key here has the same name. */
const CONTAINER_SAME = [
  "name",
  "image",
  "repositoryCredentials",
  "cpu",
  "memory",
  "memoryReservation",
  "essential",
  "restartPolicy",
  "entryPoint",
  "command",
  "environment",
  "environmentFiles",
  "linuxParameters",
  "secrets",
  "dependsOn",
  "startTimeout",
  "stopTimeout",
  "user",
  "workingDirectory",
  "readonlyRootFilesystem",
  "ulimits",
  "healthCheck",
];

/** The same of a task. */
const TASK_SAME = ["family", "networkMode", "volumes", "cpu", "memory", "tags"];

/** What to say of AWS's members that stand where this project's keys belong, at a container. */
export const containerAdvice: Advice = {
  ...intoAws("ContainerDefinition", CONTAINER_SAME),
  ...CONTAINER_KEYS,
};

/** The same at a task. */
export const taskAdvice: Advice = {
  ...intoAws("RegisterTaskDefinitionRequest", TASK_SAME),
  ...TASK_KEYS,
  ...NOT_IN_PROVIDER,
};

/** The same at a volume. */
export const volumeAdvice: Advice = { ...intoAws("Volume", []), ...VOLUME_KEYS };

/** What of a container has no key of its own, in the form of AWS's API. */
export const containerAws = () =>
  structureSchema("ContainerDefinition", { ...besideAws(CONTAINER_SAME), ...CONTAINER_KEYS });

/** What of a task has no key of its own. */
export const taskAws = () =>
  structureSchema("RegisterTaskDefinitionRequest", {
    ...besideAws(TASK_SAME),
    ...TASK_KEYS,
    ...NOT_IN_PROVIDER,
  });

/** The kinds of volume that have no key of their own. */
export const volumeAws = () => structureSchema("Volume", VOLUME_KEYS);

function intoAws(structure: string, same: string[]): Advice {
  const members = Object.keys(shapeOf(structure).members ?? {}).filter((member) => !same.includes(member));
  return Object.fromEntries(members.map((member) => [member, `write it below aws, as aws.${member}`]));
}

function besideAws(same: string[]): Advice {
  return Object.fromEntries(
    same.map((member) => [member, `it has a key of its own: write ${member} beside aws, not in it`]),
  );
}

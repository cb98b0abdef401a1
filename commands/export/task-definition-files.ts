import path from "node:path";
import type { StackConfig } from "../../components/config";
import { taskDefinitionFile } from "../../components/register-command";
import type { PlainResource } from "../../policypack/graph/types";
import { json, type ExportFile } from "./export-file";
import { exportFolder } from "./export-folder";

type Props = Record<string, unknown>;

/** What registers each task definition by hand, in a folder named after the task's key. */
export function taskDefinitionFiles(resources: PlainResource[], config: StackConfig): ExportFile[] {
  return resources
    .filter(({ type }) => type === "aws:ecs/taskDefinition:TaskDefinition")
    .map(({ props }) => {
      const task = config.tasks.find(({ family }) => family === props.family);
      if (!task) throw new Error(`No task of the config has the family ${String(props.family)}.`);
      return { path: taskDefinitionPath(config.stack, task.key), content: json(registerInput(props)) };
    });
}

/** Where a task's definition lies in the stack's folder. */
export function taskDefinitionPath(stack: string, taskKey: string): string {
  return path.posix.relative(exportFolder(stack), taskDefinitionFile(stack, taskKey));
}

/**
 * The input of RegisterTaskDefinition, as `--cli-input-json` takes it.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
function registerInput(props: Props): Props {
  const own = Object.keys(props).filter((key) => !NOT_REGISTERED.has(key));
  const foreign = own.filter((key) => !Object.hasOwn(FIELDS, key));
  if (foreign.length > 0) {
    throw new Error(
      `The task definition ${String(props.family)} has ${foreign.join(", ")}, which export cannot write yet.`,
    );
  }
  const fields = Object.entries(FIELDS).filter(([key]) => props[key] !== undefined);
  return Object.fromEntries(fields.map(([key, convert]) => [key, convert(props[key])]));
}

/** What Pulumi or its provider keeps beside what AWS registers. */
const NOT_REGISTERED = new Set(["skipDestroy", "trackLatest", "region", "__defaults"]);

const asIs = (value: unknown) => value;

/** In the order of AWS's documentation. */
const FIELDS: Record<string, (value: unknown) => unknown> = {
  family: asIs,
  taskRoleArn: asIs,
  executionRoleArn: asIs,
  networkMode: asIs,
  containerDefinitions: (value) => (typeof value === "string" ? JSON.parse(value) : value),
  volumes: (value) => (value as Props[]).map(volumeInput),
  placementConstraints: asIs,
  requiresCompatibilities: asIs,
  cpu: asIs,
  memory: asIs,
  tags: (value) =>
    Object.entries(value as Record<string, string>).map(([key, text]) => ({ key, value: text })),
  pidMode: asIs,
  ipcMode: asIs,
  ephemeralStorage: (value) => ({ sizeInGiB: (value as { sizeInGib: number }).sizeInGib }),
  proxyConfiguration: (value) => proxyInput(value as Props),
  runtimePlatform: asIs,
  enableFaultInjection: asIs,
};

/** The provider writes two members of a volume in its own way. */
function volumeInput({ hostPath, configureAtLaunch, ...volume }: Props): Props {
  return {
    ...volume,
    ...(hostPath !== undefined && { host: { sourcePath: hostPath } }),
    ...(configureAtLaunch !== undefined && { configuredAtLaunch: configureAtLaunch }),
  };
}

function proxyInput({ properties, ...proxy }: Props): Props {
  if (properties === undefined) return proxy;
  const list = Object.entries(properties as Props).map(([name, value]) => ({ name, value }));
  return { ...proxy, properties: list };
}

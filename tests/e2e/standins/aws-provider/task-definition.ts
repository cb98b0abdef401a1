import {
  DeregisterTaskDefinitionCommand,
  DescribeTaskDefinitionCommand,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
  TagResourceCommand,
  type TaskDefinition,
  UntagResourceCommand,
} from "@aws-sdk/client-ecs";
import { canonical, type Props, type ResourceType } from "./resource-type";
import { changedTags } from "./tags";

export const taskDefinition: ResourceType = {
  token: "aws:ecs/taskDefinition:TaskDefinition",
  noun: "ECS Task Definition",
  defaults: { skipDestroy: false, trackLatest: false },
  computed: ["arn", "arnWithoutRevision", "revision", "enableFaultInjection"],
  replaceOn: "all",
  sameValue: { containerDefinitions: sameContainers },

  async create({ ecs }, inputs) {
    const { taskDefinition: registered } = await ecs.send(new RegisterTaskDefinitionCommand(request(inputs)));
    return { id: inputs.family as string, outputs: identity(registered) };
  },

  async read({ ecs }, id, state) {
    const arn = (state.arn as string | undefined) ?? id;
    const found = await describe(() =>
      ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn, include: ["TAGS"] })),
    );
    if (!found || found.status === "INACTIVE") return undefined;
    const inputs: Props = {
      family: found.family,
      containerDefinitions: JSON.stringify(found.containerDefinitions),
      cpu: found.cpu,
      memory: found.memory,
      networkMode: found.networkMode,
      requiresCompatibilities: found.requiresCompatibilities,
      taskRoleArn: found.taskRoleArn,
      executionRoleArn: found.executionRoleArn,
      skipDestroy: state.skipDestroy ?? false,
      trackLatest: false,
      runtimePlatform: found.runtimePlatform,
      ephemeralStorage: found.ephemeralStorage && { sizeInGib: found.ephemeralStorage.sizeInGiB },
      ...(state.tags !== undefined && { tags: state.tags }),
    };
    const outputs = { ...inputs, ...identity(found), tagsAll: state.tagsAll ?? {} };
    return { id: found.family, inputs, outputs };
  },

  /** Only tags and the provider's own switches change in place. */
  async update({ ecs }, _id, state, inputs) {
    const { gone, set } = changedTags(state.tagsAll, inputs.tagsAll);
    const resourceArn = state.arn as string;
    if (gone.length > 0) await ecs.send(new UntagResourceCommand({ resourceArn, tagKeys: gone }));
    const tags = tagsOf(set);
    if (tags.length > 0) await ecs.send(new TagResourceCommand({ resourceArn, tags }));
  },

  async delete({ ecs }, _id, state) {
    if (state.skipDestroy === true) return;
    await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: state.arn as string }));
  },
};

function request(inputs: Props): RegisterTaskDefinitionCommandInput {
  const { containerDefinitions, runtimePlatform, tagsAll } = inputs;
  const tags = tagsOf(tagsAll as Record<string, string>);
  return {
    family: inputs.family as string,
    containerDefinitions: JSON.parse(
      containerDefinitions as string,
    ) as RegisterTaskDefinitionCommandInput["containerDefinitions"],
    cpu: inputs.cpu as string | undefined,
    memory: inputs.memory as string | undefined,
    networkMode: inputs.networkMode as RegisterTaskDefinitionCommandInput["networkMode"],
    requiresCompatibilities:
      inputs.requiresCompatibilities as RegisterTaskDefinitionCommandInput["requiresCompatibilities"],
    taskRoleArn: inputs.taskRoleArn as string | undefined,
    executionRoleArn: inputs.executionRoleArn as string | undefined,
    runtimePlatform: runtimePlatform as RegisterTaskDefinitionCommandInput["runtimePlatform"],
    ephemeralStorage: inGiB(inputs.ephemeralStorage),
    ...(tags.length > 0 && { tags }),
  };
}

function tagsOf(tags: Record<string, string>): { key: string; value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/** The provider and the API spell the unit differently. */
function inGiB(storage: unknown): { sizeInGiB: number } | undefined {
  return storage === undefined ? undefined : { sizeInGiB: (storage as { sizeInGib: number }).sizeInGib };
}

function identity(registered: TaskDefinition | undefined): Props {
  const arn = registered?.taskDefinitionArn ?? "";
  return {
    arn,
    arnWithoutRevision: arn.replace(/:\d+$/, ""),
    revision: registered?.revision,
    enableFaultInjection: false,
  };
}

/** ECS has no error of its own for a task definition that does not exist. */
async function describe(
  call: () => Promise<{ taskDefinition?: TaskDefinition }>,
): Promise<TaskDefinition | undefined> {
  try {
    return (await call()).taskDefinition;
  } catch (error) {
    if (/unable to describe|not found/i.test((error as Error).message)) return undefined;
    throw error;
  }
}

/** The service adds empty fields to the containers that were registered; they are no difference. */
function sameContainers(old: unknown, wanted: unknown): boolean {
  try {
    const [one, other] = [old, wanted].map((text) => canonical(withoutEmpty(JSON.parse(String(text)))));
    return one === other;
  } catch {
    return old === wanted;
  }
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value)
    .map(([key, part]) => [key, withoutEmpty(part)] as const)
    .filter(([, part]) => part !== 0 && part !== null && !isEmpty(part));
  return Object.fromEntries(kept);
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

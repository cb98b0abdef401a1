/**
 * Instances that join a cluster by themselves: those of a capacity provider's Auto Scaling group, and those whose user
 * data names a cluster. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html
 */
import { nameOf } from "../graph/resources/names";
import { isRecord, text } from "../graph/resources/plain";
import type { PlainResource, RoleReference, StackModel } from "../graph/types";
import { profileRole } from "./instance-profiles";

/** What starts instances, and whose they are. */
export interface ContainerInstances {
  /** The launch template, launch configuration or instance. */
  starter: PlainResource;
  role: RoleReference;
  /** The capacity providers that they are of. */
  providers: PlainResource[];
  /** The name of the cluster that they join; undefined where the stack does not tell. */
  cluster?: string;
}

/** All whose role the stack shows. */
export function containerInstancesOf(model: StackModel): ContainerInstances[] {
  const providers = model
    .ofKind("capacity provider")
    .map((provider) => ({ provider, urns: behindProvider(model, provider) }));
  return model.ofKind("launch template", "launch configuration", "instance").flatMap((starter) => {
    const over = providers.filter(({ urns }) => urns.includes(starter.urn)).map(({ provider }) => provider);
    return instancesOf(model, starter, over) ?? [];
  });
}

/** The launch templates and configurations of a capacity provider's Auto Scaling group. */
function behindProvider(model: StackModel, { props, propertyDependencies }: PlainResource): string[] {
  const provider = props.autoScalingGroupProvider;
  const arn = isRecord(provider) ? text(provider.autoScalingGroupArn) : undefined;
  const urns = propertyDependencies.autoScalingGroupProvider ?? [];
  const groups = model
    .ofKind("auto scaling group")
    .filter((group) => urns.includes(group.urn) || (arn && group.props.arn === arn));
  return groups.flatMap((group) => Object.values(group.propertyDependencies).flat());
}

function instancesOf(
  model: StackModel,
  starter: PlainResource,
  providers: PlainResource[],
): ContainerInstances | undefined {
  const settings = isRecord(starter.props.launchTemplateData)
    ? starter.props.launchTemplateData
    : starter.props;
  const cluster = clusterIn(settings);
  if (providers.length === 0 && cluster === undefined) return undefined;
  const property = settings === starter.props ? "iamInstanceProfile" : "launchTemplateData";
  const role = profileRole(model, starter, property, profileIn(settings.iamInstanceProfile));
  return role && { starter, role, providers, cluster: cluster ?? onlyCluster(model) };
}

/** A launch template says the profile's name or ARN, the others one text. */
function profileIn(profile: unknown): unknown {
  return isRecord(profile) ? (profile.arn ?? profile.name) : profile;
}

/** The cluster that user data has the agent join; undefined where it names none that can be read. */
function clusterIn({ userData, userDataBase64 }: Record<string, unknown>): string | undefined {
  for (const written of [text(userData), text(userDataBase64)]) {
    if (written === undefined) continue;
    const plain = written.includes("ECS_CLUSTER") ? written : Buffer.from(written, "base64").toString("utf8");
    const [, name] = /ECS_CLUSTER=["']?([\w-]+)/.exec(plain) ?? [];
    if (name !== undefined) return name;
  }
  return undefined;
}

function onlyCluster(model: StackModel): string | undefined {
  const [only, ...others] = model.ofKind("cluster");
  return others.length === 0 ? only && nameOf(only) : undefined;
}

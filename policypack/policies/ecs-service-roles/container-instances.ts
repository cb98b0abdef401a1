/**
 * Instances that join a cluster by themselves: those of a capacity provider's Auto Scaling group, and those whose user
 * data names a cluster. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html
 */
import type { RoleUse } from "../../ecs/role-use";
import { nameOf } from "../../graph/resources/names";
import { isRecord, text } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";
import { ec2Of, profileRole } from "./instance-profiles";
import { agentNeeds } from "./managed-instances";

/** What starts instances, and the role that these then have. */
export function containerInstanceUses(model: StackModel): RoleUse[] {
  const byProviders = new Set(
    model.ofKind("capacity provider").flatMap((each) => behindProvider(model, each)),
  );
  return model
    .ofKind("launch template", "launch configuration", "instance")
    .flatMap((starter) => instanceUse(model, starter, byProviders.has(starter.urn)) ?? []);
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

function instanceUse(model: StackModel, starter: PlainResource, isOfProvider: boolean): RoleUse | undefined {
  const settings = isRecord(starter.props.launchTemplateData)
    ? starter.props.launchTemplateData
    : starter.props;
  const cluster = clusterIn(settings);
  if (!isOfProvider && cluster === undefined) return undefined;
  const property = settings === starter.props ? "iamInstanceProfile" : "launchTemplateData";
  const role = profileRole(model, starter, property, profileIn(settings.iamInstanceProfile));
  if (!role) return undefined;
  const what = `instances of ${starter.name}`;
  return {
    by: starter,
    what,
    property: "instance profile's role",
    role,
    service: ec2Of(model),
    needsRole: true,
    assumeContexts: () => [{ "aws:SourceAccount": null, "aws:SourceArn": null, "sts:ExternalId": null }],
    needs: (view) => agentNeeds(view, `the ${what}`, cluster ?? onlyCluster(model) ?? "*"),
  };
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

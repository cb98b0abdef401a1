/**
 * EBS volumes that ECS makes for a service's tasks.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSInfrastructureRolePolicyForVolumes.html
 */
import { arnIn, type Scope } from "../../aws/arn";
import { scopeOf } from "../../graph/places/scope";
import type { RoleUse } from "../../ecs/role-use";
import { isRecord, records, text } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { keyNeeds, type KeyUse } from "./key-needs";
import { ecsRoleUse, need } from "./service-role-use";

/** One volume in `aws`, a list of them in `aws-native`. */
export function volumeUses(model: StackModel, service: PlainResource): RoleUse[] {
  const { volumeConfiguration, volumeConfigurations } = service.props;
  const property = volumeConfigurations === undefined ? "volumeConfiguration" : "volumeConfigurations";
  return [
    ...(isRecord(volumeConfiguration) ? [volumeConfiguration] : []),
    ...records(volumeConfigurations),
  ].flatMap((configuration) => {
    const volume = configuration.managedEbsVolume;
    if (!isRecord(volume)) return [];
    const what = `volume ${text(configuration.name) ?? "of EBS"} of service ${service.name}`;
    const needs = (view: StackModel) => [
      ...volumeNeeds(view, service, what, volume),
      ...keyNeeds(view, service, keyOfVolume(what, property, volume)),
    ];
    const label = "managedEbsVolume.roleArn";
    return [ecsRoleUse(model, { by: service, what, property, label, value: volume.roleArn, needs })];
  });
}

function volumeNeeds(
  view: StackModel,
  { props }: PlainResource,
  what: string,
  volume: Record<string, unknown>,
): RequiredPermission[] {
  const scope = scopeOf(view);
  const ofEc2 = (resource: string) => arnIn(scope, "ec2", resource);
  const snapshot = text(volume.snapshotId);
  const isOnInstances = props.launchType === "EC2";
  return [
    need(`make the ${what}`, ["ec2:CreateVolume"], [ofEc2("volume/*")], { context: requestTags(scope) }),
    ...(snapshot
      ? [
          need(
            `make the ${what}`,
            ["ec2:CreateVolume"],
            [arnIn({ ...scope, account: "" }, "ec2", `snapshot/${snapshot}`)],
          ),
        ]
      : []),
    need(`tag the ${what}`, ["ec2:CreateTags"], [ofEc2("volume/*")], {
      context: { ...requestTags(scope), "ec2:CreateAction": "CreateVolume" },
    }),
    need(`find the ${what}`, ["ec2:DescribeAvailabilityZones", "ec2:DescribeVolumes"], ["*"]),
    need(`attach and detach the ${what}`, ["ec2:AttachVolume", "ec2:DetachVolume"], [ofEc2("volume/*")], {
      context: resourceTags(scope),
    }),
    ...(isOnInstances
      ? [
          need(
            `attach and detach the ${what}`,
            ["ec2:AttachVolume", "ec2:DetachVolume"],
            [ofEc2("instance/*")],
          ),
        ]
      : []),
    need(`delete the ${what}`, ["ec2:DeleteVolume"], [ofEc2("volume/*")], { context: resourceTags(scope) }),
  ];
}

/** ECS tags what it makes with the task that it makes it for. */
function tags(scope: Scope): Record<string, string> {
  return { AmazonECSCreated: arnIn(scope, "ecs", "task/cluster/task"), AmazonECSManaged: "true" };
}

function requestTags(scope: Scope): Record<string, string> {
  return prefixed("aws:RequestTag/", tags(scope));
}

function resourceTags(scope: Scope): Record<string, string> {
  return { ...prefixed("aws:ResourceTag/", tags(scope)), ...prefixed("ec2:ResourceTag/", tags(scope)) };
}

function prefixed(prefix: string, entries: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [prefix + key, value]));
}

/**
 * A customer managed key asks for rights of its own, by the role's policies or by the key's.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-kms-encryption.html
 */
function keyOfVolume(what: string, property: string, { kmsKeyId }: Record<string, unknown>): KeyUse {
  return {
    property,
    key: kmsKeyId,
    purpose: `encrypt the ${what} with its key`,
    service: "ec2",
    actions: ["kms:CreateGrant", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"],
    context: { "kms:EncryptionContextKeys": "aws:ebs:id", "kms:GrantIsForAWSResource": "true" },
  };
}

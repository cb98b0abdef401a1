import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import { type Props, type ResourceType, sameJson, tagList, tagMap, unlessAbsent } from "./resource-type";
import type { Session } from "./session";

export const role: ResourceType = {
  token: "aws:iam/role:Role",
  noun: "IAM Role",
  autoName: "name",
  defaults: { path: "/", maxSessionDuration: 3600, forceDetachPolicies: false },
  computed: ["arn", "createDate", "uniqueId", "managedPolicyArns", "inlinePolicies", "namePrefix"],
  replaceOn: ["name", "path"],
  sameValue: { assumeRolePolicy: sameJson },

  async create({ iam }, inputs) {
    const name = inputs.name as string;
    const { Role } = await iam.send(
      new CreateRoleCommand({
        RoleName: name,
        AssumeRolePolicyDocument: inputs.assumeRolePolicy as string,
        Path: inputs.path as string,
        Description: inputs.description as string | undefined,
        MaxSessionDuration: inputs.maxSessionDuration as number,
        PermissionsBoundary: inputs.permissionsBoundary as string | undefined,
        Tags: tagList(inputs.tagsAll),
      }),
    );
    const outputs = {
      arn: Role?.Arn,
      createDate: Role?.CreateDate?.toISOString(),
      uniqueId: Role?.RoleId,
      managedPolicyArns: [],
      inlinePolicies: [],
      namePrefix: "",
    };
    return { id: name, outputs };
  },

  async complete({ iam }, RoleName, { managedPolicyArns = [] }) {
    for (const PolicyArn of managedPolicyArns as string[])
      await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    return { managedPolicyArns };
  },

  async read({ iam }, id) {
    const found = await unlessAbsent(iam.send(new GetRoleCommand({ RoleName: id })));
    if (!found?.Role) return undefined;
    const { Role } = found;
    const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: id }));
    const inputs: Props = {
      name: Role.RoleName,
      path: Role.Path,
      assumeRolePolicy: decodeURIComponent(Role.AssumeRolePolicyDocument ?? ""),
      description: Role.Description,
      maxSessionDuration: Role.MaxSessionDuration ?? 3600,
      permissionsBoundary: Role.PermissionsBoundary?.PermissionsBoundaryArn,
      tags: tagMap(Role.Tags),
      forceDetachPolicies: false,
    };
    const outputs = {
      ...inputs,
      arn: Role.Arn,
      createDate: Role.CreateDate?.toISOString(),
      uniqueId: Role.RoleId,
      managedPolicyArns: (attached.AttachedPolicies ?? []).map((policy) => policy.PolicyArn),
      inlinePolicies: [],
      namePrefix: "",
      tagsAll: inputs.tags,
    };
    return { inputs, outputs };
  },

  async update({ iam }, id, state, inputs) {
    const RoleName = id;
    if (!sameJson(state.assumeRolePolicy, inputs.assumeRolePolicy)) {
      const PolicyDocument = inputs.assumeRolePolicy as string;
      await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    }
    if (state.description !== inputs.description || state.maxSessionDuration !== inputs.maxSessionDuration) {
      const Description = (inputs.description as string | undefined) ?? "";
      const MaxSessionDuration = inputs.maxSessionDuration as number;
      await iam.send(new UpdateRoleCommand({ RoleName, Description, MaxSessionDuration }));
    }
    if (state.permissionsBoundary !== inputs.permissionsBoundary)
      await setBoundary({ iam }, id, inputs.permissionsBoundary as string | undefined);
    await retag({ iam }, id, state.tagsAll, inputs.tagsAll);
  },

  async delete({ iam }, id, state) {
    const RoleName = id;
    if (state.forceDetachPolicies === true) {
      const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
      for (const { PolicyArn } of AttachedPolicies ?? [])
        await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    }
    await unlessAbsent(iam.send(new DeleteRoleCommand({ RoleName })));
  },
};

type Iam = Pick<Session, "iam">;

async function setBoundary({ iam }: Iam, RoleName: string, arn: string | undefined): Promise<void> {
  if (arn) await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: arn }));
  else await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
}

async function retag({ iam }: Iam, RoleName: string, old: unknown, wanted: unknown): Promise<void> {
  const gone = Object.keys((old ?? {}) as Props).filter((key) => !(key in ((wanted ?? {}) as Props)));
  if (gone.length > 0) await iam.send(new UntagRoleCommand({ RoleName, TagKeys: gone }));
  const Tags = tagList(wanted);
  if (Tags.length > 0) await iam.send(new TagRoleCommand({ RoleName, Tags }));
}

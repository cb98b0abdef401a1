import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListInstanceProfilesForRoleCommand,
  ListRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  RemoveRoleFromInstanceProfileCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
  UpdateRoleDescriptionCommand,
} from "@aws-sdk/client-iam";
import { type Props, type ResourceType, sameJson, tagList, tagMap, unlessAbsent } from "./resource-type";
import { changedTags } from "./tags";
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
    await readInlinePolicies({ iam }, id);
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
    if (state.description !== inputs.description) {
      const Description = (inputs.description as string | undefined) ?? "";
      await iam.send(new UpdateRoleDescriptionCommand({ RoleName, Description }));
    }
    if (state.maxSessionDuration !== inputs.maxSessionDuration) {
      const MaxSessionDuration = inputs.maxSessionDuration as number;
      await iam.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration }));
    }
    if (state.permissionsBoundary !== inputs.permissionsBoundary)
      await setBoundary({ iam }, id, inputs.permissionsBoundary as string | undefined);
    await retag({ iam }, id, state.tagsAll, inputs.tagsAll);
  },

  async delete({ iam }, id, state) {
    const RoleName = id;
    const held = await unlessAbsent(iam.send(new ListInstanceProfilesForRoleCommand({ RoleName })));
    for (const { InstanceProfileName } of held?.InstanceProfiles ?? [])
      await iam.send(new RemoveRoleFromInstanceProfileCommand({ InstanceProfileName, RoleName }));
    // what a refresh has found attached counts as the role's own
    const { managedPolicyArns = [], forceDetachPolicies } = state;
    if (forceDetachPolicies === true || (managedPolicyArns as string[]).length > 0) {
      const attached = await unlessAbsent(iam.send(new ListAttachedRolePoliciesCommand({ RoleName })));
      for (const { PolicyArn } of attached?.AttachedPolicies ?? [])
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

/** The official provider reads each of them, whether or not the program has any. */
async function readInlinePolicies({ iam }: Iam, RoleName: string): Promise<void> {
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  for (const PolicyName of PolicyNames) await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
}

async function retag({ iam }: Iam, RoleName: string, old: unknown, wanted: unknown): Promise<void> {
  const { gone, set } = changedTags(old, wanted);
  if (gone.length > 0) await iam.send(new UntagRoleCommand({ RoleName, TagKeys: gone }));
  const Tags = tagList(set);
  if (Tags.length > 0) await iam.send(new TagRoleCommand({ RoleName, Tags }));
}

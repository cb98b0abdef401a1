/** What gives IAM's principals policies and members: each request is on the principal. */
import type { PrincipalKind } from "../../../aws/iam-arn";
import { type FurtherCalls, type Named, reference, type ServiceTable, type TypeRights } from "../type-rights";

export const IAM_POLICIES: ServiceTable = {
  reference: reference("awsidentityandaccessmanagementiam"),
  rows: [
    ...(["role", "user", "group"] as const).flatMap((kind) => [inlinePolicy(kind), attachment(kind)]),
    {
      types: ["aws:iam/policyAttachment:PolicyAttachment"],
      provider: "aws_iam_policy_attachment",
      source: "iam/policy_attachment.go",
      on: { property: "policyArn", arn: "arn:PARTITION:iam::ACCOUNT:policy/*" },
      read: ["iam:ListEntitiesForPolicy"],
      also: [attachedBy("roles", "role"), attachedBy("users", "user"), attachedBy("groups", "group")],
    },
    {
      types: ["aws:iam/rolePoliciesExclusive:RolePoliciesExclusive"],
      provider: "aws_iam_role_policies_exclusive",
      source: "iam/role_policies_exclusive.go",
      on: named("roleName", "role"),
      create: ["iam:DeleteRolePolicy"],
      read: ["iam:ListRolePolicies"],
      update: ["iam:DeleteRolePolicy"],
    },
    {
      types: ["aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive"],
      provider: "aws_iam_role_policy_attachments_exclusive",
      source: "iam/role_policy_attachments_exclusive.go",
      on: named("roleName", "role"),
      create: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
      read: ["iam:ListAttachedRolePolicies"],
      update: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
    },
    {
      types: ["aws:iam/userGroupMembership:UserGroupMembership"],
      provider: "aws_iam_user_group_membership",
      source: "iam/user_group_membership.go",
      on: named("groups", "group"),
      create: ["iam:AddUserToGroup"],
      update: ["iam:AddUserToGroup", "iam:RemoveUserFromGroup"],
      delete: ["iam:RemoveUserFromGroup"],
      also: [{ on: named("user", "user"), read: ["iam:ListGroupsForUser"] }],
    },
    {
      types: ["aws:iam/groupMembership:GroupMembership"],
      provider: "aws_iam_group_membership",
      source: "iam/group_membership.go",
      on: named("group", "group"),
      create: ["iam:AddUserToGroup"],
      read: ["iam:GetGroup"],
      update: ["iam:AddUserToGroup", "iam:RemoveUserFromGroup"],
      delete: ["iam:RemoveUserFromGroup"],
    },
  ],
};

function inlinePolicy(kind: PrincipalKind): TypeRights {
  const of = capital(kind);
  return {
    types: [`aws:iam/${kind}Policy:${of}Policy`],
    provider: `aws_iam_${kind}_policy`,
    source: `iam/${kind}_policy.go`,
    on: named(kind, kind),
    create: [`iam:Put${of}Policy`],
    read: [`iam:Get${of}Policy`],
    update: [`iam:Put${of}Policy`],
    delete: [`iam:Delete${of}Policy`],
  };
}

function attachment(kind: PrincipalKind): TypeRights {
  const of = capital(kind);
  return {
    types: [`aws:iam/${kind}PolicyAttachment:${of}PolicyAttachment`],
    provider: `aws_iam_${kind}_policy_attachment`,
    source: `iam/${kind}_policy_attachment.go`,
    on: named(kind, kind),
    create: [`iam:Attach${of}Policy`],
    read: [`iam:ListAttached${of}Policies`],
    delete: [`iam:Detach${of}Policy`],
  };
}

function attachedBy(property: string, kind: PrincipalKind): FurtherCalls {
  const [attach, detach] = [`iam:Attach${capital(kind)}Policy`, `iam:Detach${capital(kind)}Policy`];
  return {
    where: property,
    on: named(property, kind),
    create: [attach],
    update: [attach, detach],
    delete: [detach],
  };
}

function named(property: string, principal: PrincipalKind): Named {
  return { property, principal, arn: `arn:PARTITION:iam::ACCOUNT:${principal}/{${property}}` };
}

function capital(kind: PrincipalKind): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

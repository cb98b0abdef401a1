/** IAM's principals and what they are made of. Attachments and inline policies are in `iam-policies.ts`. */
import { EC2 } from "../../../aws/service-principals";
import { reference, type ServiceTable } from "../type-rights";

const ROLE = "arn:PARTITION:iam::ACCOUNT:role{path=/}{name}";
const POLICY = "arn:PARTITION:iam::ACCOUNT:policy{path=/}{name}";
const PROFILE = "arn:PARTITION:iam::ACCOUNT:instance-profile{path=/}{name}";

export const IAM: ServiceTable = {
  reference: reference("awsidentityandaccessmanagementiam"),
  rows: [
    {
      types: ["aws:iam/role:Role"],
      provider: "aws_iam_role",
      source: "iam/role.go",
      on: ROLE,
      create: ["iam:CreateRole"],
      read: ["iam:GetRole", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"],
      update: ["iam:UpdateAssumeRolePolicy"],
      delete: ["iam:DeleteRole", "iam:ListInstanceProfilesForRole"],
      tags: ["iam:TagRole", "iam:UntagRole"],
      also: [
        { where: "description", update: ["iam:UpdateRoleDescription"] },
        { where: "maxSessionDuration", update: ["iam:UpdateRole"] },
        { where: "permissionsBoundary", update: ["iam:PutRolePermissionsBoundary"] },
        {
          where: "inlinePolicies",
          create: ["iam:PutRolePolicy"],
          read: ["iam:GetRolePolicy"],
          update: ["iam:DeleteRolePolicy", "iam:PutRolePolicy"],
          delete: ["iam:DeleteRolePolicy"],
        },
        {
          where: "managedPolicyArns",
          create: ["iam:AttachRolePolicy"],
          update: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
          delete: ["iam:DetachRolePolicy"],
        },
      ],
    },
    {
      types: ["aws:iam/policy:Policy"],
      provider: "aws_iam_policy",
      source: "iam/policy.go",
      on: POLICY,
      create: ["iam:CreatePolicy"],
      read: ["iam:GetPolicy", "iam:GetPolicyVersion"],
      update: ["iam:CreatePolicyVersion", "iam:DeletePolicyVersion", "iam:ListPolicyVersions"],
      delete: ["iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:ListPolicyVersions"],
      tags: ["iam:TagPolicy", "iam:UntagPolicy"],
      // A version that is made the default one only after a while takes a call of its own.
      also: [{ where: "delayAfterPolicyCreationInMs", update: ["iam:SetDefaultPolicyVersion"] }],
    },
    {
      types: ["aws:iam/user:User"],
      provider: "aws_iam_user",
      source: "iam/user.go",
      on: "arn:PARTITION:iam::ACCOUNT:user{path=/}{name}",
      create: ["iam:CreateUser"],
      read: ["iam:GetUser"],
      delete: ["iam:DeleteUser", "iam:ListGroupsForUser"],
      tags: ["iam:TagUser", "iam:UntagUser"],
      also: [{ where: "permissionsBoundary", update: ["iam:PutUserPermissionsBoundary"] }],
    },
    {
      types: ["aws:iam/group:Group"],
      provider: "aws_iam_group",
      source: "iam/group.go",
      on: "arn:PARTITION:iam::ACCOUNT:group{path=/}{name}",
      create: ["iam:CreateGroup"],
      read: ["iam:GetGroup"],
      delete: ["iam:DeleteGroup"],
    },
    {
      types: ["aws:iam/instanceProfile:InstanceProfile"],
      provider: "aws_iam_instance_profile",
      source: "iam/instance_profile.go",
      on: PROFILE,
      create: ["iam:CreateInstanceProfile"],
      read: ["iam:GetInstanceProfile"],
      delete: ["iam:DeleteInstanceProfile"],
      tags: ["iam:TagInstanceProfile", "iam:UntagInstanceProfile"],
      also: [
        {
          where: "role",
          create: ["iam:AddRoleToInstanceProfile"],
          update: ["iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile"],
          delete: ["iam:RemoveRoleFromInstanceProfile"],
        },
        {
          where: "role",
          on: { property: "role", principal: "role", arn: "arn:PARTITION:iam::ACCOUNT:role/{role}" },
          read: ["iam:GetRole"],
        },
      ],
      passes: [{ property: "role", service: EC2, takesName: true }],
    },
    {
      types: ["aws:iam/openIdConnectProvider:OpenIdConnectProvider"],
      provider: "aws_iam_openid_connect_provider",
      source: "iam/openid_connect_provider.go",
      on: "arn:PARTITION:iam::ACCOUNT:oidc-provider/{url}",
      create: ["iam:CreateOpenIDConnectProvider"],
      read: ["iam:GetOpenIDConnectProvider"],
      delete: ["iam:DeleteOpenIDConnectProvider"],
      tags: ["iam:TagOpenIDConnectProvider", "iam:UntagOpenIDConnectProvider"],
      also: [
        {
          where: "clientIdLists",
          update: ["iam:AddClientIDToOpenIDConnectProvider", "iam:RemoveClientIDFromOpenIDConnectProvider"],
        },
        { where: "thumbprintLists", update: ["iam:UpdateOpenIDConnectProviderThumbprint"] },
      ],
    },
    {
      types: ["aws:iam/serviceLinkedRole:ServiceLinkedRole"],
      provider: "aws_iam_service_linked_role",
      source: "iam/service_linked_role.go",
      on: "arn:PARTITION:iam::ACCOUNT:role/aws-service-role/{awsServiceName}/*",
      create: ["iam:CreateServiceLinkedRole"],
      read: ["iam:GetRole"],
      delete: ["iam:DeleteServiceLinkedRole", "iam:GetServiceLinkedRoleDeletionStatus"],
      tags: ["iam:TagRole", "iam:UntagRole"],
      also: [{ where: "description", update: ["iam:UpdateRole"] }],
    },
  ],
};

/** IAM: principals, and what is attached to them. */
import type { PrincipalKind } from "../iam-arn";
import type { ResourceType } from "../resource-type";

/** Of `aws-native`, which has the same lists on roles, users and groups. */
const NATIVE = {
  inlinePolicies: { property: "policies", name: "policyName", document: "policyDocument" },
  policyArns: "managedPolicyArns",
};

export const IAM: ResourceType[] = [
  {
    ...principal("aws:iam/role:Role", "role", "name"),
    trust: "assumeRolePolicy",
    inlinePolicies: { property: "inlinePolicies", name: "name", document: "policy" },
    policyArns: "managedPolicyArns",
    boundary: "permissionsBoundary",
    // https://www.pulumi.com/registry/packages/aws/api-docs/iam/role/#inputs
    isExclusive: true,
    computed: ["inlinePolicies", "managedPolicyArns"],
  },
  { ...principal("aws:iam/user:User", "user", "name"), boundary: "permissionsBoundary" },
  principal("aws:iam/group:Group", "group", "name"),
  {
    ...principal("aws-native:iam:Role", "role", "roleName"),
    ...NATIVE,
    trust: "assumeRolePolicyDocument",
    boundary: "permissionsBoundary",
    computed: ["policies", "managedPolicyArns"],
  },
  {
    ...principal("aws-native:iam:User", "user", "userName"),
    ...NATIVE,
    boundary: "permissionsBoundary",
    groups: "groups",
    computed: ["policies", "managedPolicyArns", "groups"],
  },
  {
    ...principal("aws-native:iam:Group", "group", "groupName"),
    ...NATIVE,
    computed: ["policies", "managedPolicyArns"],
  },
  { type: "aws:iam/policy:Policy", is: "managed policy", name: "name", arn: "arn", document: "policy" },
  {
    type: "aws-native:iam:ManagedPolicy",
    is: "managed policy",
    name: "managedPolicyName",
    arn: "policyArn",
    document: "policyDocument",
    computed: ["roles", "users", "groups"],
  },
  inline("aws:iam/rolePolicy:RolePolicy", "role", "role"),
  inline("aws:iam/userPolicy:UserPolicy", "user", "user"),
  inline("aws:iam/groupPolicy:GroupPolicy", "group", "group"),
  inline("aws-native:iam:RolePolicy", "role", "roleName"),
  inline("aws-native:iam:UserPolicy", "user", "userName"),
  inline("aws-native:iam:GroupPolicy", "group", "groupName"),
  // Embeds its document in all principals that it lists.
  { type: "aws-native:iam:Policy", is: "inline policy", name: "policyName", document: "policyDocument" },
  attachment("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role"),
  attachment("aws:iam/userPolicyAttachment:UserPolicyAttachment", "user"),
  attachment("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "group"),
  { type: "aws:iam/policyAttachment:PolicyAttachment", is: "policy attachment", policyArn: "policyArn" },
  attachedOnly("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", "role"),
  attachedOnly("aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive", "user"),
  attachedOnly("aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive", "group"),
  inlineOnly("aws:iam/rolePoliciesExclusive:RolePoliciesExclusive", "role"),
  inlineOnly("aws:iam/userPoliciesExclusive:UserPoliciesExclusive", "user"),
  inlineOnly("aws:iam/groupPoliciesExclusive:GroupPoliciesExclusive", "group"),
  { ...members("aws:iam/groupMembership:GroupMembership", "group"), isExclusive: true },
  members("aws-native:iam:UserToGroupAddition", "groupName"),
  {
    type: "aws:iam/userGroupMembership:UserGroupMembership",
    is: "groups of a user",
    principal: { kind: "user", property: "user" },
    groups: "groups",
  },
  { type: "aws:iam/instanceProfile:InstanceProfile", is: "instance profile", name: "name", arn: "arn" },
  {
    type: "aws-native:iam:InstanceProfile",
    is: "instance profile",
    name: "instanceProfileName",
    arn: "arn",
  },
];

function principal(type: string, kind: PrincipalKind, name: string): ResourceType {
  return { type, is: kind, name, arn: "arn", principal: { kind, property: name } };
}

function inline(type: string, kind: PrincipalKind, property: string): ResourceType {
  const [name, document] = type.startsWith("aws-native:")
    ? ["policyName", "policyDocument"]
    : ["name", "policy"];
  return { type, is: "inline policy", name, document, computed: [name], principal: { kind, property } };
}

function attachment(type: string, kind: PrincipalKind): ResourceType {
  return { type, is: "policy attachment", policyArn: "policyArn", principal: { kind, property: kind } };
}

function attachedOnly(type: string, kind: PrincipalKind): ResourceType {
  const named = { kind, property: `${kind}Name` };
  return { type, is: "attached policies", policyArns: "policyArns", principal: named, isExclusive: true };
}

function inlineOnly(type: string, kind: PrincipalKind): ResourceType {
  return { type, is: "inline policies", principal: { kind, property: `${kind}Name` }, isExclusive: true };
}

function members(type: string, property: string): ResourceType {
  return { type, is: "group members", principal: { kind: "group", property } };
}

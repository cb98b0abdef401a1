/** What IAM takes as names. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */

export interface NamedType {
  property: string;
  longest: number;
  pattern: RegExp;
  /** What the pattern allows, in words. */
  allowed: string;
  isRole: boolean;
}

/** Users, groups, roles and managed policies, and inline policies in the API (PutRolePolicy). */
const NAME = /^[\w+=,.@-]+$/;
const NAME_IN_WORDS = "letters, digits and any of _ + = , . @ -";

/** A slash, or printable characters between slashes. */
export const PATH_PATTERN = /^(\/|\/[\x21-\x7e]+\/)$/;

/** A character that CreateRole refuses in a description. */
export const ROLE_DESCRIPTION_PATTERN = /[^\t\n\r\x20-\x7e\xa1-\xff]/u;

function named(property: string, longest: number, isRole = false): NamedType {
  return { property, longest, pattern: NAME, allowed: NAME_IN_WORDS, isRole };
}

/** By resource type, the property with the name that IAM knows the resource by. */
export const NAMED_TYPES = new Map<string, NamedType>([
  ["aws:iam/role:Role", named("name", 64, true)],
  ["aws:iam/user:User", named("name", 64)],
  ["aws:iam/group:Group", named("name", 128)],
  ["aws:iam/policy:Policy", named("name", 128)],
  ["aws:iam/instanceProfile:InstanceProfile", named("name", 128)],
  ["aws:iam/rolePolicy:RolePolicy", named("name", 128)],
  ["aws:iam/userPolicy:UserPolicy", named("name", 128)],
  ["aws:iam/groupPolicy:GroupPolicy", named("name", 128)],
  ["aws-native:iam:Role", named("roleName", 64, true)],
  ["aws-native:iam:User", named("userName", 64)],
  ["aws-native:iam:Group", named("groupName", 128)],
  ["aws-native:iam:ManagedPolicy", named("managedPolicyName", 128)],
  ["aws-native:iam:RolePolicy", named("policyName", 128)],
  ["aws-native:iam:UserPolicy", named("policyName", 128)],
  ["aws-native:iam:GroupPolicy", named("policyName", 128)],
]);

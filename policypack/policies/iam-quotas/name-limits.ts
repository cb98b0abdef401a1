/** What IAM takes as names. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
import type { ResourceKind } from "../../aws/resource-type";
import { resourceType } from "../../aws/resource-types";

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

const LONGEST = new Map<ResourceKind, number>([
  ["role", 64],
  ["user", 64],
  ["group", 128],
  ["managed policy", 128],
  ["instance profile", 128],
  ["inline policy", 128],
]);

/** What IAM knows by a name. */
export const NAMED_KINDS = [...LONGEST.keys()];

/** How a resource of that type is named; undefined for what IAM knows by no name. */
export function namedType(type: string): NamedType | undefined {
  const { is, name: property } = resourceType(type) ?? {};
  const longest = is && LONGEST.get(is);
  if (!property || longest === undefined) return undefined;
  return { property, longest, pattern: NAME, allowed: NAME_IN_WORDS, isRole: is === "role" };
}

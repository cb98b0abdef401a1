/** Users in groups: a user has the documents of its groups. */
import { type Parts, inWords } from "./parts";
import { isSet } from "../resources/set-properties";
import { type Reference, reference, references } from "../resources/references";
import type { PlainResource, Principal } from "../types";

interface Membership {
  user: Principal;
  group: Principal;
  by: PlainResource;
}

/** `GroupMembership` removes members that it does not name. */
type SoleMembers = Map<Principal, { by: PlainResource; users: Set<Principal> }>;

/** @param isKnown whether anything is known of a group that the stack does not create */
export function joinGroups(parts: Parts, isKnown: (group: Principal) => boolean): void {
  const sole: SoleMembers = new Map();
  const memberships = [
    ...ofGroups(parts, "aws:iam/groupMembership:GroupMembership", "group", sole),
    ...ofGroups(parts, "aws-native:iam:UserToGroupAddition", "groupName"),
    ...ofUsers(parts),
  ];
  for (const { user, group, by } of memberships) {
    const others = sole.get(group);
    if (others && !others.users.has(user)) {
      const what = `membership of ${user.id} in ${group.id} by ${inWords(by)}, which ${inWords(others.by)} ends`;
      user.gaps.push({ what, urn: by.urn });
    } else join(user, group, isKnown(group));
  }
}

function join(user: Principal, group: Principal, isKnown: boolean): void {
  if (user.groups.includes(group.id)) return;
  user.groups.push(group.id);
  user.documents.push(...group.documents);
  user.gaps.push(...group.gaps);
  if (!isKnown)
    user.gaps.push({
      what: `${group.id}, of which ${user.id} is a member and which the stack does not define`,
    });
}

function ofGroups(parts: Parts, type: string, property: string, sole?: SoleMembers): Membership[] {
  const { index, principals } = parts;
  return index.ofType(type).flatMap((by) => {
    const group = principals.resolve("group", reference(by, property, principals.target("group")), by);
    const users = references(by, "users", principals.target("user"));
    const members = users.flatMap((each) => memberOf(parts, each, group, by));
    if (group && sole) sole.set(group, { by, users: new Set(members.map(({ user }) => user)) });
    return members;
  });
}

function ofUsers(parts: Parts): Membership[] {
  const { index, principals, inputs } = parts;
  const memberships = index.ofType("aws:iam/userGroupMembership:UserGroupMembership").map((by) => ({
    by,
    user: principals.resolve("user", reference(by, "user", principals.target("user")), by),
  }));
  const natives = index
    .ofType("aws-native:iam:User")
    .filter((by) => isSet(by, "groups", inputs) !== "no")
    .map((by) => ({ by, user: principals.byUrn(by.urn) }));
  return [...memberships, ...natives].flatMap(({ by, user }) =>
    references(by, "groups", principals.target("group")).flatMap((each): Membership[] => {
      const group = principals.resolve("group", each, by);
      if (user && group) return [{ user, group, by }];
      missing(parts, by, user);
      return [];
    }),
  );
}

function memberOf(
  parts: Parts,
  named: Reference,
  group: Principal | undefined,
  by: PlainResource,
): Membership[] {
  const user = parts.principals.resolve("user", named, by);
  if (user && group) return [{ user, group, by }];
  missing(parts, by, user);
  return [];
}

/** A membership that is known in part may bring its user, or any user, any document. */
function missing({ principals }: Parts, by: PlainResource, user: Principal | undefined): void {
  const gap = { what: `${inWords(by)}, a group membership that is not known in full`, urn: by.urn };
  for (const each of user ? [user] : principals.all) if (each.kind === "user") each.gaps.push(gap);
}

/** Users in groups: a user has the documents of its groups. */
import { resourceType } from "../../aws/resource-types";
import type { ModelParts } from "./model-parts";
import type { UnknownAccess } from "../../evaluation/types";
import type { ValueState } from "../../unknowns/unknown-fact";
import { describeResource } from "../resources/names";
import { isSetByProgram } from "../resources/set-properties";
import { stateOf } from "../resources/value-state";
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
export function joinGroups(parts: ModelParts, isKnown: (group: Principal) => boolean): void {
  const sole: SoleMembers = new Map();
  const memberships = [...ofGroups(parts, sole), ...ofUsers(parts)];
  for (const { user, group, by } of memberships) {
    const others = sole.get(group);
    if (others && !others.users.has(user)) {
      const ended = {
        user: user.id,
        group: group.id,
        by: describeResource(by),
        endedBy: describeResource(others.by),
      };
      user.unknowns.push({ fact: { kind: "membership-ended", ...ended }, urn: by.urn });
    } else join(user, group, isKnown(group));
  }
}

function join(user: Principal, group: Principal, isKnown: boolean): void {
  if (user.groups.includes(group.id)) return;
  user.groups.push(group.id);
  user.documents.push(...group.documents);
  user.unknowns.push(...group.unknowns);
  if (!isKnown) user.unknowns.push({ fact: { kind: "group-elsewhere", group: group.id, user: user.id } });
}

function ofGroups(parts: ModelParts, sole: SoleMembers): Membership[] {
  const { index, principals } = parts;
  return index.ofKind("group members").flatMap((by) => {
    const { principal, isExclusive } = resourceType(by.type) ?? {};
    if (!principal) return [];
    const named = reference(by, principal.property, principals.target("group"));
    const group = principals.resolve("group", named, by);
    const users = references(by, "users", principals.target("user"));
    const members = users.flatMap((each) => memberOf(parts, each, group ?? named, by));
    if (group && isExclusive) sole.set(group, { by, users: new Set(members.map(({ user }) => user)) });
    return members;
  });
}

function ofUsers(parts: ModelParts): Membership[] {
  const { index, principals, inputs } = parts;
  return index.ofKind("groups of a user", "user").flatMap((by) => {
    const { principal: named, groups } = resourceType(by.type) ?? {};
    if (!named || !groups || isSetByProgram(by, groups, inputs) === "no") return [];
    const user =
      principals.byUrn(by.urn) ??
      principals.resolve("user", reference(by, named.property, principals.target("user")), by);
    return references(by, groups, principals.target("group")).flatMap((each): Membership[] => {
      const group = principals.resolve("group", each, by);
      if (user && group) return [{ user, group, by }];
      addUnknownMembership(parts, by, user, stateOf(user ? each.value : by.props[named.property]));
      return [];
    });
  });
}

/** @param of the group, or what names none that is known */
function memberOf(
  parts: ModelParts,
  named: Reference,
  of: Principal | Reference,
  by: PlainResource,
): Membership[] {
  const user = parts.principals.resolve("user", named, by);
  if (user && "documents" in of) return [{ user, group: of, by }];
  addUnknownMembership(parts, by, user, stateOf("documents" in of ? named.value : of.value));
  return [];
}

/** A membership that is known in part may bring its user, or any user, any document. */
function addUnknownMembership(
  { principals }: ModelParts,
  by: PlainResource,
  user: Principal | undefined,
  state: ValueState,
): void {
  const unknown: UnknownAccess = {
    fact: { kind: "group-membership", by: describeResource(by), state },
    urn: by.urn,
  };
  for (const each of user ? [user] : principals.all) if (each.kind === "user") each.unknowns.push(unknown);
}

/** What the policy of a key of the stack grants a role by itself. */
import { onlySource } from "../../graph/resources/sources";
import { contextOf } from "../../evaluation/conditions/request-context";
import { decideTrust } from "../../evaluation/decisions/trust";
import { readDocument } from "../../evaluation/reading/read-document";
import { type Reading, UNKNOWN } from "../../evaluation/types";
import type { ContextEntries } from "../../graph/principal-context";
import { decoded, isRecord, text } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";
import { propertyUnknown } from "../../unknowns/property-unknown";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { roleNamed } from "../../ecs/named-roles";

interface Asked {
  key: unknown;
  role: unknown;
  actions: string[];
  context: ContextEntries;
}

/**
 * The actions that the key's policy grants the role itself; that it hands the decision to the account is no grant.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 *
 * @param property of the resource that names both the key and the role
 */
export function keyPolicyStand(
  view: StackModel,
  by: PlainResource,
  property: string,
  { actions, context, ...named }: Asked,
): { granted: string[]; unknown?: UnknownFact } {
  const key = keyNamed(view, by, property, named.key);
  const role = roleNamed(view, by, property, named.role);
  const principalArn = role.state === "resolved" ? (role.arn ?? role.principal.arn) : undefined;
  if (!key || principalArn === undefined) return { granted: [] };
  const reading = readGrants(policyOf(view, key));
  if (!reading) return { granted: [] };
  const known = Object.entries(context).filter(
    (entry): entry is [string, string | string[] | null] => entry[1] !== undefined,
  );
  const decisions = actions.map((action) => ({
    action,
    ...decideTrust(reading, { principalArn, action, context: contextOf(Object.fromEntries(known)) }),
  }));
  const isOpen = decisions.some(({ outcome }) => outcome === "unproven");
  return {
    granted: decisions.filter(({ outcome }) => outcome === "allowed").map(({ action }) => action),
    ...(isOpen ? { unknown: propertyUnknown("policy", key.name) } : {}),
  };
}

function keyNamed(
  view: StackModel,
  by: PlainResource,
  property: string,
  value: unknown,
): PlainResource | undefined {
  const keys = view.ofKind("key");
  const named = text(value);
  const found = named && keys.find(({ props }) => [props.arn, props.keyId, props.id].includes(named));
  return found || onlySource(view, by, property, "key");
}

function policyOf(view: StackModel, key: PlainResource): unknown {
  const own = view.ofKind("key policy").find(({ propertyDependencies, props }) => {
    const isByName =
      text(props.keyId) !== undefined && [key.props.keyId, key.props.id, key.props.arn].includes(props.keyId);
    return isByName || (propertyDependencies.keyId ?? []).includes(key.urn);
  });
  return own ? own.props.policy : (key.props.policy ?? key.props.keyPolicy);
}

/** The policy as the rules on trust read it: a key's policy is about the key alone, whatever it names as Resource. */
function readGrants(policy: unknown): Reading | undefined {
  if (policy === undefined) return undefined;
  if (policy === UNKNOWN) return { state: "unknown" };
  const plain = decoded(policy);
  if (plain.state === "malformed" || !isRecord(plain.value)) return undefined;
  const { Statement, ...rest } = plain.value;
  const statements = (Array.isArray(Statement) ? Statement : [Statement]).flatMap((each: unknown) =>
    isRecord(each) ? (forPrincipals(each) ?? []) : [],
  );
  return statements.length === 0 ? undefined : readDocument({ ...rest, Statement: statements }, "trust");
}

/** Without the account itself, whose principals then need policies of their own. */
function forPrincipals({
  Resource: _,
  ...statement
}: Record<string, unknown>): Record<string, unknown> | undefined {
  const { Principal } = statement;
  if (!isRecord(Principal) || statement.Effect === "Deny") return statement;
  const { AWS, ...others } = Principal;
  const named = (Array.isArray(AWS) ? AWS : [AWS]).filter(
    (arn: unknown) => arn !== undefined && !isAccount(arn),
  );
  const left = { ...others, ...(named.length > 0 ? { AWS: named as unknown[] } : {}) };
  return Object.keys(left).length > 0 ? { ...statement, Principal: left } : undefined;
}

function isAccount(arn: unknown): boolean {
  return typeof arn === "string" && (/^\d{12}$/.test(arn) || arn.endsWith(":root"));
}

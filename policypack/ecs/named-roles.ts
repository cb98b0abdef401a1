/** Which role a property names, at whatever depth the role stands in it. */
import { arnIn, isArn } from "../aws/arn";
import { iamArn } from "../aws/iam-arn";
import { UNKNOWN } from "../evaluation/types";
import { scopeOf } from "../graph/places/scope";
import type { PlainResource, Principal, RoleReference, StackModel } from "../graph/types";

/**
 * @param property the resource's own property that the role stands in: the engine tells where its values come from
 * @param value the role as it stands there
 * @param takesName whether AWS takes a role's plain name there, too
 */
export function roleNamed(
  model: StackModel,
  by: PlainResource,
  property: string,
  value: unknown,
  takesName = false,
): RoleReference {
  if (value === undefined || value === null || value === "") return { state: "none" };
  const [source, ...others] = rolesBehind(model, by, property);
  const only = others.length === 0 ? source : undefined;
  if (value === UNKNOWN)
    return only ? { state: "resolved", principal: only, arn: only.arn } : { state: "unknown" };
  const arn = iamArn(value);
  const isName = takesName && typeof value === "string" && /^[\w+=,.@-]+$/.test(value);
  if (arn?.kind !== "role" && !isName) return { state: "malformed", value };
  const named = String(arn ? arn.name : value);
  const found = rolesCalled(model, named).find(
    (role) => !arn || role.arn === undefined || role.arn === arn.arn,
  );
  const principal = found ?? (only?.arn === undefined ? only : undefined);
  if (principal) return { state: "resolved", principal, arn: arn?.arn ?? principal.arn };
  return { state: "elsewhere", arn: value as string };
}

/** The ARN of the role that a property comes to; undefined where there is none, or it is not known. */
export function roleArnOf(view: StackModel, role: RoleReference): string | undefined {
  if (role.state === "resolved") return role.arn ?? role.principal.arn;
  if (role.state !== "elsewhere") return undefined;
  if (isArn(role.arn)) return role.arn;
  return view.account && arnIn({ ...scopeOf(view), region: "" }, "iam", `role/${role.arn}`);
}

/** IAM compares names without regard to letter case. */
function rolesCalled({ principals }: StackModel, name: string): Principal[] {
  const wanted = name.toLowerCase();
  return principals.filter((each) => each.kind === "role" && each.name.toLowerCase() === wanted);
}

/** The roles of the stack from which a property's values come. */
function rolesBehind(
  model: StackModel,
  { propertyDependencies }: PlainResource,
  property: string,
): Principal[] {
  const urns = new Set(propertyDependencies[property] ?? []);
  if (urns.size === 0) return [];
  return model.principals.filter(({ kind, urn }) => kind === "role" && urn !== undefined && urns.has(urn));
}

/** What a principal's own rights hang on, as patterns of ARNs. */
import { grantsOf } from "../../evaluation/decisions/grants";
import { covers, intersects } from "../../evaluation/patterns/pattern";
import type { DocumentKind, NamedDocument, PatternList, RequestContext } from "../../evaluation/types";
import { text } from "../../graph/resources/plain";
import type { Principal, StackModel } from "../../graph/types";
import type { TargetKind } from "./escalation-actions";

export type Targets = Record<TargetKind, string[]>;

/** Everything whose change changes what the principal can do: itself, its groups, and roles that it can use. */
export function ownTargets(model: StackModel, principal: Principal, context: RequestContext): Targets {
  const groups = principal.groups.flatMap((id) => model.principal(id) ?? []);
  const all = [principal, ...groups, ...usableRoles(model, principal, context)];
  return targetsOf(model, all);
}

/** Those of them that a permissions boundary bounds. */
export function boundedTargets(model: StackModel, principal: Principal, context: RequestContext): Targets {
  const all = [principal, ...usableRoles(model, principal, context)];
  return targetsOf(
    model,
    all.filter(({ boundary }) => boundary !== undefined),
  );
}

/** Those of `ownTargets` that a document of the given kinds denies something. */
export function restrictedTargets(
  model: StackModel,
  principal: Principal,
  context: RequestContext,
  kinds: DocumentKind[],
): Targets {
  const groups = principal.groups.flatMap((id) => model.principal(id) ?? []);
  const all = [principal, ...groups, ...usableRoles(model, principal, context)];
  const denies = ({ documents }: Principal) =>
    documents.some((document) => kinds.includes(document.kind) && deniesSomething(document));
  return targetsOf(model, all.filter(denies));
}

function deniesSomething({ reading }: NamedDocument): boolean {
  return reading.state === "known" && reading.document.statements.some(({ effect }) => effect === "Deny");
}

/** The principal alone. */
export function itself(model: StackModel, principal: Principal): Targets {
  const groups = principal.groups.flatMap((id) => model.principal(id) ?? []);
  return targetsOf(model, [principal, ...groups]);
}

/** The name by which `${aws:username}` stands for each member of a group. */
export const ANY_MEMBER = "any-member-of-the-group";

/** Whether resources hold some that a pattern matches. */
export function touch({ negated, patterns }: PatternList, pattern: string): boolean {
  return negated
    ? !patterns.some((left) => covers(left, pattern))
    : patterns.some((each) => intersects(each, pattern));
}

/** Whether resources are all there are of a kind. */
export function areAll(
  { negated, patterns }: PatternList,
  { partition = "aws", account = "000000000000" }: StackModel,
  kind: TargetKind,
): boolean {
  return negated || patterns.some((each) => covers(each, `arn:${partition}:iam::${account}:${kind}/*`));
}

/** Whether resources hold some of a kind beside those given; IAM acts on the account's own only, whichever is written. */
export function reachBeyond({ negated, patterns }: PatternList, kind: TargetKind, own: string[]): boolean {
  const anywhere = own.map((arn) => arn.replace(/^arn:[^:]*:iam::[^:]*:/, "arn:*:iam::*:"));
  return (
    negated ||
    patterns.some(
      (each) =>
        intersects(each, `arn:*:iam::*:${kind}/*`) && !anywhere.some((pattern) => covers(pattern, each)),
    )
  );
}

function targetsOf(model: StackModel, principals: Principal[]): Targets {
  const targets: Targets = { policy: [], role: [], user: [], group: [] };
  for (const principal of principals) {
    targets[principal.kind].push(...arnPatterns(model, principal));
    if (principal.kind === "group") targets.user.push(...namePatterns(model, "user", ANY_MEMBER));
    const documents = principal.boundary ? [...principal.documents, principal.boundary] : principal.documents;
    targets.policy.push(...documents.flatMap((document) => policyPattern(model, document)));
  }
  return targets;
}

/** Roles of the stack that the principal may pass to a service, or assume. */
function usableRoles(model: StackModel, principal: Principal, context: RequestContext): Principal[] {
  const grants = ["iam:PassRole", "sts:AssumeRole"].flatMap((action) => grantsOf(principal, action, context));
  if (grants.length === 0) return [];
  return model.principals.filter(
    (role) =>
      role.kind === "role" &&
      role !== principal &&
      arnPatterns(model, role).some((arn) => grants.some(({ resources }) => touch(resources, arn))),
  );
}

function arnPatterns(model: StackModel, { arn, kind, name }: Principal): string[] {
  return arn ? [arn] : namePatterns(model, kind, name);
}

/** The path of a principal that is managed elsewhere is not known. */
function namePatterns({ partition = "*", account = "*" }: StackModel, kind: string, name: string): string[] {
  const prefix = `arn:${partition}:iam::${account}:${kind}`;
  return [`${prefix}/${name}`, `${prefix}/*/${name}`];
}

function policyPattern(model: StackModel, { urn, name, kind }: NamedDocument): string[] {
  const resource = urn === undefined ? undefined : model.byUrn(urn);
  if (!resource || (kind !== "customer-managed" && kind !== "boundary")) return [];
  const { partition = "*", account = "*" } = model;
  const path = resource.props.path === undefined ? "/" : (text(resource.props.path) ?? "/*");
  const computed = `arn:${partition}:iam::${account}:policy${path}${name}`;
  return [text(resource.props.arn) ?? text(resource.props.policyArn) ?? computed];
}

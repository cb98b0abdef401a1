/** Whether the roles that resources name for a service are roles of which the stack knows something. */
import { iamArn } from "../aws/iam-arn";
import { type DraftWithout, finding, type Finding } from "../findings/finding";
import { listed } from "../findings/names";
import type { RoleReference, StackModel } from "../graph/types";
import type { RoleUse } from "./role-use";

/** One finding for each role that does not resolve, however many resources name it. */
export function referenceFindings(policy: string, model: StackModel, uses: readonly RoleUse[]): Finding[] {
  const alike = new Map<string, RoleUse[]>();
  for (const use of uses) {
    const key = JSON.stringify([
      use.role.state,
      use.role.state === "elsewhere" ? use.role.arn : use.by.urn,
      use.property,
    ]);
    alike.set(key, [...(alike.get(key) ?? []), use]);
  }
  return [...alike.values()].flatMap((same) => referenceFinding(policy, model, same) ?? []);
}

function referenceFinding(policy: string, model: StackModel, uses: RoleUse[]): Finding | undefined {
  const [use] = uses;
  if (!use) return undefined;
  const of = `${use.property} of ${listed(uses.map(({ what }) => what))}`;
  const { role } = use;
  switch (role.state) {
    case "none":
      return use.needsRole ? noRole(policy, use, of) : undefined;
    case "unknown":
      return draft(policy, use, role, {
        verdict: "unproven",
        unknowns: uses.map(({ property, what }) => ({
          kind: "property",
          property,
          of: what,
          state: "unknown",
        })),
        what: `The ${of} is not known at preview, so whether it is the right role is not proven.`,
        remedy: `pass the arn of a role of this stack, or an ARN made of names, as ${use.property}`,
      });
    case "malformed":
      return draft(policy, use, role, {
        verdict: "violated",
        what: `The ${of} is ${JSON.stringify(role.value)}, which is not a role's ARN.`,
        remedy: `give ${use.property} an ARN like arn:aws:iam::111122223333:role/NAME`,
      });
    case "elsewhere":
      return otherAccount(policy, model, use, of, role.arn) ?? elsewhere(policy, model, use, of, role.arn);
    case "resolved":
      return otherAccount(policy, model, use, of, role.arn);
  }
}

function noRole(policy: string, use: RoleUse, of: string): Finding {
  const trusts = use.service ? ` that trusts ${use.service.principals[0]}` : "";
  return draft(policy, use, use.role, {
    verdict: "violated",
    what: `There is no ${of}, without which ${use.service?.name ?? "AWS"} can do nothing for it.`,
    remedy: `set ${use.property} to the ARN of a role${trusts}`,
  });
}

function elsewhere(policy: string, model: StackModel, use: RoleUse, of: string, arn: string): Finding {
  const name = iamArn(arn)?.name ?? arn;
  const namesake = model.principal(`role/${name}`);
  if (namesake?.urn !== undefined && namesake.arn !== undefined) {
    return draft(policy, use, use.role, {
      verdict: "violated",
      resources: [arn],
      what: `The ${of} is ${arn}, but the stack's ${namesake.id} has the ARN ${namesake.arn}.`,
      remedy: `set ${use.property} to ${namesake.arn}`,
    });
  }
  return draft(policy, use, use.role, {
    verdict: "unproven",
    unknowns: [{ kind: "role-elsewhere", arn }],
    resources: [arn],
    what: `The ${of} is ${arn}, of which nothing is known: the stack neither creates it nor attaches to it.`,
    remedy:
      `correct the ARN, create the role in the stack, or declare role/${name} with its documents and trust policy ` +
      `under "external" in the pack's config`,
  });
}

/** A role is passed to a service within its own account only. */
function otherAccount(
  policy: string,
  model: StackModel,
  use: RoleUse,
  of: string,
  arn: string | undefined,
): Finding | undefined {
  const role = iamArn(arn);
  const [place, ...others] = model.accountsAndRegionsOf(use.by);
  const account = others.length === 0 ? place?.account : undefined;
  if (!role || !use.service || account === undefined || account === role.account) return undefined;
  return draft(policy, use, use.role, {
    verdict: "violated",
    resources: [role.arn],
    what: `The ${of} is ${role.arn}, a role of account ${role.account}; a service of account ${account} cannot assume it.`,
    remedy: `name a role of account ${account}, e.g. arn:${role.partition}:iam::${account}:role${role.path}${role.name}`,
  });
}

function draft(
  policy: string,
  { by, property }: RoleUse,
  role: RoleReference,
  said: DraftWithout<"urn" | "subject" | "key">,
): Finding {
  return finding(policy, {
    ...said,
    urn: by.urn,
    subject: role.state === "elsewhere" ? `role/${iamArn(role.arn)?.name ?? role.arn}` : by.name,
    key: JSON.stringify([property, role.state, said.resources ?? []]),
  });
}

/** What is said of a property that should name a role, whoever names it: the role's own faults, before its rights. */
import { iamArn } from "../aws/iam-arn";
import { type DraftWithout, finding, type Finding } from "../findings/finding";
import type { FindingPlace } from "../findings/place";
import type { PlainResource, RoleReference, StackModel } from "../graph/types";
import type { UnknownFact } from "../unknowns/unknown-fact";

/** A property that names a role, with the words that differ from use to use. */
export interface RoleNaming {
  property: string;
  /** The property and who has it, e.g. `taskRoleArn of shop`. */
  of: string;
  role: RoleReference;
  /** The resource to point at. */
  urn?: string;
  place?: FindingPlace;
  /** What the finding is about where the role has no name of its own. */
  subject: string;
  /** What is not known where the role is not. */
  unknowns: UnknownFact[];
  /** What is then not proven, e.g. `whether the task can start`. */
  open: string;
  /** The accounts that the role must be of, as far as they are known. */
  accounts: string[];
  /** What a role of another account is no good for, e.g. `ECS cannot start tasks of account 111122223333 with it`. */
  unable(account: string): string;
}

/** The account in which a resource lies, if that is known. */
export function knownAccounts(model: StackModel, resource: PlainResource): string[] {
  const [place, ...others] = model.accountsAndRegionsOf(resource);
  return others.length === 0 && place?.account !== undefined ? [place.account] : [];
}

/** The finding on a role that is not there to be judged; undefined for one that is, and where none is named. */
export function namedRoleFinding(policy: string, model: StackModel, named: RoleNaming): Finding | undefined {
  const { property, of, role, unknowns, open } = named;
  switch (role.state) {
    case "none":
      return undefined;
    case "unknown":
      return roleFinding(policy, named, {
        verdict: "unproven",
        unknowns,
        message: `The ${of} is not known at preview, so ${open} is not proven.`,
        remedy: `pass the arn of a role of this stack, or an ARN made of names, as ${property}`,
      });
    case "malformed":
      return roleFinding(policy, named, {
        verdict: "violated",
        message: `The ${of} is ${JSON.stringify(role.value)}, which is not a role's ARN.`,
        remedy: `give ${property} an ARN like arn:aws:iam::111122223333:role/NAME`,
      });
    case "elsewhere":
      return ofOtherAccount(policy, named, role.arn) ?? elsewhere(policy, model, named, role.arn);
    case "resolved":
      return ofOtherAccount(policy, named, role.arn);
  }
}

/** A finding on the property: its id is made of the property and of what became of the role. */
export function roleFinding(
  policy: string,
  { property, role, urn, place, subject }: RoleNaming,
  said: DraftWithout<"urn" | "subject" | "key">,
): Finding {
  return finding(policy, {
    ...said,
    urn,
    ...(place && { place }),
    subject: role.state === "elsewhere" ? `role/${iamArn(role.arn)?.name ?? role.arn}` : subject,
    key: JSON.stringify([property, role.state, said.resources ?? []]),
  });
}

function elsewhere(policy: string, model: StackModel, named: RoleNaming, arn: string): Finding {
  const { of, property } = named;
  const name = iamArn(arn)?.name ?? arn;
  const namesake = model.principal(`role/${name}`);
  if (namesake?.urn !== undefined && namesake.arn !== undefined) {
    return roleFinding(policy, named, {
      verdict: "violated",
      resources: [arn],
      message: `The ${of} is ${arn}, but the stack's ${namesake.id} has the ARN ${namesake.arn}.`,
      remedy: `set ${property} to ${namesake.arn}`,
    });
  }
  return roleFinding(policy, named, {
    verdict: "unproven",
    unknowns: [{ kind: "role-elsewhere", arn }],
    resources: [arn],
    message: `The ${of} is ${arn}, of which nothing is known: the stack neither creates it nor attaches to it.`,
    remedy:
      `correct the ARN, create the role in the stack, or declare role/${name} with its documents and trust policy ` +
      `under "external" in the pack's config`,
  });
}

/** A role is passed to a service within its own account only. */
function ofOtherAccount(policy: string, named: RoleNaming, arn: string | undefined): Finding | undefined {
  const role = iamArn(arn);
  const account = named.accounts.find((own) => own !== role?.account);
  if (!role || account === undefined) return undefined;
  return roleFinding(policy, named, {
    verdict: "violated",
    resources: [role.arn],
    message: `The ${named.of} is ${role.arn}, a role of account ${role.account}; ${named.unable(account)}.`,
    remedy: `name a role of account ${account}, e.g. arn:${role.partition}:iam::${account}:role${role.path}${role.name}`,
  });
}

/** What a principal's own rights hang on, as patterns of ARNs. */
import { everyArn, iamArn, inAnyPartition } from "../../aws/iam-arn";
import { grantsOf } from "../../evaluation/decisions/grants";
import { mayMeet } from "../../evaluation/decisions/resource-set";
import { parsePattern, plainlyCovers } from "../../evaluation/patterns/pattern";
import type { DocumentKind, NamedDocument } from "../../evaluation/types";
import { text } from "../../graph/resources/plain";
import type { Principal, StackModel } from "../../graph/types";
import { assumersOf } from "./assumers";
import type { TargetKind } from "./escalation-actions";
import { ANY_MEMBER, type Requests } from "./requests";

export type Targets = Record<TargetKind, string[]>;

/** Everything of a kind in the stack's account. */
export function allOf(model: StackModel, kind: TargetKind): string {
  return everyArn(kind, model);
}

/** Whether patterns match some of a kind beside those given; IAM acts on the account's own only, whichever is written. */
export function reachBeyond(patterns: string[], own: string[]): boolean {
  const anywhere = own.map((arn) => parsePattern(inAnyPartition(arn)));
  return patterns.map(parsePattern).some((each) => !anywhere.some((pattern) => plainlyCovers(pattern, each)));
}

/** Each made when the first way asks for it, and once. */
export class LazyTargets {
  private made: {
    own?: Targets;
    bounded?: Targets;
    itself?: Targets;
    roles?: Principal[];
    inUse?: string[];
    assumers?: Principal[];
  } = {};

  constructor(
    private readonly model: StackModel,
    private readonly principal: Principal,
    private readonly requests: Requests,
  ) {}

  /** Everything whose change changes what the principal can do: itself, its groups, its members, and roles that it can use. */
  get own(): Targets {
    return (this.made.own ??= targetsOf(this.model, this.all, this.principal));
  }

  /** Those of them that a permissions boundary bounds. */
  get bounded(): Targets {
    return (this.made.bounded ??= targetsOf(
      this.model,
      this.all.filter(({ boundary }) => boundary !== undefined),
    ));
  }

  /** The principal with its groups, alone. */
  get itself(): Targets {
    return (this.made.itself ??= targetsOf(this.model, [this.principal, ...this.groups]));
  }

  /** Those of `own` that a document of the given kinds denies something. */
  restricted(kinds: DocumentKind[]): Targets {
    return targetsOf(
      this.model,
      this.all.filter(({ documents }) => documents.some((each) => kinds.includes(each.kind) && denies(each))),
    );
  }

  /**
   * Patterns of the roles that it can use although the stack may not define them: those that it may pass or assume, and
   * those that it may make, which then trust it.
   */
  usable(kind: TargetKind): string[] {
    if (kind !== "role") return [];
    return (this.made.inUse ??= ["iam:PassRole", "sts:AssumeRole", "iam:CreateRole"].flatMap((action) =>
      grantsOf(this.principal, action, this.requests.unbounded, [allOf(this.model, "role")]).flatMap(
        ({ resources }) => resources.patterns,
      ),
    ));
  }

  /** The boundaries of what `bounded` holds; undefined where one is not known by its ARN. */
  boundaryArns(kind: TargetKind): string[] | undefined {
    const arns = this.all.flatMap(({ kind: of, boundary }) =>
      of === kind && boundary ? [boundaryArn(this.model, boundary)] : [],
    );
    return complete(arns);
  }

  /** The policies of what `restricted` holds that deny something; undefined where one is not known by its ARN. */
  denyingPolicyArns(kind: TargetKind): string[] | undefined {
    const denying = this.all.flatMap((target) =>
      target.kind === kind ? target.documents.filter(denies) : [],
    );
    const managed = denying.filter((each) => each.kind === "customer-managed" || each.kind === "aws-managed");
    return complete(managed.map((each) => policyPattern(this.model, each)[0]));
  }

  private get all(): Principal[] {
    return [...new Set([this.principal, ...this.groups, ...this.members, ...this.roles, ...this.assumers])];
  }

  /** Whoever assumes a role uses what the role may do, and so raises itself, or a group that it is in, by it. */
  private get assumers(): Principal[] {
    return (this.made.assumers ??= assumersOf(this.model, this.principal, (role) =>
      arnPatterns(this.model, role),
    ).flatMap((each) => [each, ...groupsOf(this.model, each)]));
  }

  private get groups(): Principal[] {
    return groupsOf(this.model, this.principal);
  }

  private get members(): Principal[] {
    const { kind, id } = this.principal;
    return kind === "group" ? this.model.principals.filter(({ groups }) => groups.includes(id)) : [];
  }

  /** Roles of the stack that the principal may pass to a service or assume, or that trust it by name. */
  private get roles(): Principal[] {
    return (this.made.roles ??= this.model.principals.filter(
      (role) =>
        role.kind === "role" &&
        role !== this.principal &&
        (trustsByName(role, this.principal) || mayMeet(this.usable("role"), arnPatterns(this.model, role))),
    ));
  }
}

function groupsOf(model: StackModel, { groups }: Principal): Principal[] {
  return groups.flatMap((id) => model.principal(id) ?? []);
}

function complete(arns: (string | undefined)[]): string[] | undefined {
  return arns.every((arn) => arn !== undefined && iamArn(arn) !== undefined) ? (arns as string[]) : undefined;
}

function denies({ reading }: NamedDocument): boolean {
  return reading.state === "known" && reading.document.statements.some(({ effect }) => effect === "Deny");
}

/** In one account, a trust policy that names a principal lets it in without any further right. */
function trustsByName({ trust }: Principal, { arn }: Principal): boolean {
  if (arn === undefined || trust?.reading.state !== "known") return false;
  return trust.reading.document.statements.some(
    ({ effect, principals }) =>
      effect === "Allow" &&
      [principals?.values.AWS, principals?.values["*"]].some((named) =>
        named?.some((each) => each === arn || each === "*"),
      ),
  );
}

function targetsOf(model: StackModel, principals: Principal[], judged?: Principal): Targets {
  const targets: Targets = { policy: [], role: [], user: [], group: [] };
  for (const principal of principals) {
    targets[principal.kind].push(...arnPatterns(model, principal));
    if (principal.kind === "group") targets.user.push(...namePatterns(model, "user", ANY_MEMBER));
    const documents = principal.boundary ? [...principal.documents, principal.boundary] : principal.documents;
    targets.policy.push(...documents.flatMap((document) => policyPattern(model, document)));
  }
  // Policies that it has and that the stack does not define.
  targets.policy.push(...(judged?.unknowns ?? []).flatMap(({ policyArn }) => policyArn ?? []));
  return targets;
}

/** Where AWS or Pulumi completes the name, what it begins with. */
function arnPatterns(model: StackModel, { arn, kind, name, urn }: Principal): string[] {
  if (arn) return [arn];
  const resource = urn === undefined ? undefined : model.byUrn(urn);
  return namePatterns(model, kind, resource ? generated(resource.props, name) : name);
}

/** `namePrefix` of `aws`, else what Pulumi makes of its own name. */
function generated(props: Record<string, unknown>, name: string): string {
  return `${text(props.namePrefix) ?? name}*`;
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
  const { props } = resource;
  const path = props.path === undefined ? "/" : (text(props.path) ?? "/*");
  const isNamed = text(props.name) !== undefined || text(props.managedPolicyName) !== undefined;
  const computed = `arn:${partition}:iam::${account}:policy${path}${isNamed ? name : generated(props, name)}`;
  return [text(props.arn) ?? text(props.policyArn) ?? computed];
}

function boundaryArn(model: StackModel, boundary: NamedDocument): string | undefined {
  const resource = boundary.urn === undefined ? undefined : model.byUrn(boundary.urn);
  return text(resource?.props.permissionsBoundary) ?? policyPattern(model, boundary)[0];
}

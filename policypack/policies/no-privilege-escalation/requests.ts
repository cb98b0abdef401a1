/** The requests by which a principal would raise its rights, each in the way that does the most harm. */
import { everyArn } from "../../aws/iam-arn";
import { contextOf } from "../../evaluation/conditions/request-context";
import { grantsOf } from "../../evaluation/decisions/grants";
import { raisingManagedPolicies } from "../../evaluation/catalogue/managed-policies";
import { type ContextValue, type RequestContext, UNKNOWN } from "../../evaluation/types";
import { contextFor, type ContextEntries } from "../../graph/principal-context";
import type { Principal, StackModel } from "../../graph/types";
import type { EscalationAction } from "./escalation-actions";

/** The name by which `${aws:username}` stands for each member of a group. */
export const ANY_MEMBER = "any-member-of-the-group";

/** The context of requests to IAM, whose Region is not the stack's. */
export function contextOfIam(
  model: StackModel,
  principal: Principal,
  extra: ContextEntries = {},
): RequestContext {
  const context = contextFor(model, principal, {
    "aws:RequestedRegion": undefined,
    ...(principal.kind === "group" ? { "aws:username": ANY_MEMBER } : {}),
    ...extra,
  });
  return maySetOwnTags(model, principal, context) ? withOpenTags(context) : context;
}

const TAGGING: Partial<Record<Principal["kind"], string>> = { user: "iam:TagUser", role: "iam:TagRole" };

/** Whoever may tag itself has whatever tags a condition asks it for. */
function maySetOwnTags(model: StackModel, principal: Principal, context: RequestContext): boolean {
  const action = TAGGING[principal.kind];
  const { kind, arn = everyArn(kind, model) } = principal;
  return action !== undefined && grantsOf(principal, action, context, [arn]).length > 0;
}

function withOpenTags(context: RequestContext): RequestContext {
  return (key): ContextValue => (/^aws:PrincipalTag\//i.test(key) ? { state: "unknown" } : context(key));
}

const RESOURCE_TAG = /^(?:aws|iam):ResourceTag\//i;

/**
 * A request that a user makes about itself, which carries the tags that it has, if they are known and not its own to set.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_iam-tags.html
 */
export function aboutItself(
  model: StackModel,
  principal: Principal,
  context: RequestContext,
): RequestContext {
  const { kind, tags } = principal;
  if (kind !== "user" || tags === UNKNOWN || maySetOwnTags(model, principal, context)) return context;
  const own = new Map(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value]));
  return (key): ContextValue => {
    if (!RESOURCE_TAG.test(key)) return context(key);
    const value = own.get(key.slice(key.indexOf("/") + 1).toLowerCase());
    return value === undefined ? { state: "absent" } : { state: "present", values: [value] };
  };
}

/** What is asked about; kept for one principal, as the same requests are asked about many actions. */
export class Requests {
  private readonly made = new Map<string, RequestContext[]>();

  constructor(
    private readonly model: StackModel,
    private readonly principal: Principal,
  ) {}

  /** Of what is known of it, a request names nothing more. */
  get plain(): RequestContext {
    return this.of("plain", () => [{}])[0]!;
  }

  /** To change a principal that has no boundary: one that has keeps it, whatever it is given. */
  get unbounded(): RequestContext {
    return this.of("unbounded", () => [WITHOUT_BOUNDARY])[0]!;
  }

  /** @param known what there is to ask for: ARNs of policies that deny something, or of boundaries; undefined if not known */
  forAction({ asks }: EscalationAction, known: string[] | undefined): RequestContext[] {
    switch (asks) {
      case undefined:
        return [this.unbounded];
      case "any-policy":
        return this.of("any-policy", () => this.anyPolicy());
      case "any-boundary":
        return this.of("any-boundary", () => [{ [BOUNDARY]: this.administrators() }]);
      case "its-boundary":
        return this.of(`boundary ${String(known)}`, () =>
          (known ?? [undefined]).map((arn) => ({ [BOUNDARY]: arn })),
        );
      case "denying-policy":
        return this.of(`policy ${String(known)}`, () =>
          (known ?? [undefined]).map((arn) => ({ ...WITHOUT_BOUNDARY, [POLICY]: arn })),
        );
    }
  }

  /** Policies of AWS that make an administrator of whoever has them, and one of an account where its path alone is said. */
  private anyPolicy(): ContextEntries[] {
    const { partition = "aws", account = "000000000000" } = this.model;
    const raising = raisingManagedPolicies().map((policy) => `arn:${partition}:iam::aws:policy/${policy}`);
    const any = `arn:${partition}:iam::${account}:policy/${ANY_NAME}`;
    return [this.administrators(), any, ...raising].map((arn) => ({ ...WITHOUT_BOUNDARY, [POLICY]: arn }));
  }

  private administrators(): string {
    return `arn:${this.model.partition ?? "aws"}:iam::aws:policy/AdministratorAccess`;
  }

  private of(kind: string, entries: () => ContextEntries[]): RequestContext[] {
    let made = this.made.get(kind);
    if (!made) {
      made = entries().map((extra) => contextOfIam(this.model, this.principal, extra));
      this.made.set(kind, made);
    }
    return made;
  }
}

const BOUNDARY = "iam:PermissionsBoundary";
const POLICY = "iam:PolicyARN";
const WITHOUT_BOUNDARY: ContextEntries = { [BOUNDARY]: null };

/** A name that no pattern meets but those for any name. */
const ANY_NAME = "any-policy-of-the-account";

/** A request for something that carries none of the tags, and lies in none of the clusters, that conditions name. */
export function untagged(context: RequestContext, { partition = "aws" }: StackModel): RequestContext {
  const cluster = contextOf({
    "ecs:cluster": `arn:${partition}:ecs:any:any:cluster/any-cluster-of-the-account`,
  });
  return (key): ContextValue => {
    if (/resourcetag\//i.test(key)) return { state: "absent" };
    return key.toLowerCase() === "ecs:cluster" ? cluster(key) : context(key);
  };
}

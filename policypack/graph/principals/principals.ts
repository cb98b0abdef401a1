/** Roles, users and groups: those that the stack creates and those that it only attaches to. */
import { UNKNOWN } from "../../evaluation/types";
import { type IamArn, iamArn, iamArnOf, type PrincipalKind } from "../../aws/iam-arn";
import { documentsOf } from "../resources/carried-documents";
import type { AccountsAndRegions } from "../places/accounts-and-regions";
import { arnOf, nameOf } from "../resources/names";
import { text } from "../resources/plain";
import { namedDocument } from "../resources/read-carried";
import type { Reference, Target } from "../resources/references";
import type { ResourceIndex } from "../resources/resource-index";
import { tagsOf } from "../resources/tags";
import type { ResolvedPolicy } from "./managed-policies";
import type { AccountAndRegion, PlainResource, Principal } from "../types";

interface Entry {
  principal: Principal;
  account?: string;
  /** Undefined where its ARN is not known. */
  partition?: string;
  /** Undefined where the stack does not say: the path of a principal that is managed elsewhere. */
  path?: string;
  /** False where AWS generates the name, which is then not known yet. */
  isNamed: boolean;
}

export class Principals {
  private readonly entries: Entry[] = [];
  private readonly urns = new Map<string, Entry>();
  private readonly names = new Map<string, Entry[]>();
  /** The stack's own. */
  private readonly account: string | undefined;

  constructor(
    index: ResourceIndex,
    private readonly places: AccountsAndRegions,
  ) {
    this.account = places.whereKnown().account;
    for (const kind of ["role", "user", "group"] as const) {
      for (const resource of index.ofKind(kind))
        this.add(created(resource, kind, places.whereKnown(resource)));
    }
  }

  get all(): Principal[] {
    return this.entries.map(({ principal }) => principal);
  }

  byUrn(urn: string): Principal | undefined {
    return this.urns.get(urn)?.principal;
  }

  /** How properties name principals of a kind. */
  target(kind: PrincipalKind): Target {
    return {
      fits: (urn) => this.urns.get(urn)?.principal.kind === kind,
      urnOf: (value) => this.find(kind, value)?.urn,
    };
  }

  /**
   * The principal of which a name or complete ARN is known. IAM compares names without regard to letter case.
   *
   * @param account where a plain name is looked up; by default in the stack's account
   */
  find(kind: PrincipalKind, value: unknown, account = this.account): Principal | undefined {
    const arn = iamArn(value);
    if (arn && arn.kind !== kind) return undefined;
    const sameName = this.names.get(key(kind, arn?.name ?? text(value))) ?? [];
    return sameName.find((entry) => (arn ? mayHaveArn(entry, arn) : mayBeIn(entry, account)))?.principal;
  }

  /**
   * The principal that a property names, entered as one managed elsewhere if need be; undefined if that is unknown, or
   * if it is no name: IAM refuses ARNs where it attaches, embeds and adds members.
   */
  resolve(kind: PrincipalKind, { value, sources }: Reference, by: PlainResource): Principal | undefined {
    const only = sources.length === 1 ? this.urns.get(sources[0] as string) : undefined;
    if (value === UNKNOWN) return only?.principal;
    if (iamArn(value)) return undefined;
    // Roles of several accounts may share the name; the one that it was taken from is meant.
    if (only && key(kind, text(value)) === key(kind, only.principal.name)) return only.principal;
    const { account } = this.places.whereKnown(by);
    const found = this.find(kind, value, account);
    if (found) return found;
    return (text(value) && this.unnamedSource(sources)) || this.elsewhere(kind, value, account);
  }

  /** The one resource that a known name may come from although the stack does not say what its name is. */
  unnamedSource(sources: string[]): Principal | undefined {
    const only = sources.length === 1 ? this.urns.get(sources[0] as string) : undefined;
    return only && !only.isNamed ? only.principal : undefined;
  }

  /** Enters a principal that the stack does not create; undefined if the value is neither a name nor its ARN. */
  elsewhere(kind: PrincipalKind, value: unknown, account = this.account): Principal | undefined {
    const arn = iamArn(value);
    const name = arn ? arn.name : text(value);
    if (name === undefined || (arn && arn.kind !== kind) || /[:/]/.test(name)) return undefined;
    const principal: Principal = {
      ...emptyPrincipal(kind, name),
      arn: arn?.arn,
      tags: UNKNOWN,
    };
    const { partition, path } = arn ?? {};
    this.add({ principal, account: arn?.account ?? account, partition, path, isNamed: true });
    return principal;
  }

  /** By id; a principal of the stack's own account goes first. */
  byId(): Map<string, Principal> {
    const ids = new Map<string, Entry>();
    for (const entry of this.entries) {
      const id = entry.principal.id.toLowerCase();
      const other = ids.get(id);
      if (!other || this.rank(entry) > this.rank(other)) ids.set(id, entry);
    }
    return new Map([...ids].map(([id, { principal }]) => [id, principal]));
  }

  private rank({ account, isNamed }: Entry): number {
    return (account === this.account ? 2 : 0) + (isNamed ? 1 : 0);
  }

  private add(entry: Entry): void {
    const { kind, name, urn } = entry.principal;
    this.entries.push(entry);
    if (urn) this.urns.set(urn, entry);
    if (!entry.isNamed) return;
    const sameName = this.names.get(key(kind, name));
    if (sameName) sameName.push(entry);
    else this.names.set(key(kind, name), [entry]);
  }
}

function created(resource: PlainResource, kind: PrincipalKind, place: AccountAndRegion): Entry {
  const { props, urn } = resource;
  const output = iamArn(arnOf(resource));
  const name = nameOf(resource) ?? output?.name;
  const { account, partition } = place;
  const path = output?.path ?? (props.path === undefined ? "/" : text(props.path));
  const trust = documentsOf(resource).find((carried) => carried.kind === "trust");
  const principal: Principal = {
    ...emptyPrincipal(kind, name ?? resource.name),
    urn,
    arn: output?.arn ?? iamArnOf({ kind, partition, account, path, name }),
    tags: tagsOf(resource),
    ...(trust ? { trust: namedDocument(trust, urn) } : {}),
  };
  const arnPartition = iamArn(principal.arn)?.partition;
  return { principal, account, partition: arnPartition, path, isNamed: name !== undefined };
}

function mayBeIn(entry: Entry, account: string | undefined): boolean {
  return !entry.account || !account || entry.account === account;
}

function mayHaveArn(entry: Entry, arn: IamArn): boolean {
  const { path, partition } = entry;
  return (
    mayBeIn(entry, arn.account) && (!path || path === arn.path) && (!partition || partition === arn.partition)
  );
}

/** Whoever it is that a resource gives a policy, where it does not say whom. */
export function unnamedPrincipal(kind: PrincipalKind, by: PlainResource, policy: ResolvedPolicy): Principal {
  return {
    ...emptyPrincipal(kind, UNNAMED),
    id: `whatever ${kind} "${by.name}" is for`,
    documents: policy.document ? [policy.document] : [],
    unknowns: policy.unknown ? [{ ...policy.unknown, urn: by.urn }] : [],
    urn: undefined,
    tags: UNKNOWN,
  };
}

/** No name of AWS looks like this, so that no ARN is taken for the principal's own. */
const UNNAMED = "<unknown>";

function emptyPrincipal(kind: PrincipalKind, name: string): Omit<Principal, "tags"> {
  return { kind, name, id: `${kind}/${name}`, documents: [], unknowns: [], groups: [] };
}

function key(kind: PrincipalKind, name: string | undefined): string {
  return `${kind}/${name?.toLowerCase()}`;
}

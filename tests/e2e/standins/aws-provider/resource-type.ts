import type { Session } from "./session";

export type Props = Record<string, unknown>;

/** What the account holds of a resource: the state's outputs, and the inputs that would describe it. */
export interface Found {
  /** Where it is not the id that was asked for: some types are imported under another. */
  id?: string;
  outputs: Props;
  inputs: Props;
}

/**
 * One resource type, with the behaviour that the official provider documents for it
 * (https://www.pulumi.com/registry/packages/aws/api-docs/). Errors of the AWS SDK are let through: the service words
 * them as the official provider does, with `noun` and the physical name.
 */
export interface ResourceType {
  /** e.g. `aws:iam/role:Role`. */
  token: string;
  /** How the official provider calls it in errors, e.g. `IAM Role`. */
  noun: string;
  /** The property that gets a generated name where the program gives none. */
  autoName?: string;
  /** Inputs that the provider fills in where the program leaves them out. */
  defaults?: Props;
  /** Outputs that are unknown until the resource exists. */
  computed: string[];
  /** Properties that cannot change in place; `all` but tags for types that have no update. */
  replaceOn: string[] | "all";
  /** Whether two values of a property mean the same; by default whether they are deeply equal. */
  sameValue?: Record<string, (old: unknown, wanted: unknown) => boolean>;

  /** @returns the resource's id and outputs beyond its inputs */
  create(session: Session, inputs: Props): Promise<{ id: string; outputs: Props }>;
  /**
   * What is left to do once the resource exists. If it fails, the state keeps the resource as `create` returned it,
   * and the next update completes it.
   * @returns outputs that it changes
   */
  complete?(session: Session, id: string, inputs: Props): Promise<Props>;
  /** @returns undefined if the account has no such resource */
  read(session: Session, id: string, state: Props): Promise<Found | undefined>;
  /** @returns outputs that the update changes beyond the inputs */
  update?(session: Session, id: string, state: Props, inputs: Props): Promise<Props | void>;
  delete(session: Session, id: string, state: Props): Promise<void>;
}

/** The result of a call, or undefined where AWS says that there is no such thing. */
export async function unlessAbsent<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (
      ["NoSuchEntity", "NoSuchEntityException", "ResourceNotFoundException"].includes((error as Error).name)
    )
      return undefined;
    throw error;
  }
}

/** Two JSON texts with the same content, whatever their spacing and the order of their keys. */
export function sameJson(old: unknown, wanted: unknown): boolean {
  try {
    return canonical(JSON.parse(String(old))) === canonical(JSON.parse(String(wanted)));
  } catch {
    return old === wanted;
  }
}

export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/** Tags as IAM and others list them, as a map. */
export function tagMap(tags: { Key?: string; Value?: string }[] | undefined): Record<string, string> {
  return Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key ?? "", Value ?? ""]));
}

/** A map of tags as IAM and others take them. */
export function tagList(tags: unknown): { Key: string; Value: string }[] {
  return Object.entries((tags ?? {}) as Record<string, string>).map(([Key, Value]) => ({ Key, Value }));
}

/**
 * What the policies know of one another, so that one cause is reported once. The SDK runs each policy by itself; here is
 * kept how all of them are configured, and what those on single resources have reported since the run began: with the
 * pack's configuration, and again after each stack.
 *
 * A rule leaves a cause to another one only if that has really reported it, in the same run and at mandatory level. Where
 * nothing is known of the others, each rule speaks for itself.
 */
import type { EnforcementLevel } from "@pulumi/policy";
import { isRecord } from "../graph/resources/plain";
import type { Reported } from "../graph/types";
import type { Finding } from "../findings/finding";

/** How one policy of the pack is configured. */
export interface Configured {
  level: EnforcementLevel;
  config: Record<string, unknown>;
  /** What it judges. */
  kind: "resource" | "stack";
}

/** What one policy has reported of one resource. */
interface ReportedOfResource {
  /** Of findings that stand at mandatory level. */
  ids: Set<string>;
  /** Whether these are all that it found, but for remarks. */
  isAll: boolean;
}

/** The policies that run, by name; empty where that is not known. */
export type ConfiguredPack = ReadonlyMap<string, Configured>;

/** More than any stack has; beyond, nothing more is kept, and every rule speaks for itself. */
const MOST_KEPT = 100_000;

let pack: ConfiguredPack = new Map();
let reportedByResource = new Map<string, ReportedOfResource>();
let toldMistakes = new Set<string>();

/**
 * The pack as config configures it.
 * @param given what config says of a policy; without a level the policy has its own
 */
export function packOf(
  policies: { rule: { name: string; enforcementLevel: EnforcementLevel }; validateStack?: unknown }[],
  given: (policy: string) => Partial<Configured> | undefined,
): ConfiguredPack {
  return new Map(
    policies.map(({ rule, validateStack }) => {
      const { level = rule.enforcementLevel, config = {} } = given(rule.name) ?? {};
      return [rule.name, { level, config, kind: validateStack ? "stack" : "resource" }];
    }),
  );
}

/** Called before the first resource is judged. */
export function beginRun(configured: ConfiguredPack): void {
  pack = configured;
  takeReported();
}

/** The pack as it is configured now. */
export function configuredPack(): ConfiguredPack {
  return pack;
}

/**
 * Whether a finding stands at mandatory level once it is reported: its policy runs, is mandatory, and nobody accepts the
 * finding. False where the policy's configuration is not known.
 */
export function isMandatory({ policy, id, level }: Finding): boolean {
  if (!isMandatoryPolicy(policy) || level === "advisory") return false;
  const exemptions = pack.get(policy)?.config.exemptions;
  return !Array.isArray(exemptions) || !exemptions.some((each) => isRecord(each) && each.id === id);
}

/** Keeps what a policy on single resources has found on a resource, before exemptions. */
export function keepReported(policy: string, urn: string, findings: Finding[]): void {
  const place = key(policy, urn);
  reportedByResource.delete(place);
  if (!isMandatoryPolicy(policy) || reportedByResource.size >= MOST_KEPT) return;
  const standing = findings.filter(isMandatory);
  const remarks = findings.filter(({ level }) => level === "advisory");
  reportedByResource.set(place, {
    ids: new Set(standing.map(({ id }) => id)),
    isAll: standing.length + remarks.length === findings.length,
  });
}

/** Hands over what was kept since the run began; the next run begins. */
export function takeReported(): Reported {
  const taken = reportedByResource;
  reportedByResource = new Map();
  toldMistakes = new Set();
  return {
    finding: ({ policy, id }, urn) => taken.get(key(policy, urn))?.ids.has(id) === true,
    anyBy: (policy, urn) => (taken.get(key(policy, urn))?.ids.size ?? 0) > 0,
    allBy: (policy, urn) => taken.get(key(policy, urn))?.isAll === true,
  };
}

/**
 * Config mistakes of a policy that judges resource by resource, when they are first met in a run: the mistake is one,
 * however many resources there are.
 */
export function firstOccurrences(mistakes: Finding[]): Finding[] {
  const untold = mistakes.filter(({ what }) => !toldMistakes.has(what));
  for (const { what } of untold) toldMistakes.add(what);
  return untold;
}

function isMandatoryPolicy(policy: string): boolean {
  const level = pack.get(policy)?.level;
  return level === "mandatory" || level === "remediate";
}

function key(policy: string, urn: string): string {
  return `${policy}\n${urn}`;
}

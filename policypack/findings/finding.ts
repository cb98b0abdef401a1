import { createHash } from "node:crypto";
import type { UnknownFact } from "../unknowns/unknown-fact";
import type { FindingPlace } from "./place";
import type { SharedCause } from "./shared-causes";

/** What a rule says of a fact that is not proven; of a proven one it says nothing. */
export interface Finding {
  /** Stable over runs and resource order: exemptions and SARIF name it. `task-role-access-3f9a1c04` */
  id: string;
  policy: string;
  /** `deferred`: only the update can decide, and does. No rule says so itself. */
  verdict: "violated" | "unproven" | "deferred";
  /** Set where this one finding has another level than its policy. */
  level?: "advisory" | "mandatory";
  /** The resource to point at. */
  urn?: string;
  /** The principal's id (`role/NAME`), or the name of what is judged. */
  subject: string;
  actions: string[];
  resources: string[];
  /** What fails, one sentence. */
  message: string;
  /** The document and Sid that decide, or what is missing. */
  decidedBy?: string;
  /** What to change: the config key or a statement to paste. */
  remedy: string;
  /** Where its cause stands, beside the resource. */
  place?: FindingPlace;
  /** Set where other rules meet the same cause and leave it to this finding. */
  sharedCause?: SharedCause;
  /** What leaves an unproven or deferred fact open, at least one; none of a violated one. */
  unknowns?: UnknownFact[];
}

/** A draft that may be unproven says what is not known. */
export type FindingDraft = Drafted &
  ({ verdict: "violated"; unknowns?: undefined } | { verdict: Finding["verdict"]; unknowns: UnknownFact[] });

/** A draft whose author leaves some of its fields to another function. */
export type DraftWithout<Keys extends PropertyKey> = FindingDraft extends infer Draft
  ? Draft extends unknown
    ? Omit<Draft, Keys>
    : never
  : never;

type Drafted = Omit<Finding, "id" | "policy" | "verdict" | "actions" | "resources" | "unknowns"> & {
  actions?: string[];
  resources?: string[];
  /** What makes the finding this one and no other of its policy and subject; by default actions and resources. */
  key?: string;
  /** What the id knows the subject by; by default its name, which may not be known at a first preview. */
  knownAs?: string;
};

/** Pulumi ends the names that it generates in seven hex digits, which each preview draws anew until `up`. */
const GENERATED_SUFFIX = /-[0-9a-f]{7}(?![0-9A-Za-z])/g;

/**
 * Completes a rule's draft: sorted lists and an id made of policy, subject and cause, not of wording, order or what
 * Pulumi generates.
 */
export function finding(policy: string, draft: FindingDraft): Finding {
  const { key, knownAs = draft.subject, unknowns, ...rest } = draft;
  const actions = [...new Set(draft.actions ?? [])].sort();
  const resources = [...new Set(draft.resources ?? [])].sort();
  const cause = [policy, knownAs, key ?? JSON.stringify([actions, resources])].join("\n");
  const id = `${policy}-${createHash("sha256").update(cause.replace(GENERATED_SUFFIX, "")).digest("hex").slice(0, 8)}`;
  const open = draft.verdict === "violated" ? {} : { unknowns };
  return { ...rest, ...open, id, policy, actions, resources };
}

/** An action or a resource for a message: in quotes where it has what nobody would see there, a line break at its end, say. */
export function visible(text: string): string {
  // eslint-disable-next-line no-control-regex
  return /[\u0000-\u001f\u007f]|^\s|\s$/.test(text) ? JSON.stringify(text) : text;
}

/** The finding as the engine prints it. */
export function findingMessage(found: Finding): string {
  const lines = [found.message];
  if (found.actions.length > 0) lines.push(`  action:   ${found.actions.map(visible).join(", ")}`);
  if (found.resources.length > 0) lines.push(`  resource: ${found.resources.map(visible).join(", ")}`);
  if (found.decidedBy) lines.push(`  decided by: ${found.decidedBy}`);
  lines.push(`  to fix: ${found.remedy}`, `  finding: ${found.id} (${found.verdict})`);
  return lines.join("\n");
}

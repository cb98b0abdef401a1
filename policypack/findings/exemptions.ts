import { finding, type Finding } from "./finding";

/** A finding that someone accepts until a date. */
export interface Exemption {
  /** The finding's id. */
  id: string;
  reason: string;
  owner: string;
  /** The last day on which it holds, `YYYY-MM-DD` (UTC). */
  expires: string;
}

/**
 * Findings less those that are exempted. A violation that is exempted is silent; an unproven fact never is: it stays
 * as an advisory line that says who accepted it. An expired exemption lifts nothing and is itself a mandatory finding.
 */
export function applyExemptions(
  policy: string,
  findings: Finding[],
  exemptions: Exemption[],
  today: string,
): Finding[] {
  const byId = new Map<string, Exemption>();
  for (const exemption of exemptions) {
    const other = byId.get(exemption.id);
    if (!other || other.expires < exemption.expires) byId.set(exemption.id, exemption);
  }
  return findings.flatMap((found) => {
    const exemption = byId.get(found.id);
    if (!exemption) return [found];
    if (exemption.expires < today) return [found, expired(policy, exemption, found)];
    return found.verdict === "violated" ? [] : [accepted(found, exemption)];
  });
}

/**
 * Advisory findings for exemptions that match none of `findings`. Sound only where `findings` are all that the policy
 * has to say of a stack: a stack policy's, or those of a resource policy on every resource of the stack. The engine
 * judges resources one at a time, so a resource policy cannot know there that an exemption is unused; `check` can.
 */
export function unusedExemptions(policy: string, findings: Finding[], exemptions: Exemption[]): Finding[] {
  const ids = new Set(findings.map((found) => found.id));
  return exemptions
    .filter((exemption) => !ids.has(exemption.id))
    .map((exemption) =>
      finding(policy, {
        verdict: "unproven",
        unknowns: [{ kind: "unused-exemption", id: exemption.id }],
        level: "advisory",
        subject: "exemptions",
        key: `unused ${exemption.id}`,
        place: { configKey: "exemptions" },
        message: `The exemption ${exemption.id} of ${exemption.owner} matches no finding any more.`,
        remedy: `Remove it from exemptions under "${policy}" in the pack's config.`,
      }),
    );
}

function expired(policy: string, { id, owner, reason, expires }: Exemption, found: Finding): Finding {
  return finding(policy, {
    verdict: "violated",
    level: "mandatory",
    urn: found.urn,
    subject: "exemptions",
    key: `expired ${id}`,
    place: { configKey: "exemptions" },
    message: `The exemption ${id} of ${owner} ("${reason}") expired on ${expires}; the finding holds again.`,
    remedy: `Settle the finding, or set a later expires for ${id} under "${policy}" in the pack's config.`,
  });
}

function accepted(found: Finding, { owner, reason, expires }: Exemption): Finding {
  const by = `exempted by ${owner} until ${expires}: ${reason}`;
  return {
    ...found,
    level: "advisory",
    message: `${found.verdict === "deferred" ? "Deferred" : "Unproven"}, and ${by}. ${found.message}`,
  };
}

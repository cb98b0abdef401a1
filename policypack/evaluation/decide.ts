/**
 * The lower bound: what a principal may do for certain, whatever is not known.
 *
 * IAM's rules within one account, identity side: a Deny wins, an Allow is needed, and a permissions boundary must
 * allow as well (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
 */
import { nearMissesOf } from "./near-misses";
import { questionOf, standings, type Question, type Standing } from "./standing";
import type { Truth } from "./truth";
import type { Access, AccessRequest, Decision, Gap, NamedDocument, Outcome, StatementRef } from "./types";
import { documentDoubt, doubts, gapDoubt } from "./wording";

/** More would not fit into a message. */
const MOST_DOUBTS = 20;

/** Decides whether the principal may do what is asked, all of it where a pattern of resources is asked for. */
export function decide(access: Access, request: AccessRequest): Decision {
  const question = questionOf(request);
  const denied = denial(access, question);
  const refused = denied.by;
  if (refused) return decision("explicitly-denied", access, question, refused);
  const allowed = allowance(access.documents, access.gaps, question);
  if (allowed.holds === "no") return decision("implicitly-denied", access, question);
  const bounded = access.boundary ? allowance([access.boundary], [], question) : undefined;
  if (bounded?.holds === "no") return decision("boundary-denied", access, question, allowed.by);
  const unproven = [
    ...(denied.holds === "maybe" ? denied.doubts() : []),
    ...(allowed.holds === "maybe" ? allowed.doubts() : []),
    ...(bounded?.holds === "maybe" ? bounded.doubts() : []),
  ];
  if (unproven.length === 0) return decision("allowed", access, question, allowed.by);
  return {
    ...decision("unproven", access, question),
    unproven: [...new Set(unproven)].slice(0, MOST_DOUBTS),
  };
}

function decision(outcome: Outcome, access: Access, question: Question, decidedBy?: StatementRef): Decision {
  const nearMisses = outcome === "allowed" ? [] : nearMissesOf(outcome, access, question);
  const ref = decidedBy && { document: decidedBy.document, statement: decidedBy.statement };
  return { outcome, ...(ref && { decidedBy: ref }), nearMisses, unproven: [] };
}

/** Whether some documents allow or deny, by which statement for certain, and what is not known of it. */
interface Finding {
  holds: Truth;
  by?: Standing;
  doubts(): string[];
}

/** A Deny counts wherever it stands, in the boundary too. */
function denial({ documents, boundary, gaps }: Access, question: Question): Finding {
  const all = boundary ? [...documents, boundary] : documents;
  return weigh(
    all,
    gaps.filter((gap) => !gap.deniesNothing),
    question,
    "Deny",
  );
}

function allowance(documents: NamedDocument[], gaps: Gap[], question: Question): Finding {
  return weigh(documents, gaps, question, "Allow");
}

function weigh(
  documents: NamedDocument[],
  gaps: Gap[],
  question: Question,
  effect: "Allow" | "Deny",
): Finding {
  const open: Standing[] = [];
  for (const document of documents) {
    for (const standing of standings(document, question, effect)) {
      if (standing.applies === "yes") return { holds: "yes", by: standing, doubts: () => [] };
      if (standing.applies === "maybe") open.push(standing);
    }
  }
  const missing = documents.filter((document) => document.reading.state !== "known");
  const isOpen = open.length + missing.length + gaps.length > 0;
  return {
    holds: isOpen ? "maybe" : "no",
    doubts: () => [
      ...open.flatMap((standing) => doubts(standing, question)),
      ...missing.map(documentDoubt),
      ...gaps.map(gapDoubt),
    ],
  };
}

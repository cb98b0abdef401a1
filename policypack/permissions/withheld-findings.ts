/** What findings say of a request that the principal's own policies allow and another document withholds. */
import type { Decision, NamedDocument } from "../evaluation/types";
import { documentName, statementName } from "../findings/names";
import { listed } from "../unknowns/listed";
import type { Judgement } from "./judgement";
import type { MissingPermission } from "./missing-permissions";
import { grantsFor, statementsFor } from "./statements-to-paste";

/** The parts of a finding that say what withholds, and what to change. */
export interface Withheld {
  /** Completes `role/app may not pull the image: `. */
  why: string;
  decidedBy: string;
  remedy: string;
}

/** Undefined for outcomes that the principal's own documents bring about. */
export function withheldBy(judgement: Judgement, decision: Decision): Withheld | undefined {
  switch (decision.outcome) {
    case "resource-denied":
      return byResource(judgement, decision);
    case "organization-denied":
      return byLimit(judgement, decision, "the organization's service control policies leave it out");
    case "endpoint-denied":
      return byLimit(judgement, decision, "the policy of the VPC endpoint leaves it out");
    default:
      return undefined;
  }
}

function byResource({ principal, missing }: Judgement, decision: Decision): Withheld {
  const of = decision.withheldOn?.name ?? "the resource";
  const documents = namesOf(decision);
  const target = documents === "" ? `give ${of} a policy with` : `add to ${documents}`;
  return {
    why: `the policy of ${of} leaves it out`,
    decidedBy:
      documents === ""
        ? `${of}, which has no policy${grantedBy(decision)}`
        : `${documents}, which does not allow it${grantedBy(decision)}`,
    remedy: `${target}: ${grantsFor(principal, missing.map(asAskedThere))}`,
  };
}

/** As the resource's policy knows what is asked for: that of a bucket behind an access point names the bucket. */
function asAskedThere(missing: MissingPermission): MissingPermission {
  const there = missing.decision?.withheldOn?.resource;
  if (there === undefined || there === missing.resource) return missing;
  return { ...missing, need: { ...missing.need, grantOn: undefined }, resource: there };
}

function byLimit({ missing }: Judgement, decision: Decision, why: string): Withheld {
  const documents = namesOf(decision);
  const isEndpoint = decision.outcome === "endpoint-denied";
  return {
    why,
    decidedBy: `${documents}, which does not allow it${grantedBy(decision)}`,
    remedy: `add to ${documents}: ${isEndpoint ? grantsFor(undefined, missing) : statementsFor(missing)}`,
  };
}

function namesOf({ withheldBy = [] }: Decision): string {
  return listed(withheldBy.map(documentName));
}

function grantedBy({ decidedBy }: Decision): string {
  return decidedBy ? `; the policies of the principal do (${statementName(decidedBy)})` : "";
}

/** What tells one withholding document from another. */
export function withholdingKey({ withheldOn, withheldBy = [] }: Decision): string[] {
  const on = withheldOn ? [withheldOn.name] : [];
  return [...on, ...withheldBy.map(({ kind, name, urn }: NamedDocument) => [kind, name, urn].join(" "))];
}

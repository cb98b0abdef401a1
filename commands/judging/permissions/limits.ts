/** What conditions, Denies and the permissions boundary take from what a statement allows, in words. */
import { decide } from "../../../policypack/evaluation/decisions/decide";
import { explain } from "../../../policypack/evaluation/decisions/explain";
import { grantsOf } from "../../../policypack/evaluation/decisions/grants";
import { covers, parsePattern } from "../../../policypack/evaluation/patterns/pattern";
import type {
  Access,
  Grant,
  NamedDocument,
  RequestContext,
  Statement,
} from "../../../policypack/evaluation/types";
import { statementInDocument } from "../../../policypack/evaluation/decisions/wording";
import type { Surroundings } from "../../../policypack/evaluation/decisions/surroundings";
import { documentName } from "../../../policypack/findings/names";
import { conditionWords } from "./condition-words";

/** A statement of a known document. */
export interface Ref {
  document: NamedDocument;
  statement: Statement;
}

/** What is left of a permission: it is granted under some conditions, or not by this boundary, or not at all. */
export type Standing =
  | { state: "granted"; conditions: string[] }
  | { state: "outside the boundary"; boundary: NamedDocument }
  | { state: "nothing" };

/** One principal's permissions, with what is certain of its requests. */
export class Permissions {
  private readonly grants = new Map<string, Grant[]>();

  constructor(
    private readonly access: Access,
    private readonly context: RequestContext,
    /** What decides beside the principal's own documents. */
    private readonly around: (action: string, resource: string) => Surroundings,
  ) {}

  /** How an action and a resource stand that an Allow statement names, as written there. */
  standingOf(ref: Ref, action: string, resource: string): Standing {
    const { boundary } = this.access;
    const grant = this.grantsOf(action).find(({ statement }) => statement === ref.statement);
    const isNarrowed = boundary !== undefined && grant !== undefined && liesIn(grant, resource);
    if (!grant || !(reaches(grant, resource) || isNarrowed)) {
      const unbounded = grantsOf({ ...this.access, boundary: undefined }, action, this.context);
      const isBounded = unbounded.some((each) => each.statement === ref.statement && reaches(each, resource));
      return boundary && isBounded ? { state: "outside the boundary", boundary } : { state: "nothing" };
    }
    const conditions = [
      ...grant.openConditions.map(conditionWords),
      ...(ref.statement.unknown ? ["the part of the statement that is not known at preview says so"] : []),
      ...this.limitsOf(action, resource),
    ];
    return { state: "granted", conditions };
  }

  private grantsOf(action: string): Grant[] {
    const known = this.grants.get(action);
    if (known) return known;
    const grants = grantsOf(this.access, action, this.context);
    this.grants.set(action, grants);
    return grants;
  }

  /** What others than the granting statement leave open. */
  private limitsOf(action: string, resource: string): string[] {
    const request = { action, resource, context: this.context };
    const around = this.around(action, resource);
    const { outcome, decidedBy, withheldBy = [], withheldOn } = decide(this.access, request, around);
    if (outcome === "explicitly-denied") return [`${statementInDocument(decidedBy!)} does not deny it`];
    if (outcome === "boundary-denied") return [boundaryAllows(this.access)];
    if (outcome === "resource-denied") return [`the policy of ${withheldOn?.name} allows it`];
    if (outcome === "organization-denied" || outcome === "endpoint-denied") {
      return withheldBy.map((document) => `${documentName(document)} allows it`);
    }
    if (outcome !== "unproven") return [];
    const open = explain(this.access, request, around).filter(({ result }) => result === "may apply");
    return [
      ...open.flatMap(({ document, statement }) =>
        document && statement?.effect === "Deny"
          ? [`${statementInDocument({ document, statement })} does not deny it`]
          : [],
      ),
      ...(open.some(({ about, statement }) => about === "boundary" && statement?.effect !== "Deny")
        ? [boundaryAllows(this.access)]
        : []),
    ];
  }
}

/** The conditions of a Deny that are open, in words; undefined if one of them can never hold. */
export function denialConditions(
  { document, statement }: Ref,
  context: RequestContext,
): string[] | undefined {
  const { reading } = document;
  if (reading.state !== "known") return [];
  // As if it were allowed: the conditions of a grant are judged alike.
  const asAllow: Statement = { ...statement, effect: "Allow" };
  const alone: NamedDocument = {
    ...document,
    reading: { state: "known", document: { ...reading.document, statements: [asAllow] } },
  };
  const [grant] = grantsOf({ documents: [alone], unknowns: [] }, "*", context);
  return grant?.openConditions.map(conditionWords);
}

/** Whether a resource, as the statement writes it, is still among those that the grant has left. */
function reaches({ resources }: Grant, resource: string): boolean {
  return resources.negated || resource.includes("${") || resources.patterns.includes(resource);
}

/** Whether the grant has some of a resource pattern left, of which the boundary allows only a part. */
function liesIn({ resources }: Grant, resource: string): boolean {
  const whole = parsePattern(resource);
  return resources.patterns.some((pattern) => covers(whole, parsePattern(pattern)));
}

function boundaryAllows({ boundary }: Access): string {
  return `the permissions boundary ${boundary?.name} allows it`;
}

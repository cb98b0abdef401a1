/** What is said of a document by which a principal can raise its rights: one finding, with all its ways. */
import type { Grant, NamedDocument } from "../../evaluation/types";
import { finding, type Finding } from "../../findings/finding";
import { documentName, statementName } from "../../findings/names";
import { listed } from "../../unknowns/listed";
import { placeOfStatements } from "../../findings/place";
import type { Principal } from "../../graph/types";
import { sorted } from "../../unknowns/describe";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import type { Escalation } from "./escalation";

/** @param escalations all by statements of this document, at least one */
export function raisedFinding(
  policy: string,
  { id, urn }: Principal,
  document: NamedDocument,
  escalations: Escalation[],
): Finding {
  const ordered = [...escalations].sort((a, b) => a.grant.statement.index - b.grant.statement.index);
  const grants = [...new Map(ordered.map(({ grant }) => [grant.statement, grant])).values()];
  const first = grants[0] as Grant;
  const certain = ordered.some(({ grant }) => grant.openConditions.length === 0 && !grant.statement.unknown);
  const isAdministrator = grants.some(allowsAll);
  const actions = isAdministrator ? ["*"] : fewActions(ordered);
  const gains = listed(
    ordered.map(({ gain }) => gain),
    "and",
    MOST_WAYS,
  );
  return finding(policy, {
    verdict: certain ? "violated" : "unproven",
    unknowns: unknownsOf(grants),
    urn: document.urn ?? urn,
    subject: id,
    key: `${document.name} ${first.statement.sid ?? actionsIdText(first)}`,
    actions,
    resources: ordered.flatMap(({ grant }) => grant.resources.patterns),
    place: placeOfStatements(grants.map(({ statement }) => ({ document, statement }))),
    message: isAdministrator
      ? `${id} is an administrator: it may do anything, and so ${gains}.`
      : `${raiserOf(id, ordered, certain)}: it can ${gains}.`,
    decidedBy: grants
      .map(({ statement }) => `${statementName({ document, statement })} (${written({ statement })})`)
      .join("; "),
    remedy: remedyFor(id, document, grants, actions),
  });
}

/** Whose rights are raised: by a role it may be those of whoever assumes it. */
function raiserOf(id: string, ways: Escalation[], certain: boolean): string {
  const can = certain ? "can" : "may be able to";
  if (ways.every(({ isForAssumers }) => isForAssumers))
    return `Whoever assumes ${id} ${can} raise their own rights by it`;
  return `${id} ${can} raise its own rights`;
}

function unknownsOf(grants: Grant[]): UnknownFact[] {
  return sorted(
    grants.flatMap(({ document: { name: document }, statement: { sid, index, unknown }, openConditions }) => [
      ...(unknown ? [{ kind: "statement-part" as const, statement: { sid, index }, document }] : []),
      ...openConditions.map(({ key }) => ({ kind: "condition-key" as const, key, document })),
    ]),
  );
}

const MOST_WAYS = 5;
const MOST_ACTIONS = 20;

/** Those of the first ways: whoever may do nearly everything is not helped by a list of a hundred actions. */
function fewActions(escalations: Escalation[]): string[] {
  const few = new Set<string>();
  for (const { actions } of escalations) {
    if (few.size + actions.length > MOST_ACTIONS && few.size > 0) break;
    for (const action of actions) few.add(action);
  }
  return [...few];
}

/** How ids know the actions of a statement without a Sid: this never changes, whatever messages say. */
function actionsIdText({ statement: { actions } }: Grant): string {
  return `${actions.negated ? "everything but " : ""}${actions.patterns.join(", ")}`;
}

function written({ statement: { actions } }: Pick<Grant, "statement">): string {
  const patterns = actions.patterns.join(", ");
  return actions.negated ? `everything but ${patterns}` : patterns;
}

function remedyFor(id: string, document: NamedDocument, grants: Grant[], named: string[]): string {
  const actions = listed(named, "and", 8);
  const name = documentName(document);
  if (document.kind === "aws-managed") {
    return `detach ${name} from ${id}, and attach a policy of the stack that allows what is needed, without ${actions}`;
  }
  const wide = grants.filter(
    ({ statement }) => statement.actions.negated || /[*?]/.test(written({ statement })),
  );
  const without =
    wide.length > 0
      ? `name the actions that are needed in ${name} in place of ${listed(wide.map(written))}, without ${actions}`
      : `take ${actions} out of ${name}`;
  if (!named.some((action) => action.startsWith("iam:")))
    return `${without}, or name the very roles, functions or instances that are meant under Resource`;
  return (
    `${without}, or name only resources that are neither its own nor passed by it; to let it manage principals, ` +
    "add the condition StringEquals iam:PermissionsBoundary with the ARN of a boundary"
  );
}

function allowsAll({ statement: { actions } }: Grant): boolean {
  return !actions.negated && actions.patterns.some((pattern) => /^\*+(:\*+)?$/.test(pattern));
}

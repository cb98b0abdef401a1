import { callsItselfBoundary } from "../../documents/self-named-boundary";
import { passedRoles } from "../../documents/passable-roles";
import type { Principal, StackModel } from "../../graph/types";
import { statementName } from "../../findings/names";
import { listed } from "../../unknowns/listed";
import { finding, type Finding } from "../../findings/finding";
import { placeOfStatements } from "../../findings/place";
import { NAME } from "./judged";

/**
 * A policy that calls itself a boundary and is attached like any other: `pass-role-scoped`, which sees one resource at
 * a time, takes it for a boundary.
 */
export function byAttachedBoundary(model: StackModel, { id, documents }: Principal): Finding[] {
  return documents.flatMap((document) => {
    const resource = document.urn === undefined ? undefined : model.byUrn(document.urn);
    const isBoundary = document.kind === "customer-managed" && resource && callsItselfBoundary(resource);
    if (!isBoundary || document.reading.state !== "known") return [];
    const passing = passedRoles(document.reading.document, model).filter(({ open }) => open.length > 0);
    if (passing.length === 0) return [];
    return [
      finding(NAME, {
        verdict: "violated",
        urn: document.urn,
        subject: id,
        key: `attached boundary ${document.name}`,
        actions: ["iam:PassRole"],
        resources: passing.flatMap(({ open }) => open),
        place: placeOfStatements(passing.map(({ statement }) => ({ document, statement }))),
        message: `${id} may pass roles that are not named: ${document.name}, by its name a permissions boundary, is attached to it.`,
        decidedBy: listed(passing.map(({ statement }) => statementName({ document, statement }))),
        remedy: `set ${document.name} as permissionsBoundary instead of attaching it, or name the roles by their ARNs`,
      }),
    ];
  });
}

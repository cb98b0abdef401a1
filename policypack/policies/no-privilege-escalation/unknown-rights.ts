import { ESCALATION_ACTIONS } from "./escalation-actions";
import { PASS_ROLE_SERVICES } from "./pass-role-services";
import { contextOfIam } from "./requests";
import { mayAllow } from "../../evaluation/decisions/grants";
import type { NamedDocument } from "../../evaluation/types";
import { unknownDocument } from "../../evaluation/decisions/unknowns";
import { describeUnknown, sorted } from "../../unknowns/describe";
import { remediesFor } from "../../unknowns/remedy";
import { iamArn } from "../../aws/iam-arn";
import type { Principal, StackModel } from "../../graph/types";
import { listed } from "../../unknowns/listed";
import { finding, type Finding } from "../../findings/finding";
import { NAME } from "./judged";

/** What a document allows that nobody knows, it may allow this. */
export function byWhatIsNotKnown(
  model: StackModel,
  principal: Principal,
  reported: Set<NamedDocument>,
): Finding[] {
  // That something is attached to nobody known is said of those that it may be attached to.
  if (model.unnamedPrincipals.includes(principal)) return [];
  const unknowns = principal.unknowns.filter(({ policyArn }) => iamArn(policyArn)?.account !== "aws");
  const documents = principal.documents.filter(
    (document) => document.reading.state !== "known" && !reported.has(document),
  );
  if (unknowns.length === 0 && documents.length === 0) return [];
  const context = contextOfIam(model, principal);
  const missing = { documents, unknowns, boundary: principal.boundary };
  if (ACTIONS.every((action) => mayAllow(missing, action, "*", context) === "no")) return [];
  const facts = sorted([...unknowns.map(({ fact }) => fact), ...documents.map(unknownDocument)]);
  return [
    finding(NAME, {
      verdict: "unproven",
      unknowns: facts,
      urn: principal.urn ?? unknowns[0]?.urn,
      subject: principal.id,
      key: "documents that are not known",
      message: `It is not proven that ${principal.id} cannot raise its own rights.`,
      decidedBy: `not known: ${listed(facts.map(describeUnknown))}`,
      remedy: remediesFor(facts),
    }),
  ];
}

const ACTIONS = [
  ...ESCALATION_ACTIONS.map(({ action }) => action),
  ...PASS_ROLE_SERVICES.flatMap(({ ways }) => ways.flat(2)),
];

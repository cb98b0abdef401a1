/** Requests that a service of AWS signs itself, and that take the way of a principal's. */
import { contextOf } from "../evaluation/conditions/request-context";
import { decide } from "../evaluation/decisions/decide";
import { readDocument } from "../evaluation/reading/read-document";
import type { Access, Decision } from "../evaluation/types";
import type { StackModel } from "../graph/types";
import type { NeededRequest } from "./required-permission";
import { routeOf } from "./request-route";

const EVERYTHING: Access = {
  documents: [
    {
      name: "AWS",
      kind: "aws-managed",
      reading: readDocument(
        { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
        "identity",
      ),
    },
  ],
  unknowns: [],
};

/** What a service of AWS does beside a principal's request, by the same way. */
export function decisionOnService(model: StackModel, { need, action, resource }: NeededRequest): Decision {
  const { documents, entries } = routeOf(model, need, action);
  const context = contextOf({ ...entries, ...OF_SERVICE, ...need.context });
  return decide(
    EVERYTHING,
    { action, resource, context },
    { requester: { isAnonymous: true }, endpoints: documents },
  );
}

const OF_SERVICE = { "aws:PrincipalOrgID": null, "aws:SecureTransport": "true" };

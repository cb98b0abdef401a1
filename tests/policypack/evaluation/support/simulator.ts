/** The independent oracle: @cloud-copilot/iam-simulate, asked about identity policies and a boundary. */
import { runUnsafeSimulation, type EvaluationResult } from "@cloud-copilot/iam-simulate";
import type { Outcome } from "../../../../policypack/evaluation/types";
import type { RandomRequest, RawDocument } from "./policies";

const ACCOUNT = "111122223333";

export interface Case {
  documents: RawDocument[];
  boundary?: RawDocument;
  request: RandomRequest;
}

export function simulated({ documents, boundary, request }: Case): EvaluationResult {
  const named = (policy: RawDocument, index: number) => ({ name: `policy-${index}`, policy });
  return runUnsafeSimulation(
    {
      request: {
        principal: `arn:aws:iam::${ACCOUNT}:role/app`,
        action: request.action,
        resource: { resource: request.resource, accountId: ACCOUNT },
        contextVariables: request.context,
      },
      identityPolicies: documents.map(named),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(boundary && { permissionBoundaryPolicies: [named(boundary, 0)] }),
    },
    {},
  );
}

/** The simulator's word for an outcome; it tells a boundary's refusal from no other lack of an Allow. */
export function inItsWords(outcome: Outcome): EvaluationResult | "unproven" {
  switch (outcome) {
    case "allowed":
      return "Allowed";
    case "explicitly-denied":
      return "ExplicitlyDenied";
    case "implicitly-denied":
    case "boundary-denied":
    case "resource-denied":
    case "organization-denied":
    case "endpoint-denied":
      return "ImplicitlyDenied";
    case "unproven":
      return "unproven";
  }
}

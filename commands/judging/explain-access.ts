import { contextFor } from "../../policypack/graph/principal-context";
import { requestDestination } from "../../policypack/graph/request-destination";
import { decide } from "../../policypack/evaluation/decisions/decide";
import {
  actionCatalogueDate,
  actionFacts,
  isKnownAction,
  nearestActions,
} from "../../policypack/evaluation/catalogue/actions";
import { explain, type ExplainStep } from "../../policypack/evaluation/decisions/explain";
import type { Outcome } from "../../policypack/evaluation/types";
import type { Principal, StackModel } from "../../policypack/graph/types";
import { plainRequest } from "../../policypack/permissions/required-permission";
import { surroundingsOf } from "../../policypack/permissions/surroundings";
import { nearest } from "../../components/config/suggestion";
import { UsageError } from "../cli/usage-error";
import { askedResource } from "./asked-resource";
import { type OpenCondition, openConditions } from "./open-conditions";
import type { JudgedResources } from "../judgement/judged-stack";

/** "May this principal do that?", as `check --explain` is asked. */
export interface AccessQuestion {
  /** `role/NAME`, `user/NAME`, `group/NAME`, the bare name, or the ARN. */
  principal: string;
  action: string;
  /** An ARN, whole or as `check` prints it, or `*` for actions that take no resource. */
  resource: string;
  /** What the request carries, by context key. */
  context: Record<string, string>;
}

/** One stack's answer. */
export interface AccessExplanation {
  stack: string;
  principal: string;
  action: string;
  resource: string;
  outcome: Outcome;
  steps: ExplainStep[];
  /** What a context could decide, where nothing else keeps the answer open. */
  open: OpenCondition[];
}

/**
 * Explains, step by step, what decides an access question in a stack.
 * @throws UsageError if the stack has no such principal, or the question is not one that IAM could be asked
 */
export function explainAccess(
  { judgement, model }: JudgedResources,
  question: AccessQuestion,
): AccessExplanation {
  const { action } = question;
  checkAction(action);
  const principal = principalOf(model, question.principal, judgement.stack);
  const named = new Set(judgement.permissions.map((row) => row.resource));
  const resource = askedResource(action, question.resource, model, named) ?? refuseResource(question);
  const context = contextFor(model, principal, {
    ...requestDestination(model, action, resource),
    ...question.context,
  });
  const around = surroundingsOf({ model, principal }, plainRequest(action, resource));
  const { outcome, unknowns } = decide(principal, { action, resource, context }, around);
  const steps = explain(principal, { action, resource, context }, around);
  const open = openConditions(unknowns, principal);
  return { stack: judgement.stack, principal: principal.id, action, resource, outcome, steps, open };
}

function checkAction(action: string): void {
  if (!/^[\w-]+:\w+$/.test(action)) {
    throw new UsageError([
      `${action} is not an action. Name one, e.g. dynamodb:UpdateItem, without wildcards.`,
    ]);
  }
  if (isKnownAction(action)) return;
  const near = nearestActions(action).join(", ");
  throw new UsageError([
    `AWS has no action ${action} (list of ${actionCatalogueDate()}).${near ? ` The nearest are ${near}.` : ""}`,
  ]);
}

function refuseResource({ action, resource }: AccessQuestion): never {
  const takes = actionFacts(action)?.arnFormats ?? [];
  const form = takes.length > 0 ? ` Requests for ${action} name ${takes.slice(0, 3).join(" or ")}.` : "";
  throw new UsageError([
    `${resource} is not a resource. Name its ARN, e.g. arn:aws:s3:::my-bucket/*, or as check prints it, or * for actions that take none.${form}`,
  ]);
}

function principalOf(model: StackModel, name: string, stack: string): Principal {
  const ids = model.principals.map(({ id }) => id);
  const found = model.principals.filter(({ id, arn, name: own }) => [id, arn, own].includes(name));
  if (found.length === 1) return found[0]!;
  if (found.length > 1) {
    throw new UsageError([
      `${stack} has several principals named ${name}: ${found.map(({ id }) => id).join(", ")}.`,
    ]);
  }
  const near = nearest(name, [...ids, ...model.principals.map(({ name: own }) => own)]);
  const hint = near ? ` Did you mean ${near}?` : "";
  throw new UsageError([
    `Stack ${stack} has no principal ${name}.${hint} It has: ${ids.join(", ") || "none"}.`,
  ]);
}

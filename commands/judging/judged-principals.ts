import type { NamedDocument, PatternList, Statement } from "../../policypack/evaluation/types";
import type { Principal, RoleReference, StackModel, TaskDefinition } from "../../policypack/graph/types";
import type { JudgedDocument, JudgedPrincipal, JudgedTaskDefinition } from "../judgement/judgement";
import { describeUnknown } from "../../policypack/unknowns/describe";

/** The stack's principals with their documents, for formats that draw or list them. */
export function judgedPrincipals(model: StackModel): JudgedPrincipal[] {
  return model.principals.map(judgedPrincipal);
}

/** The stack's task definitions with the roles that their tasks run with. */
export function judgedTaskDefinitions(model: StackModel): JudgedTaskDefinition[] {
  return model.taskDefinitions.map(({ family, taskRole, executionRole }: TaskDefinition) => ({
    family,
    ...named("taskRole", taskRole),
    ...named("executionRole", executionRole),
  }));
}

function named(key: "taskRole" | "executionRole", reference: RoleReference): Partial<JudgedTaskDefinition> {
  if (reference.state === "resolved") return { [key]: reference.principal.id };
  return reference.state === "elsewhere" ? { [key]: reference.arn } : {};
}

function judgedPrincipal({
  id,
  kind,
  name,
  arn,
  documents,
  boundary,
  trust,
  unknowns,
}: Principal): JudgedPrincipal {
  return {
    id,
    kind,
    name,
    ...(arn !== undefined && { arn }),
    documents: documents.map(judgedDocument),
    ...(boundary && { boundary: judgedDocument(boundary) }),
    ...(trust && { trust: judgedDocument(trust) }),
    gaps: unknowns.map(({ fact }) => describeUnknown(fact)),
  };
}

function judgedDocument({ name, kind, reading }: NamedDocument): JudgedDocument {
  if (reading.state !== "known") return { name, kind };
  return { name, kind, statements: reading.document.statements.map(statementJson) };
}

/** A statement in IAM's own JSON form. */
function statementJson(statement: Statement): Record<string, unknown> {
  const { sid, effect, principals, actions, resources, conditions } = statement;
  return {
    ...(sid !== undefined && { Sid: sid }),
    Effect: effect,
    ...(principals && {
      [principals.negated ? "NotPrincipal" : "Principal"]: principalJson(principals.values),
    }),
    ...patterns("Action", actions),
    ...(resources && patterns("Resource", resources)),
    ...(conditions.length > 0 && { Condition: conditionJson(conditions) }),
  };
}

function principalJson(values: Record<string, string[]>): unknown {
  if (Object.hasOwn(values, "*")) return "*";
  return Object.fromEntries(Object.entries(values).map(([type, names]) => [type, oneOrMore(names)]));
}

function patterns(
  element: "Action" | "Resource",
  { negated, patterns }: PatternList,
): Record<string, unknown> {
  return { [negated ? `Not${element}` : element]: oneOrMore(patterns) };
}

function conditionJson(conditions: Statement["conditions"]): Record<string, Record<string, unknown>> {
  const block: Record<string, Record<string, unknown>> = {};
  for (const { operator, key, values } of conditions) (block[operator] ??= {})[key] = oneOrMore(values);
  return block;
}

function oneOrMore(values: string[]): string | string[] {
  return values.length === 1 ? values[0]! : values;
}

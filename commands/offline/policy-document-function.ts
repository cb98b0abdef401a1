/**
 * The document that `aws.iam.getPolicyDocument` makes of its statements.
 * https://www.pulumi.com/registry/packages/aws/api-docs/iam/getpolicydocument/
 */
import { isRecord, records } from "../../policypack/graph/resources/plain";

type Props = Record<string, unknown>;

/** @throws Error where a source document is not JSON, or a `Sid` stands twice */
export function policyDocumentJson(args: Props): string {
  const base = strings(args.sourcePolicyDocuments ?? args.sourceJsons ?? args.sourceJson).flatMap(
    statementsIn,
  );
  const own = records(args.statements).map(statement);
  const over = strings(args.overridePolicyDocuments ?? args.overrideJsons ?? args.overrideJson).flatMap(
    statementsIn,
  );
  const joined = [...withoutReplaced(base, own), ...own];
  const document = {
    Version: args.version ?? "2012-10-17",
    ...(args.policyId !== undefined && { Id: args.policyId }),
    Statement: [...withoutReplaced(joined, over), ...over],
  };
  return JSON.stringify(document, null, 2);
}

/** A statement replaces those before it that have its Sid. */
function withoutReplaced(before: Props[], replacing: Props[]): Props[] {
  const sids = new Set(replacing.map(({ Sid }) => Sid).filter((sid) => sid !== undefined && sid !== ""));
  return before.filter(({ Sid }) => !sids.has(Sid));
}

function statementsIn(json: string): Props[] {
  const document = JSON.parse(json) as { Statement?: unknown };
  return records(Array.isArray(document.Statement) ? document.Statement : [document.Statement]);
}

function statement(given: Props): Props {
  const { sid, effect = "Allow" } = given;
  return {
    ...(typeof sid === "string" && sid !== "" && { Sid: sid }),
    Effect: effect,
    ...list("Action", given.actions),
    ...list("NotAction", given.notActions),
    ...list("Resource", given.resources),
    ...list("NotResource", given.notResources),
    ...principals("Principal", given.principals),
    ...principals("NotPrincipal", given.notPrincipals),
    ...conditions(given.conditions),
  };
}

function list(key: string, values: unknown): Props {
  const given = strings(values);
  return given.length === 0 ? {} : { [key]: oneOrMore(given) };
}

function principals(key: string, given: unknown): Props {
  const all = records(given);
  if (all.length === 0) return {};
  if (all.some(({ type, identifiers }) => type === "*" && strings(identifiers).includes("*")))
    return { [key]: "*" };
  const byType: Record<string, string[]> = {};
  for (const { type, identifiers } of all) (byType[String(type)] ??= []).push(...strings(identifiers));
  return {
    [key]: Object.fromEntries(Object.entries(byType).map(([type, names]) => [type, oneOrMore(names)])),
  };
}

function conditions(given: unknown): Props {
  const all = records(given);
  if (all.length === 0) return {};
  const block: Record<string, Record<string, unknown>> = {};
  for (const { test, variable, values } of all) {
    const operator = (block[String(test)] ??= {});
    const before = operator[String(variable)];
    const known = before === undefined ? [] : strings(before);
    operator[String(variable)] = oneOrMore([...known, ...strings(values)]);
  }
  return { Condition: block };
}

function oneOrMore(values: string[]): string | string[] {
  return values.length === 1 ? values[0]! : values;
}

function strings(value: unknown): string[] {
  if (value === undefined || value === null || isRecord(value)) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** Whom a trust policy names. */
import { ECS_TASKS } from "../../aws/service-principals";
import { editDistance } from "../../evaluation/catalogue/nearest";
import type { Condition, PolicyDocument, Statement } from "../../evaluation/types";

/** The Allow statements that name a service principal. */
export function statementsTrusting(document: PolicyDocument, service: string): Statement[] {
  return allows(document).filter(({ principals }) => principals?.values.Service?.includes(service));
}

/** The Allow statements that trust everybody, without a condition on who it is. */
export function statementsTrustingAll(document: PolicyDocument): Statement[] {
  return allows(document).filter(
    (statement) => namesAll(statement) && statement.conditions.every(({ key }) => isSourceKey(key)),
  );
}

/** Everybody but one service whom some Allow names, as written and sorted. */
export function otherPrincipals(document: PolicyDocument, service: string): string[] {
  const names = allows(document).flatMap(({ principals }) => Object.values(principals?.values ?? {}).flat());
  return [...new Set(names)].filter((name) => name !== service).sort();
}

/** Names that are nearly that of ECS tasks: IAM refuses them as no service. */
export function misspeltEcsTasks(document: PolicyDocument): string[] {
  const services = document.statements.flatMap(({ principals }) => principals?.values.Service ?? []);
  return services.filter(
    (name) =>
      name !== ECS_TASKS && (editDistance(name, ECS_TASKS, 2) <= 2 || name.startsWith(`${ECS_TASKS}.`)),
  );
}

/** The conditions on where the request comes from, `aws:SourceAccount` and `aws:SourceArn`. */
export function sourceConditions(statements: Statement[]): Condition[] {
  return statements.flatMap(({ conditions }) => conditions.filter(({ key }) => isSourceKey(key)));
}

function allows(document: PolicyDocument): Statement[] {
  return document.statements.filter(({ effect }) => effect === "Allow");
}

function namesAll({ principals }: Statement): boolean {
  const { "*": anybody = [], AWS = [], Service = [] } = principals?.values ?? {};
  return anybody.length > 0 || AWS.includes("*") || Service.includes("*");
}

function isSourceKey(key: string): boolean {
  return /^aws:source(account|arn)$/i.test(key);
}

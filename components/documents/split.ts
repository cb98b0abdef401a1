import { distinctSids } from "./merge";
import { type Statement, render } from "./statement";

/** Characters of a customer managed policy, white space not counted. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const managedPolicyQuota = 6144;

/** Characters kept free in a divided statement, for the number that its parts' Sids get. */
const roomForNumber = 4;

/**
 * Distributes statements over documents in their order, none above IAM's quota. A statement that is too long by itself
 * is divided by its resources; what it grants stays the same.
 *
 * @param statements merged
 * @returns one list of statements a document; none for no statements
 * @throws {Error} where a single resource makes a statement too long
 */
export function split(statements: Statement[], quota = managedPolicyQuota): Statement[][] {
  const documents: Statement[][] = [];
  let current: Statement[] = [];
  for (const statement of distinctSids(statements.flatMap((whole) => divide(whole, quota)))) {
    if (current.length > 0 && size([...current, statement]) > quota) {
      documents.push(current);
      current = [];
    }
    current.push(statement);
  }
  return current.length > 0 ? [...documents, current] : documents;
}

function divide(statement: Statement, quota: number): Statement[] {
  if (size([statement]) <= quota - roomForNumber) return [statement];
  const { sid, resources } = statement;
  if (resources.length < 2) {
    throw new Error(
      `statement "${sid}" exceeds IAM's ${quota} characters for a policy; split it by its actions`,
    );
  }
  const middle = Math.ceil(resources.length / 2);
  return [resources.slice(0, middle), resources.slice(middle)].flatMap((half) =>
    divide({ ...statement, resources: half }, quota),
  );
}

function size(statements: Statement[]): number {
  return render(statements).length;
}

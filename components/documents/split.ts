import { type Statement, render } from "./statement";

/** Characters of a customer managed policy, white space not counted. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const managedPolicyQuota = 6144;

/**
 * Distributes statements over as few documents as their order allows, none above IAM's quota. A statement that is too
 * long by itself is divided by its resources; what it grants stays the same.
 *
 * @param statements merged; those that deny stay whole, for a Deny counts in whichever document it stands
 * @returns one list of statements a document; none for no statements
 * @throws {Error} where a single resource makes a statement too long
 */
export function split(statements: Statement[], quota = managedPolicyQuota): Statement[][] {
  const documents: Statement[][] = [];
  let current: Statement[] = [];
  for (const statement of statements.flatMap((whole) => divide(whole, quota))) {
    if (current.length > 0 && size([...current, statement]) > quota) {
      documents.push(current);
      current = [];
    }
    current.push(statement);
  }
  return current.length > 0 ? [...documents, current] : documents;
}

function divide(statement: Statement, quota: number): Statement[] {
  if (size([statement]) <= quota) return [statement];
  const { resources } = statement;
  if (resources.length < 2)
    throw new Error(`statement ${statement.sid} exceeds IAM's ${quota} characters for a policy`);
  const middle = Math.ceil(resources.length / 2);
  const first = divide({ ...statement, resources: resources.slice(0, middle) }, quota);
  const second = divide({ ...statement, resources: resources.slice(middle) }, quota);
  return numbered([...first, ...second], statement.sid);
}

function numbered(parts: Statement[], sid: string): Statement[] {
  return parts.map((part, index) => ({ ...part, sid: index === 0 ? sid : `${sid}${index + 1}` }));
}

function size(statements: Statement[]): number {
  return render(statements).length;
}

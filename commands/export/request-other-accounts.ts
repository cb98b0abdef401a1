/** The part of a request that goes to the owners of other accounts. */
import { type ForeignResource, otherAccountFile } from "./other-accounts";
import { code } from "./request-text";

/** Who has to add what to which policy; nothing where the stack reaches no other account. */
export function otherAccountsSection(resources: readonly ForeignResource[]): string[] {
  const accounts = [...new Set(resources.map(({ account }) => account))].sort();
  if (accounts.length === 0) return [];
  return [
    "## Other accounts\n\n" +
      "Between accounts both sides must allow a request: the policies above are one half, the policy of the resource is the other. " +
      "The roles must exist first, for a policy that names one that does not is refused. To replace a policy takes its whole text, so that its owner " +
      "adds the statements to what stands there.",
    ...accounts.map((account) => accountSection(account, resources)),
  ];
}

function accountSection(account: string, all: readonly ForeignResource[]): string {
  const own = all.filter((each) => each.account === account);
  const listed = own.map(
    ({ on, resource, statements }) => `- ${on} ${code(resource)}${counted(statements.length)}`,
  );
  return [
    `### Account ${account}`,
    `Whoever owns these adds to the policy of each what ${code(otherAccountFile(account))} lists under its ARN (${code("addStatements")}):`,
    listed.join("\n"),
  ].join("\n\n");
}

function counted(statements: number): string {
  return statements === 1 ? "" : `: ${statements} statements`;
}

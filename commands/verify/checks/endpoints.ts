import { ENDPOINT_ACTIONS, type LiveEndpoint } from "../../account/live-endpoints";
import { declaredDocument, endpointDeclarations, placeOfDeclaration } from "../declared-policies";
import { type Answer, failed, proven, type Question } from "../question";
import { statementChanges } from "../statement-changes";
import type { Subject } from "../subject";

/** The VPC endpoints that the pack's config declares: they are there, and let through what it says. */
export function endpointQuestions(subject: Subject): Question[] {
  const named = new Set(
    endpointDeclarations(subject.pack.declarations).map((each) => each.external.vpcEndpoint),
  );
  return [...named].map((vpcEndpoint) => ({
    check: "VPC endpoint",
    subject: vpcEndpoint,
    needs: ENDPOINT_ACTIONS,
    ask: () => ask(subject, vpcEndpoint),
  }));
}

async function ask(subject: Subject, vpcEndpoint: string): Promise<Answer> {
  const live = await subject.endpoints.named(vpcEndpoint);
  const { config, packConfigFile } = subject;
  if (live.length === 0)
    return failed(
      `account ${config.accountId} has no such endpoint in ${config.region}`,
      `create it, or take it out of \`external\` in ${packConfigFile}`,
    );
  const declared = endpointDeclarations(subject.pack.declarations)
    .filter(({ external }) => external.vpcEndpoint === vpcEndpoint)
    .map((each) => ({
      name: placeOfDeclaration(each, "endpointPolicy"),
      document: declaredDocument(each.external.endpointPolicy),
    }));
  const changes = live.flatMap((each) =>
    statementChanges(each.policy, declared).map((change) => `${nameOf(each)}: ${change}`),
  );
  if (changes.length === 0) return proven(`${live.map(nameOf).join(", ")}: as the pack's config declares`);
  const remedy =
    live.length === 1
      ? `declare what there is: npm run verify -- --stack ${config.stack} --write`
      : `declare, by its id, the one that the tasks' requests go by, in ${packConfigFile}`;
  return failed(changes.join("; "), remedy);
}

function nameOf({ id, vpc }: LiveEndpoint): string {
  return `${id} in ${vpc}`;
}

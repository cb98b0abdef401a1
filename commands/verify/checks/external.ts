import type { PrincipalKind } from "../../../policypack/aws/iam-arn";
import { type ExternalPrincipal, isExternalPrincipal } from "../../../policypack/graph/settings";
import { declaredDocument } from "../declared-policies";
import { documentChanges, sameDocument } from "../document-changes";
import { actionsToRead } from "../live-iam";
import { type Answer, failed, proven, type Question } from "../question";
import { awsArn, othersDocuments, othersManagedPolicies } from "../principal-holdings";
import type { Subject } from "../subject";

/** What the pack's config says of principals managed elsewhere is what the account has: no less, and no more. */
export function externalQuestions(subject: Subject): Question[] {
  return subject.pack.external.filter(isExternalPrincipal).map((external) => {
    const [kind, name] = external.principal.split("/") as [PrincipalKind, string];
    return {
      check: "external",
      subject: external.principal,
      needs: [...actionsToRead(kind, "holdings"), "iam:GetPolicy", "iam:GetPolicyVersion"],
      ask: () => ask(subject, external, kind, name),
    };
  });
}

async function ask(
  subject: Subject,
  external: ExternalPrincipal,
  kind: PrincipalKind,
  name: string,
): Promise<Answer> {
  const live = await subject.iam.principal(kind, name);
  const at = `\`external\` in ${subject.packConfigFile}`;
  if (!live) return failed(`there is no such ${kind}`, `correct ${at}`);
  const problems = [
    ...trustProblems(external, live.trust),
    ...(await managedProblems(subject, external, kind, name)),
    ...(await documentProblems(subject, external, kind, name)),
    ...(await boundaryProblems(subject, external, live.boundary)),
  ];
  return problems.length === 0
    ? proven("is as the pack's config declares it")
    : failed(
        problems.join("; "),
        `correct ${at} (npm run verify -- --stack ${subject.config.stack} --write), or have the ${kind} put right by its owner`,
      );
}

function trustProblems({ trust }: ExternalPrincipal, live: unknown): string[] {
  if (trust === undefined) return [];
  const wanted = declaredDocument(trust);
  return sameDocument(live, wanted) ? [] : [`its trust policy ${documentChanges(live, wanted)}`];
}

async function managedProblems(
  subject: Subject,
  { awsManagedPolicies = [] }: ExternalPrincipal,
  kind: PrincipalKind,
  name: string,
): Promise<string[]> {
  const has = await othersManagedPolicies(subject, kind, name);
  const { attached } = await subject.iam.holdings(kind, name);
  const wants = awsManagedPolicies.map((policy) => awsArn(policy, subject.config.partition));
  return [
    ...wants.filter((arn) => !attached.includes(arn)).map((arn) => `${arn} is declared and not attached`),
    ...has.filter((arn) => !wants.includes(arn)).map((arn) => `${arn} is attached and not declared`),
  ];
}

async function documentProblems(
  subject: Subject,
  { documents = [] }: ExternalPrincipal,
  kind: PrincipalKind,
  name: string,
): Promise<string[]> {
  const live = await othersDocuments(subject, kind, name);
  const wanted = documents.map(declaredDocument);
  return [
    ...wanted
      .filter((document) => !live.some(([, has]) => sameDocument(has, document)))
      .map((document) => `documents[${wanted.indexOf(document)}] is declared and not there`),
    ...live
      .filter(([, has]) => !wanted.some((document) => sameDocument(has, document)))
      .map(([each]) => `${each} is there and not declared`),
  ];
}

/** The boundary is compared where config declares one. */
async function boundaryProblems(
  subject: Subject,
  { boundary }: ExternalPrincipal,
  live: string | undefined,
): Promise<string[]> {
  if (boundary === undefined) return [];
  if (live === undefined) return ["a boundary is declared, and it has none"];
  const document = (await subject.iam.policy(live))?.document;
  const wanted = declaredDocument(boundary);
  return sameDocument(document, wanted) ? [] : [`its boundary ${live} ${documentChanges(document, wanted)}`];
}

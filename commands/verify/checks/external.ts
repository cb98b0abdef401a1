import type { PrincipalKind } from "../../../policypack/aws/iam-arn";
import {
  awsManagedPolicy,
  nearestManagedPolicies,
} from "../../../policypack/evaluation/catalogue/managed-policies";
import type { ExternalPrincipal } from "../../../policypack/graph/settings";
import { documentChanges, sameDocument } from "../document-changes";
import { actionsToRead } from "../live-iam";
import { type Answer, failed, proven, type Question } from "../question";
import { declared, type Subject, text } from "../subject";

/** What the pack's config says of principals managed elsewhere is what the account has: no less, and no more. */
export function externalQuestions(subject: Subject): Question[] {
  return subject.external.map((external) => {
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
  ];
  return problems.length === 0
    ? proven("is as the pack's config declares it")
    : failed(problems.join("; "), `correct ${at}, or have the ${kind} put right by its owner`);
}

function trustProblems({ trust }: ExternalPrincipal, live: unknown): string[] {
  if (trust === undefined) return [];
  const wanted = parsed(trust);
  return sameDocument(live, wanted) ? [] : [`its trust policy ${documentChanges(live, wanted)}`];
}

async function managedProblems(
  { iam, config }: Subject,
  { awsManagedPolicies = [] }: ExternalPrincipal,
  kind: PrincipalKind,
  name: string,
): Promise<string[]> {
  const { attached } = await iam.holdings(kind, name);
  const has = attached.filter((arn) => arn.includes(":iam::aws:"));
  const wants = awsManagedPolicies.map((policy) => awsArn(policy, config.partition));
  return [
    ...wants.filter((arn) => !has.includes(arn)).map((arn) => `${arn} is declared and not attached`),
    ...has.filter((arn) => !wants.includes(arn)).map((arn) => `${arn} is attached and not declared`),
  ];
}

async function documentProblems(
  subject: Subject,
  { documents = [] }: ExternalPrincipal,
  kind: PrincipalKind,
  name: string,
): Promise<string[]> {
  const { attached, inline } = await subject.iam.holdings(kind, name);
  const own = new Set(declared(subject, "aws:iam/policy:Policy").map((policy) => text(policy, "name")));
  const others = attached.filter(
    (arn) => !arn.includes(":iam::aws:") && !own.has(arn.split("/").pop() ?? ""),
  );
  const read = await Promise.all(
    others.map(async (arn) => [arn, (await subject.iam.policy(arn))?.document] as const),
  );
  const live = [...read, ...Object.entries(inline)];
  const wanted = documents.map(parsed);
  return [
    ...wanted
      .filter((document) => !live.some(([, has]) => sameDocument(has, document)))
      .map((document) => `documents[${wanted.indexOf(document)}] is declared and not there`),
    ...live
      .filter(([, has]) => !wanted.some((document) => sameDocument(has, document)))
      .map(([each]) => `${each} is there and not declared`),
  ];
}

/** Config may leave the path out. */
function awsArn(policy: string, partition: string): string {
  if (policy.startsWith("arn:")) return policy;
  const exact = `arn:${partition}:iam::aws:policy/${policy}`;
  if (awsManagedPolicy(exact)) return exact;
  const near = nearestManagedPolicies(policy, 1).find((each) => each.endsWith(`/${policy}`));
  return near === undefined ? exact : `arn:${partition}:iam::aws:policy/${near}`;
}

function parsed(document: unknown): unknown {
  return typeof document === "string" ? JSON.parse(document) : document;
}

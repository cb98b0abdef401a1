import { parseArn } from "../../../policypack/aws/arn";
import type { PrincipalKind } from "../../../policypack/aws/iam-arn";
import { type ExternalPrincipal, isExternalPrincipal } from "../../../policypack/graph/settings";
import type { Declaration } from "../../project/pack-config";
import { declaredDocument } from "../declared-policies";
import { sameDocument } from "../document-changes";
import { actionsToRead } from "../live-iam";
import { awsArn, othersDocuments, othersManagedPolicies } from "../principal-holdings";
import type { Subject } from "../subject";
import { type Found, NOTHING, refusing, unlessRefused } from "./declaration-change";

/** What is to be declared of principals: of those that config declares, and of those that the stack names and does not create. */
export function foundPrincipals(subject: Subject): Promise<Found[]> {
  const declared = subject.pack.declarations.filter(({ external }) => isExternalPrincipal(external));
  const known = new Set(declared.map(({ external }) => external.principal?.toLowerCase()));
  const named = subject.model.principals
    .filter(
      ({ urn, id, arn }) => urn === undefined && !known.has(id.toLowerCase()) && isOfAccount(arn, subject),
    )
    .map(({ id }) => id)
    .sort();
  return Promise.all([
    ...declared.map((at) => foundOf(subject, at.external as ExternalPrincipal, at)),
    ...named.map((principal) => foundOf(subject, { principal })),
  ]);
}

function isOfAccount(arn: string | undefined, { config }: Subject): boolean {
  return arn === undefined || parseArn(arn)?.account === config.accountId;
}

async function foundOf(subject: Subject, declared: ExternalPrincipal, at?: Declaration): Promise<Found> {
  const [kind, name] = declared.principal.split("/") as [PrincipalKind, string];
  const needs = [...actionsToRead(kind, "holdings"), "iam:GetPolicy", "iam:GetPolicyVersion"];
  return unlessRefused(declared.principal, needs, async () => {
    const live = await subject.iam.principal(kind, name);
    if (!live) return refusing(declared.principal, `there is no such ${kind}`);
    const { attached } = await subject.iam.holdings(kind, name);
    const boundary = live.boundary && (await subject.iam.policy(live.boundary))?.document;
    const documents = (await othersDocuments(subject, kind, name)).map(([, document]) => document);
    const managed = await othersManagedPolicies(subject, kind, name);
    const external: ExternalPrincipal = {
      ...declared,
      ...kept("documents", declared.documents, documents, (one, other) =>
        sameDocument(declaredDocument(one), other),
      ),
      ...kept(
        "awsManagedPolicies",
        declared.awsManagedPolicies,
        withDeclared(managed, attached, declared, subject),
        (one, other) => awsArn(one, subject.config.partition) === other,
      ),
      ...(kind === "role" &&
        !sameDocument(declaredDocument(declared.trust), live.trust) && { trust: live.trust }),
      ...(boundary !== undefined &&
        !sameDocument(declaredDocument(declared.boundary), boundary) && { boundary }),
    };
    if (JSON.stringify(external) === JSON.stringify(declared)) return NOTHING;
    return { changes: [{ ...(at && { at }), external }], refused: [] };
  });
}

/** Beside those of others, those that config declares although the stack attaches them itself. */
function withDeclared(
  others: string[],
  attached: string[],
  { awsManagedPolicies = [] }: ExternalPrincipal,
  { config }: Subject,
): string[] {
  const declared = awsManagedPolicies.map((policy) => awsArn(policy, config.partition));
  return [...new Set([...others, ...declared.filter((arn) => attached.includes(arn))])];
}

/** What is declared and there, in the order and the words in which it is declared, and behind it what is there beside it. */
function kept<Key extends "documents" | "awsManagedPolicies", Item>(
  key: Key,
  declared: Item[] | undefined,
  live: Item[],
  isSame: (declared: Item, live: Item) => boolean,
): Partial<Record<Key, Item[]>> {
  const before = declared ?? [];
  const still = before.filter((one) => live.some((other) => isSame(one, other)));
  const more = live.filter((other) => !before.some((one) => isSame(one, other)));
  if (more.length === 0 && still.length === before.length) return {};
  return { [key]: [...still, ...more] } as Record<Key, Item[]>;
}

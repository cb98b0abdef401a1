import { ORGANIZATION_POLICY_ACTIONS } from "../../account/live-organization";
import type { Declaration } from "../../project/pack-config";
import { declaredDocument, placeOfDeclaration } from "../declared-policies";
import { type Answer, failed, proven, type Question } from "../question";
import { type DeclaredDocument, statementChanges } from "../statement-changes";
import type { Subject } from "../subject";

/**
 * The organization of the account, and what its policies deny. Its members are not told those, so that where config does not
 * declare them either it is said that nobody looked, and no more.
 */
export function organizationQuestions(subject: Subject): Question[] {
  const { pack, config } = subject;
  const declares = (key: keyof Declaration["external"]) =>
    pack.declarations.filter(({ external }) => external[key] !== undefined);
  const named = declares("organization");
  const limits = [...declares("serviceControlPolicies"), ...declares("resourceControlPolicies")];
  return [
    ...(named.length > 0
      ? [
          {
            check: "organization",
            subject: `of account ${config.accountId}`,
            needs: ["organizations:DescribeOrganization"],
            ask: () => askId(subject, named),
          },
        ]
      : []),
    {
      check: "organization's policies",
      subject: `on account ${config.accountId}`,
      needs: ["organizations:DescribeOrganization", ...ORGANIZATION_POLICY_ACTIONS],
      ask: () => askPolicies(subject, limits),
      ...(limits.length === 0 && { isAside: true }),
    },
  ];
}

async function askId(subject: Subject, declarations: Declaration[]): Promise<Answer> {
  const id = await subject.organization.id();
  const wrong = declarations.find(({ external }) => external.organization !== id);
  if (!wrong) return proven(`is ${id}, as the pack's config declares`);
  const place = placeOfDeclaration(wrong, "organization");
  return failed(
    `is ${id ?? "none"}, and ${place} is ${wrong.external.organization}`,
    remedy(subject, "correct it"),
  );
}

async function askPolicies(subject: Subject, declarations: Declaration[]): Promise<Answer> {
  const live = await subject.organization.policies();
  const { serviceControlPolicies = [], resourceControlPolicies = [] } = live ?? {};
  if (declarations.length === 0) {
    if (!live) return proven("it is of no organization");
    const count = serviceControlPolicies.flat().length + resourceControlPolicies.length;
    return proven(`${count} in force, by which the pack judges below; its config does not declare them`);
  }
  const levels = declarations.flatMap((each) =>
    (each.external.serviceControlPolicies ?? []).map((level, at) =>
      documentsOf(each, `serviceControlPolicies[${at}]`, level),
    ),
  );
  const ofResources = declarations.flatMap((each) =>
    documentsOf(each, "resourceControlPolicies", each.external.resourceControlPolicies ?? []),
  );
  const declaresLevels = declarations.some(({ external }) => external.serviceControlPolicies !== undefined);
  const declaresRcps = declarations.some(({ external }) => external.resourceControlPolicies !== undefined);
  const changes = [
    ...(declaresLevels ? levelChanges(serviceControlPolicies, levels) : []),
    ...(declaresRcps ? statementChanges(together(resourceControlPolicies), ofResources) : []),
  ];
  if (changes.length === 0) return proven("are as the pack's config declares them");
  return failed(changes.join("; "), remedy(subject, "declare what there is"));
}

function levelChanges(live: object[][], declared: DeclaredDocument[][]): string[] {
  if (live.length !== declared.length)
    return [`service control policies are on ${live.length} levels, and declared on ${declared.length}`];
  return live.flatMap((level, at) => statementChanges(together(level), declared[at] ?? []));
}

function documentsOf(declaration: Declaration, key: string, documents: unknown[]): DeclaredDocument[] {
  return documents.map((document, index) => ({
    name: placeOfDeclaration(declaration, `${key}[${index}]`),
    document: declaredDocument(document),
  }));
}

/** The statements of several documents as those of one: whichever of them says it. */
function together(documents: object[]): object {
  return {
    Statement: documents.flatMap((document) => (document as { Statement?: unknown }).Statement ?? []),
  };
}

function remedy({ config, packConfigFile }: Subject, what: string): string {
  return `${what}: npm run verify -- --stack ${config.stack} --write, or by hand in ${packConfigFile}`;
}

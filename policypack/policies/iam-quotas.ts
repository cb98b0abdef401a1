import { documentSize, SIZE_QUOTAS } from "../documents/size";
import { documentsOf } from "../graph/resources/carried-documents";
import type { PlainResource, Principal, StackModel } from "../graph/types";
import { NAMED_KINDS } from "./iam-quotas/name-limits";
import { refusedProperties } from "./iam-quotas/refused-properties";
import { type SharedName, sharedNames } from "./iam-quotas/repeated-names";
import { listed } from "../unknowns/listed";
import { finding, type Finding, type DraftWithout } from "../findings/finding";
import { stackPolicy } from "../sdk/policy";

const name = "iam-quotas";
const GROUPS_OF_A_USER = 10;
const POLICIES_OF_A_GROUP = 10;

interface Config {
  managedPoliciesPerRole: number;
  managedPoliciesPerUser: number;
}

/**
 * What a resource alone tells of its documents' size is `iam-policy-document`'s; this rule counts what several
 * resources give one principal. A policy's versions lie in the account and no resource shows them.
 */
export const iamQuotas = stackPolicy<Config>({
  name,
  description:
    "Principals and policies stay within IAM's quotas: attachments, inline policies in sum, groups of a user, names, " +
    "paths, descriptions and tags. (How many versions a policy has does not show in a stack.)",
  enforcementLevel: "mandatory",
  severity: "medium",
  remediationSteps:
    "Merge policies or detach some, shorten the name; or have AWS raise the quota and say so in the pack's config.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  configSchema: {
    properties: {
      managedPoliciesPerRole: {
        type: "integer",
        minimum: 1,
        maximum: 25,
        default: 10,
        description: "the account's quota of managed policies attached to one role; AWS raises it up to 25",
      },
      managedPoliciesPerUser: {
        type: "integer",
        minimum: 1,
        maximum: 20,
        default: 10,
        description: "the account's quota of managed policies attached to one user; AWS raises it up to 20",
      },
    },
  },
  judge: (model, config) => [
    ...model.principals.flatMap((principal) => [
      ...tooManyAttachments(principal, config),
      ...tooManyGroups(principal),
      ...tooMuchInline(model, principal),
    ]),
    ...model.ofKind(...NAMED_KINDS).flatMap((resource) =>
      refusedProperties(resource).map((problem) =>
        finding(name, {
          urn: resource.urn,
          subject: `${resource.type} ${resource.name}`,
          ...problem,
        }),
      ),
    ),
    ...sharedNames(model).map(nameTakenTwice),
  ],
});

function tooManyAttachments(principal: Principal, config: Config): Finding[] {
  const { kind, id, urn, attachedPolicies = 0 } = principal;
  const key = kind === "role" ? "managedPoliciesPerRole" : "managedPoliciesPerUser";
  const most = kind === "group" ? POLICIES_OF_A_GROUP : config[key];
  if (attachedPolicies <= most) return [];
  const raise =
    kind === "group"
      ? ""
      : `; if AWS has raised the account's quota, set ${key} under "${name}" in the pack's config`;
  const names = principal.documents
    .filter(({ kind }) => kind.endsWith("-managed"))
    .map((document) => document.name);
  return [
    exceeded({
      urn,
      subject: id,
      key: "attachments",
      message: `${id} has ${attachedPolicies} managed policies attached; IAM allows ${most} on a ${kind}.`,
      decidedBy: listed(names.sort(), "and", 12),
      remedy: `detach ${attachedPolicies - most} of them or merge their statements into fewer policies${raise}`,
    }),
  ];
}

function tooManyGroups({ kind, id, urn, groups }: Principal): Finding[] {
  if (kind !== "user" || groups.length <= GROUPS_OF_A_USER) return [];
  return [
    exceeded({
      urn,
      subject: id,
      key: "groups",
      message: `${id} is in ${groups.length} groups; IAM allows ${GROUPS_OF_A_USER}.`,
      decidedBy: listed([...groups].sort(), "and", 12),
      remedy: `take it out of ${groups.length - GROUPS_OF_A_USER} of them, or attach the policies to it directly`,
    }),
  ];
}

/** The sum over several resources. */
function tooMuchInline(model: StackModel, principal: Principal): Finding[] {
  const { kind, id } = principal;
  const inherited = new Set(principal.groups.flatMap((group) => model.principal(group)?.documents ?? []));
  const own = principal.documents.filter(
    (document) => document.kind === "inline" && !inherited.has(document),
  );
  if (new Set(own.map(({ urn }) => urn)).size < 2) return [];
  const size = own.reduce((sum, { urn, name }) => sum + inlineSize(model.byUrn(urn ?? ""), name), 0);
  const { most } = SIZE_QUOTAS[kind];
  if (size <= most) return [];
  return [
    exceeded({
      urn: principal.urn,
      subject: id,
      key: "inline",
      message: `The inline policies of ${id} come to ${size} characters without white space; IAM allows ${most} in sum on a ${kind}.`,
      decidedBy: listed(own.map((document) => document.name).sort(), "and", 12),
      remedy: "make a customer managed policy of some of them and attach it (6,144 characters each)",
    }),
  ];
}

function nameTakenTwice({ kind, name: shared, resources }: SharedName): Finding {
  return exceeded({
    urn: resources.at(-1)?.urn,
    subject: shared,
    key: `${kind} twice`,
    message: `${resources.length} resources of the stack make a ${kind} of the name ${shared}, and IAM gives a name once in an account, whatever its path and letter case.`,
    decidedBy: listed(
      resources.map((resource) => `${resource.type} "${resource.name}"`),
      "and",
      12,
    ),
    remedy: `give one of them another name, or let both use one resource`,
  });
}

function inlineSize(resource: PlainResource | undefined, name: string): number {
  const carried = resource ? documentsOf(resource) : [];
  return documentSize(
    carried.find((document) => document.kind === "inline" && document.name === name)?.value ?? "",
  );
}

function exceeded(draft: DraftWithout<"verdict" | "unknowns">): Finding {
  return finding(name, { verdict: "violated", ...draft });
}

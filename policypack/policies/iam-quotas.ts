import { documentSize, SIZE_QUOTAS } from "../documents/size";
import { UNKNOWN } from "../evaluation/types";
import { documentsOf } from "../graph/documents-of";
import { tagsOf } from "../graph/tags";
import type { PlainResource, Principal, StackModel } from "../graph/types";
import { type NamedType, NAMED_TYPES, PATH_PATTERN, ROLE_DESCRIPTION_PATTERN } from "../iam/names";
import { listed } from "../needs/names";
import { finding, type Finding, type FindingDraft } from "../verdicts/finding";
import { stackPolicy } from "../verdicts/policy";

const name = "iam-quotas";
const GROUPS_OF_A_USER = 10;
const POLICIES_OF_A_GROUP = 10;
const TAGS = 50;
const LONGEST_PATH = 512;
const LONGEST_DESCRIPTION = 1000;

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
    ...[...NAMED_TYPES].flatMap(([type, named]) =>
      model
        .ofType(type)
        .flatMap((resource) => [
          ...wrongName(resource, named),
          ...wrongPath(resource),
          ...wrongDescription(resource, named),
          ...tooManyTags(resource),
        ]),
    ),
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
    violated({
      urn,
      subject: id,
      key: "attachments",
      what: `${id} has ${attachedPolicies} managed policies attached; IAM allows ${most} on a ${kind}.`,
      decidedBy: listed(names.sort(), "and", 12),
      remedy: `detach ${attachedPolicies - most} of them or merge their statements into fewer policies${raise}`,
    }),
  ];
}

function tooManyGroups({ kind, id, urn, groups }: Principal): Finding[] {
  if (kind !== "user" || groups.length <= GROUPS_OF_A_USER) return [];
  return [
    violated({
      urn,
      subject: id,
      key: "groups",
      what: `${id} is in ${groups.length} groups; IAM allows ${GROUPS_OF_A_USER}.`,
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
    violated({
      urn: principal.urn,
      subject: id,
      key: "inline",
      what: `The inline policies of ${id} come to ${size} characters without white space; IAM allows ${most} in sum on a ${kind}.`,
      decidedBy: listed(own.map((document) => document.name).sort(), "and", 12),
      remedy: "make a customer managed policy of some of them and attach it (6,144 characters each)",
    }),
  ];
}

function inlineSize(resource: PlainResource | undefined, name: string): number {
  const carried = resource ? documentsOf(resource) : [];
  return documentSize(
    carried.find((document) => document.kind === "inline" && document.name === name)?.value ?? "",
  );
}

function wrongName(resource: PlainResource, { property, longest, pattern, allowed }: NamedType): Finding[] {
  const value = resource.props[property];
  if (value === undefined || value === UNKNOWN || value === "") return [];
  if (typeof value !== "string") return [notText(resource, property, value)];
  if (value.length <= longest && pattern.test(value)) return [];
  return [
    ofResource(resource, property, {
      what: `The ${property} of ${resource.name} (${value.length} characters: "${shortened(value)}") is none that IAM takes.`,
      remedy: `give it a ${property} of 1 to ${longest} ${allowed}`,
    }),
  ];
}

function wrongPath(resource: PlainResource): Finding[] {
  const { path } = resource.props;
  if (path === undefined || path === UNKNOWN) return [];
  if (typeof path !== "string") return [notText(resource, "path", path)];
  if (path.length <= LONGEST_PATH && PATH_PATTERN.test(path)) return [];
  return [
    ofResource(resource, "path", {
      what: `The path of ${resource.name} ("${shortened(path)}") is none that IAM takes.`,
      remedy: `let it begin and end with a slash and have at most ${LONGEST_PATH} characters, e.g. /service/`,
    }),
  ];
}

function wrongDescription(resource: PlainResource, { isRole }: NamedType): Finding[] {
  const { description } = resource.props;
  if (description === undefined || description === UNKNOWN) return [];
  if (typeof description !== "string") return [notText(resource, "description", description)];
  const character = isRole ? ROLE_DESCRIPTION_PATTERN.exec(description)?.[0] : undefined;
  if (description.length <= LONGEST_DESCRIPTION && character === undefined) return [];
  const why =
    character === undefined
      ? `has ${description.length} characters; IAM allows ${LONGEST_DESCRIPTION}`
      : `contains "${character}"; IAM takes Latin-1 characters in a role's description`;
  return [
    ofResource(resource, "description", {
      what: `The description of ${resource.name} ${why}.`,
      remedy: "shorten or rewrite the description",
    }),
  ];
}

function tooManyTags(resource: PlainResource): Finding[] {
  const tags = tagsOf(resource);
  const count = tags === UNKNOWN ? 0 : Object.keys(tags).length;
  if (count <= TAGS) return [];
  return [
    ofResource(resource, "tags", {
      what: `${resource.name} has ${count} tags, the provider's default tags included; IAM allows ${TAGS}.`,
      remedy: `remove ${count - TAGS} of them`,
    }),
  ];
}

function notText(resource: PlainResource, property: string, value: unknown): Finding {
  const json = shortened(JSON.stringify(value));
  return ofResource(resource, property, {
    verdict: "unproven",
    what: `The ${property} of ${resource.name} is ${json} and no text, so that its length is unproven.`,
    remedy: `give ${property} a text`,
  });
}

type ResourceDraft = Pick<FindingDraft, "what" | "remedy"> & Partial<FindingDraft>;

function ofResource(resource: PlainResource, property: string, draft: ResourceDraft): Finding {
  return violated({
    urn: resource.urn,
    subject: `${resource.type} ${resource.name}`,
    key: property,
    ...draft,
  });
}

function violated(draft: Omit<FindingDraft, "verdict"> & Partial<FindingDraft>): Finding {
  return finding(name, { verdict: "violated", ...draft });
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

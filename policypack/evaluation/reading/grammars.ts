/**
 * What the statements of each kind of document may and must have.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { onceEach } from "../once-each";

/** Which grammar holds. */
export type Grammar =
  /** A policy of a principal. */
  | "identity"
  /** The trust policy of a role. */
  | "trust"
  /** The policy of a resource, or of an endpoint. */
  | "resource"
  /** The policy of a resource that need not say which one it is about. */
  | "one resource"
  /** A service control policy of an organization. */
  | "service control"
  /** A resource control policy of an organization. */
  | "resource control";

interface Rules {
  principal: "required" | "forbidden";
  resource: "required" | "optional" | "forbidden";
  /** Why an element has no place here. */
  forbidden: Record<string, string>;
  /** Sids are made of letters and digits only. */
  hasPlainSids: boolean;
  /** No Sid may stand twice. */
  hasSidsOnce: boolean;
}

const ATTACHED = "has no place in a policy that is attached to a principal";
const OF_ROLE = "has no place in a trust policy: the role itself is the resource";
const OF_ACCOUNTS =
  "has no place in a service control policy: it is about the accounts that it is attached to";
const BY_ANYONE =
  'has no place in a resource control policy: Principal is "*" there, and a Condition leaves some out';

const OF_RESOURCE: Rules = {
  principal: "required",
  resource: "required",
  forbidden: {},
  hasPlainSids: false,
  hasSidsOnce: false,
};

export const GRAMMARS: Record<Grammar, Rules> = {
  identity: {
    principal: "forbidden",
    resource: "required",
    forbidden: { Principal: ATTACHED, NotPrincipal: ATTACHED },
    hasPlainSids: true,
    hasSidsOnce: true,
  },
  trust: {
    principal: "required",
    resource: "forbidden",
    forbidden: { Resource: OF_ROLE, NotResource: OF_ROLE },
    hasPlainSids: false,
    hasSidsOnce: true,
  },
  resource: OF_RESOURCE,
  "one resource": { ...OF_RESOURCE, resource: "optional" },
  "service control": {
    principal: "forbidden",
    resource: "required",
    forbidden: { Principal: OF_ACCOUNTS, NotPrincipal: OF_ACCOUNTS },
    hasPlainSids: false,
    hasSidsOnce: false,
  },
  "resource control": { ...OF_RESOURCE, forbidden: { NotPrincipal: BY_ANYONE } },
};

const ELEMENTS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

/** The elements that a statement may have. */
export function elementsOf(grammar: Grammar): readonly string[] {
  return elementsIn(GRAMMARS[grammar]);
}

const elementsIn = onceEach(({ principal, resource, forbidden }: Rules) =>
  ELEMENTS.filter(
    (element) =>
      !Object.hasOwn(forbidden, element) &&
      !(principal === "forbidden" && element.endsWith("Principal")) &&
      !(resource === "forbidden" && element.endsWith("Resource")),
  ),
);

/** The pairs of elements of which a statement must have one. */
export function requiredIn(grammar: Grammar): [element: string, negated: string][] {
  const { principal, resource } = GRAMMARS[grammar];
  return [
    ...(principal === "required" ? [["Principal", "NotPrincipal"] as [string, string]] : []),
    ["Action", "NotAction"],
    ...(resource === "required" ? [["Resource", "NotResource"] as [string, string]] : []),
  ];
}

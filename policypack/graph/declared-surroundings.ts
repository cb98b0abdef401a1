/** What config declares of the stack's surroundings: policies that lie elsewhere, and what requests carry. */
import { readDocument } from "../evaluation/reading/read-document";
import type { Grammar } from "../evaluation/reading/grammars";
import { covers } from "../evaluation/patterns/pattern";
import type { NamedDocument } from "../evaluation/types";
import type { ContextValues, DeclaredSurroundings, External, StackSettings } from "./settings";

/** Made once a model: documents are read once, however many requests they decide. */
export function declaredSurroundings({ external = [], account }: StackSettings): DeclaredSurroundings {
  const policies = external.flatMap(({ resource, policy }) =>
    resource === undefined ? [] : [{ resource, document: policyDocument(`policy of ${resource}`, policy) }],
  );
  const endpoints = external.flatMap(({ vpcEndpoint, endpointPolicy }) =>
    vpcEndpoint === undefined
      ? []
      : [
          {
            vpcEndpoint,
            document: read(`policy of the VPC endpoint ${vpcEndpoint}`, endpointPolicy, "resource"),
          },
        ],
  );
  const levels = external.flatMap(({ serviceControlPolicies = [] }) => serviceControlPolicies);
  return {
    account,
    policiesOn: (arn) =>
      policies.filter(({ resource }) => covers(resource, arn)).map(({ document }) => document),
    serviceControl: levels.map((level, at) =>
      level.map((value, index) => read(`serviceControlPolicies[${at}][${index}]`, value, "service control")),
    ),
    resourceControl: external
      .flatMap(({ resourceControlPolicies = [] }) => resourceControlPolicies)
      .map((value, index) => read(`resourceControlPolicies[${index}]`, value, "resource control")),
    endpointPolicies: (named) =>
      endpoints.filter(({ vpcEndpoint }) => vpcEndpoint === named).map(({ document }) => document),
    organization: organizationOf(external),
    requests: Object.assign({}, ...external.map(({ requests = {} }) => requests)) as ContextValues,
  };
}

function organizationOf(external: readonly External[]): ContextValues {
  const [organization] = external.flatMap((each) => each.organization ?? []);
  return organization === undefined ? {} : { "aws:PrincipalOrgID": organization };
}

/** That a resource has none is known, too: it then grants nothing and denies nothing. */
function policyDocument(name: string, policy: unknown): NamedDocument {
  if (policy !== null) return read(name, policy, "one resource");
  const document = { version: "2012-10-17" as const, statements: [] };
  return {
    name: `external ${name}, which has none`,
    kind: "external",
    reading: { state: "known", document },
  };
}

/** Its name says that config has it. */
function read(name: string, value: unknown, grammar: Grammar): NamedDocument {
  return { name: `external ${name}`, kind: "external", reading: readDocument(value, grammar) };
}

/** Small stacks for tests, as the engine would hand them to the pack at a first preview. */
import { UNKNOWN } from "../../policypack/evaluation/types";
import type { PlainResource } from "../../policypack/graph/types";

export const ACCOUNT = "618574523116";
export const REGION = "ap-northeast-2";

/** A resource with what the analyzer protocol says of it. */
export interface TestResource extends PlainResource {
  /** What `Analyze` is given; `props` is what `AnalyzeStack` is given. */
  inputs: Record<string, unknown>;
}

/** Stands for another resource's output: unknown, and `propertyDependencies` names the resource. */
export interface OutputOf {
  $from: string;
}

export function outputOf(resource: { urn: string }): OutputOf {
  return { $from: resource.urn };
}

/** A value that is not known and of which nothing tells where it comes from. */
export function unknown(): typeof UNKNOWN {
  return UNKNOWN;
}

export function resource(type: string, name: string, inputs: Record<string, unknown>): TestResource {
  const propertyDependencies: Record<string, string[]> = {};
  const plain: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(inputs)) {
    if (value === undefined) continue;
    const urns = new Set<string>();
    plain[key] = withUnknowns(value, urns);
    if (urns.size > 0) propertyDependencies[key] = [...urns];
  }
  return {
    urn: `urn:pulumi:test::stack::${type}::${name}`,
    type,
    name,
    inputs: plain,
    props: { ...plain },
    propertyDependencies,
    dependencies: [...new Set(Object.values(propertyDependencies).flat())],
  };
}

/** A single resource, as rules on resources are given it. */
export function lone(
  type: string,
  props: Record<string, unknown>,
  provider: Record<string, unknown> = {},
): PlainResource {
  const urn = (of: string, name: string) => `urn:pulumi:test::stack::${of}::${name}`;
  const providerType = "pulumi:providers:aws";
  return {
    urn: urn(type, "it"),
    type,
    name: "it",
    props,
    propertyDependencies: {},
    dependencies: [],
    provider: { urn: urn(providerType, "p"), type: providerType, name: "p", props: provider },
  };
}

/** The same resource with other outputs than inputs. */
export function withOutputs(of: TestResource, outputs: Record<string, unknown>): TestResource {
  return { ...of, props: { ...of.props, ...outputs } };
}

export function statement(action: string | string[], on: string | string[] = "*", rest: object = {}): object {
  return { Effect: "Allow", Action: action, Resource: on, ...rest };
}

export function deny(action: string | string[], on: string | string[] = "*"): object {
  return { Effect: "Deny", Action: action, Resource: on };
}

export function document(...statements: object[]): { Version: string; Statement: object[] } {
  return { Version: "2012-10-17", Statement: statements };
}

export function trust(...services: string[]): object {
  return document({ Effect: "Allow", Principal: { Service: services }, Action: "sts:AssumeRole" });
}

export function role(name: string, props: Record<string, unknown> = {}): TestResource {
  return resource("aws:iam/role:Role", name, {
    name,
    assumeRolePolicy: JSON.stringify(trust("ecs-tasks.amazonaws.com")),
    ...props,
  });
}

export function policy(
  name: string,
  statements: object[],
  props: Record<string, unknown> = {},
): TestResource {
  return resource("aws:iam/policy:Policy", name, {
    name,
    policy: JSON.stringify(document(...statements)),
    ...props,
  });
}

export function rolePolicy(of: string | OutputOf, name: string, statements: object[]): TestResource {
  const policy = JSON.stringify(document(...statements));
  return resource("aws:iam/rolePolicy:RolePolicy", name, { role: of, name, policy });
}

export function attachment(of: unknown, policyArn: unknown, name = `attach-${++attachments}`): TestResource {
  return resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", name, { role: of, policyArn });
}

let attachments = 0;

export function userPolicy(user: string, name: string, statements: object[]): TestResource {
  const policy = JSON.stringify(document(...statements));
  return resource("aws:iam/userPolicy:UserPolicy", name, { user, name, policy });
}

export function taskDefinition(name: string, props: Record<string, unknown> = {}): TestResource {
  return resource("aws:ecs/taskDefinition:TaskDefinition", name, {
    family: name,
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: "256",
    memory: "512",
    containerDefinitions: JSON.stringify([
      { name: "app", image: "public.ecr.aws/docker/library/nginx:1.27" },
    ]),
    ...props,
  });
}

export function arnOf(kind: "role" | "policy" | "user", name: string, account = ACCOUNT): string {
  return `arn:aws:iam::${account}:${kind}/${name}`;
}

function withUnknowns(value: unknown, urns: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((each) => withUnknowns(each, urns));
  if (typeof value !== "object" || value === null) return value;
  if ("$from" in value) {
    urns.add(value.$from as string);
    return UNKNOWN;
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withUnknowns(each, urns)]));
}

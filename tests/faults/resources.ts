/** Declared stacks as the engine hands them to the pack at a first preview. */
import { UNKNOWN } from "../../policypack/evaluation/types";
import type { TestResource } from "../support/stacks";
import { type Declared, type DeclaredStack, isOutput } from "./declared";

/** What the provider computes, beside `id`: unknown at a first preview unless the program set it. */
const COMPUTED: Record<string, string[]> = {
  "aws:iam/role:Role": ["arn", "createDate", "uniqueId", "inlinePolicies", "managedPolicyArns", "namePrefix"],
  "aws:iam/policy:Policy": ["arn", "policyId", "attachmentCount", "namePrefix"],
  "aws:iam/group:Group": ["arn", "uniqueId"],
  "aws:secretsmanager/secret:Secret": ["arn", "replicas", "policy"],
  "aws:cloudwatch/logGroup:LogGroup": ["arn"],
  "aws:ecs/taskDefinition:TaskDefinition": ["arn", "arnWithoutRevision", "revision"],
  "aws:ecs/service:Service": ["iamRole", "triggers"],
};

export function urnOf({ type, name }: Declared): string {
  return `urn:pulumi:dev::stack::${type}::${name}`;
}

/** The Node.js SDK names every input in `propertyDependencies`; the engine drops those without dependencies. */
export function toResources(stack: DeclaredStack): TestResource[] {
  const urns = new Map(stack.map((one) => [one.name, urnOf(one)]));
  return stack.map((one) => {
    const inputs: Record<string, unknown> = {};
    const propertyDependencies: Record<string, string[]> = {};
    for (const [key, value] of Object.entries(one.props)) {
      const from = new Set<string>();
      inputs[key] = known(value, from);
      const on = [...from].flatMap((name) => urns.get(name) ?? []);
      if (on.length > 0) propertyDependencies[key] = on;
    }
    const computed = ["id", ...(COMPUTED[one.type] ?? [])].map((key) => [key, UNKNOWN]);
    return {
      urn: urnOf(one),
      type: one.type,
      name: one.name,
      inputs,
      props: { ...Object.fromEntries(computed), ...inputs },
      propertyDependencies,
      dependencies: [...new Set(Object.values(propertyDependencies).flat())],
    };
  });
}

function known(value: unknown, from: Set<string>): unknown {
  if (isOutput(value)) {
    from.add(value.$output.resource);
    return UNKNOWN;
  }
  if (Array.isArray(value)) return value.map((each) => known(each, from));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, known(each, from)]));
}

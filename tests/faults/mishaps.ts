/** What may befall the properties of a stack that has a fault already. */
import { UNKNOWN } from "../../policypack/evaluation/types";
import type { TestResource } from "../support/stacks";
import { FAULTS } from "./catalogue";
import { STACKS } from "./fault";
import { toResources } from "./resources";

/** What may befall a property. Left out, an optional one is no fault any more, so only required ones are. */
const MISHAPS = {
  unknown: () => UNKNOWN,
  "of the wrong type": (value: unknown) => (typeof value === "object" ? 42 : { not: "expected" }),
  missing: () => undefined,
};

const REQUIRED: Record<string, string[]> = {
  "aws:iam/role:Role": ["assumeRolePolicy"],
  "aws:iam/policy:Policy": ["policy"],
  "aws:iam/rolePolicy:RolePolicy": ["role", "policy"],
  "aws:iam/userPolicy:UserPolicy": ["user", "policy"],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["role", "policyArn"],
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": ["user", "policyArn"],
  "aws:ecs/taskDefinition:TaskDefinition": ["containerDefinitions"],
};

/** A fault's stack in which one property more goes wrong. */
export interface Mishap {
  fault: (typeof FAULTS)[number];
  resource: string;
  property: string;
  mishap: keyof typeof MISHAPS;
}

export function allMishaps(): Mishap[] {
  return FAULTS.flatMap((fault) => {
    const stack = STACKS[fault.stack]();
    fault.edit(stack);
    return stack
      .filter(({ type }) => /^aws:(iam|ecs)\//.test(type))
      .flatMap(({ name, type, props }) =>
        Object.keys(props).flatMap((property) =>
          (Object.keys(MISHAPS) as Mishap["mishap"][])
            .filter((mishap) => mishap !== "missing" || REQUIRED[type]?.includes(property))
            // Correct stacks make tags of outputs, and AWS takes nearly all there are.
            .filter((mishap) => mishap !== "unknown" || property !== "tags")
            .map((mishap) => ({ fault, resource: name, property, mishap })),
        ),
      );
  });
}

/** The stack with that mishap, in what `Analyze` is given and in what `AnalyzeStack` is given. */
export function mishapped({ fault, resource, property, mishap }: Mishap): TestResource[] {
  const stack = STACKS[fault.stack]();
  fault.edit(stack);
  return toResources(stack).map((one) => {
    if (one.name !== resource) return one;
    const value = MISHAPS[mishap](one.inputs[property]);
    return {
      ...one,
      inputs: { ...one.inputs, [property]: value },
      props: { ...one.props, [property]: value },
    };
  });
}

import assert from "node:assert/strict";
import { UNKNOWN } from "../../policypack/evaluation/types";
import { seeded } from "../evaluation/support/random";
import { judge } from "../support/judge";
import type { Diagnostic } from "../support/messages";
import { shuffled } from "../support/shuffled";
import type { TestResource } from "../support/stacks";
import { FAULTS } from "./catalogue";
import { PACK_CONFIG } from "./correct-stacks";
import { toResources } from "./resources";
import { STACKS } from "./fault";
import { VARIANTS } from "./variants";

/** All cases are some ten thousand; a run takes a sample of them unless told otherwise. */
const CASES = Number(process.env.NEVER_CLEANER_CASES ?? 400);
const SEED = Number(process.env.NEVER_CLEANER_SEED ?? 20261122);

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

interface Case {
  fault: (typeof FAULTS)[number];
  resource: string;
  property: string;
  mishap: keyof typeof MISHAPS;
}

function allCases(): Case[] {
  return FAULTS.flatMap((fault) => {
    const stack = STACKS[fault.stack]();
    fault.edit(stack);
    return stack
      .filter(({ type }) => /^aws:(iam|ecs)\//.test(type))
      .flatMap(({ name, type, props }) =>
        Object.keys(props).flatMap((property) =>
          (Object.keys(MISHAPS) as Case["mishap"][])
            .filter((mishap) => mishap !== "missing" || REQUIRED[type]?.includes(property))
            // Correct stacks make tags of outputs, and AWS takes nearly all there are.
            .filter((mishap) => mishap !== "unknown" || property !== "tags")
            .map((mishap) => ({ fault, resource: name, property, mishap })),
        ),
      );
  });
}

/** The stack with that mishap, in what `Analyze` is given and in what `AnalyzeStack` is given. */
function mishapped({ fault, resource, property, mishap }: Case): TestResource[] {
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

function mandatory(found: Diagnostic[]): Diagnostic[] {
  return found.filter(({ level }) => level === "mandatory");
}

describe("A mishap never makes a faulty stack look cleaner", () => {
  const cases = shuffled(seeded(SEED), allCases()).slice(0, CASES);

  it(`leaves a mandatory finding in each of ${cases.length} cases (seed ${SEED})`, async () => {
    const cleaner: string[] = [];
    for (const one of cases) {
      const found = mandatory(await judge(mishapped(one), PACK_CONFIG));
      const stands = found.some(
        ({ policy, urn, message }) =>
          policy === one.fault.policy || urn.endsWith(`::${one.resource}`) || message.includes("(unproven)"),
      );
      if (!stands) cleaner.push(`${one.fault.title}: ${one.resource}.${one.property} ${one.mishap}`);
    }
    assert.deepEqual(cleaner, []);
  }).timeout(1_200_000);
});

describe("The order of the resources changes no verdict", () => {
  const random = seeded(SEED);
  const ids = (found: Diagnostic[]) => found.map(({ message }) => message).sort();

  for (const { title, stack, edit } of [...shuffled(random, FAULTS).slice(0, 40), ...VARIANTS]) {
    it(title, async () => {
      const declared = STACKS[stack]();
      edit(declared);
      const resources = toResources(declared);
      const inOrder = ids(await judge(resources, PACK_CONFIG));
      assert.deepEqual(ids(await judge(shuffled(random, resources), PACK_CONFIG)), inOrder);
    });
  }
});

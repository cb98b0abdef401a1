/** Rules that say what they were given, so that tests see the wrapper from a rule's side. */
import { UNKNOWN } from "../../policypack/evaluation/types";
import type { StackModel } from "../../policypack/graph/types";
import { finding, type DraftWithout } from "../../policypack/findings/finding";
import {
  type PolicyMetadata,
  type ResourceRule,
  resourcePolicy,
  type StackRule,
  stackPolicy,
} from "../../policypack/sdk/policy";

function metadata(name: string): PolicyMetadata {
  return {
    name,
    description: `The probe ${name}.`,
    enforcementLevel: "mandatory",
    severity: "low",
    remediationSteps: "None.",
    url: "https://example.com",
  };
}

function says(policy: string, message: string, rest: Partial<DraftWithout<"verdict" | "unknowns">> = {}) {
  return [finding(policy, { verdict: "violated", subject: "probe", message, remedy: "None.", ...rest })];
}

/** JSON with `?` for what is unknown. */
function shown(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (each === UNKNOWN ? "?" : each)) ?? "nothing";
}

const resourceProps: ResourceRule<object> = {
  ...metadata("resource-props"),
  judge: ({ props, urn }) => says("resource-props", shown(props), { urn }),
};

const stackProps: StackRule<object> = {
  ...metadata("stack-props"),
  judge: ({ resources }) =>
    resources.flatMap(({ props, name, urn }) => says("stack-props", shown(props), { urn, key: name })),
};

/** Fails on a resource, and on a stack with a resource, named `boom`. */
const resourceFails: ResourceRule<object> = {
  ...metadata("resource-fails"),
  judge: ({ name }) => {
    if (name === "boom") throw new TypeError("no such thing");
    return [];
  },
};

const stackFails: StackRule<object> = {
  ...metadata("stack-fails"),
  judge: ({ resources }) => {
    if (resources.some(({ name }) => name === "boom")) throw new RangeError("too much");
    return [];
  },
};

const configured: StackRule<{ limit: number; names?: string[]; account?: string }> = {
  ...metadata("configured"),
  configSchema: {
    properties: {
      limit: { type: "integer", minimum: 1, default: 3, description: "how many" },
      names: { type: "array", items: { type: "string" } },
    },
  },
  judge: ({ account }, { limit, names }) => says("configured", shown({ limit, names, account })),
};

const advisory: StackRule<object> = {
  ...metadata("advisory-in-mandatory"),
  judge: () => [
    ...says("advisory-in-mandatory", "only a remark", { level: "advisory", key: "remark" }),
    finding("advisory-in-mandatory", {
      verdict: "unproven",
      unknowns: [{ kind: "document", document: "probe" }],
      subject: "probe",
      key: "unknown",
      message: "not known",
      remedy: "None.",
    }),
  ],
};

const numbers = new WeakMap<StackModel, number>();
let models = 0;

function numberOf(model: StackModel): number {
  let number = numbers.get(model);
  if (!number) numbers.set(model, (number = ++models));
  return number;
}

/** Two rules that name the model they are given, to see that it is one. */
const modelProbes = ["model-one", "model-two"].map((name): StackRule<object> => ({
  ...metadata(name),
  judge: (model) => says(name, `model ${numberOf(model)}`),
}));

export const probes = [
  resourcePolicy(resourceProps),
  resourcePolicy(resourceFails),
  stackPolicy(stackProps),
  stackPolicy(stackFails),
  stackPolicy(configured),
  stackPolicy(advisory),
  ...modelProbes.map((rule) => stackPolicy(rule)),
];

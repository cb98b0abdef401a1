/** Who deploys, and what each of them does, as config says it. */
import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import { PRINCIPAL_PATTERN, PRINCIPAL_SPELLING } from "../../aws/iam-arn";

/** `register`: task definitions. `run`: the stack's tasks. `update`: its services. */
export type Duty = "register" | "run" | "update";

/** What one deployer does, and where. */
export interface Deployer {
  /** `user/NAME`, `group/NAME`, `role/NAME` or an ARN. */
  name: string;
  may: readonly Duty[];
  /** Clusters by name, in which it runs tasks and updates services; by default those of the stack. */
  clusters?: readonly string[];
  /** Services by name, which it updates; by default those of the stack. */
  services?: readonly string[];
}

/** A deployer that only registers is written as its name. */
export type WrittenDeployer = string | (Pick<Deployer, "name"> & Partial<Deployer>);

export const DEPLOYERS_SCHEMA: PolicyConfigJSONSchema = {
  type: "array",
  description: "who registers the stack's task definitions, runs its tasks or updates its services",
  default: [],
  items: {
    type: ["string", "object"],
    pattern: PRINCIPAL_PATTERN,
    description: `${PRINCIPAL_SPELLING}; or its name, and what it may`,
    required: ["name"],
    additionalProperties: false,
    properties: {
      name: { type: "string", pattern: PRINCIPAL_PATTERN, description: PRINCIPAL_SPELLING },
      may: {
        type: "array",
        minItems: 1,
        items: { type: "string", enum: ["register", "run", "update"] },
        description: "register where it is not given",
      },
      clusters: {
        type: "array",
        items: { type: "string", minLength: 1, description: "a cluster's name" },
        description: "those of the stack where they are not given",
      },
      services: {
        type: "array",
        items: { type: "string", minLength: 1, description: "a service's name" },
        description: "those of the stack where they are not given",
      },
    },
  },
};

/** Each deployer once, with all that its entries say. */
export function deployersOf(written: readonly WrittenDeployer[]): Deployer[] {
  const named = new Map<string, Deployer>();
  for (const entry of written) {
    const one: Deployer =
      typeof entry === "string" ? { name: entry, may: ["register"] } : { may: ["register"], ...entry };
    const known = named.get(one.name);
    named.set(one.name, known ? joined(known, one) : one);
  }
  return [...named.values()];
}

function joined(one: Deployer, other: Deployer): Deployer {
  return {
    name: one.name,
    may: [...new Set([...one.may, ...other.may])],
    clusters: union(one.clusters, other.clusters),
    services: union(one.services, other.services),
  };
}

function union(some: readonly string[] | undefined, others: readonly string[] | undefined) {
  return some || others ? [...new Set([...(some ?? []), ...(others ?? [])])] : undefined;
}

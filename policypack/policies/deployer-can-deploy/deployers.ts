/** Who deploys the whole stack, as config says it. */
import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import { PRINCIPAL_PATTERN, PRINCIPAL_SPELLING } from "../../aws/iam-arn";
import { serviceOf } from "../../aws/resource-types";
import type { PlainResource } from "../../graph/types";
import type { Operation } from "./type-rights";

/** What it does in IAM: all of it, reading and deleting alone, or reading alone. The rest is an administrator's then. */
export type InIam = "all" | "delete" | "read";

/** Whoever runs Pulumi on the stack. */
export interface Deployer {
  name: string;
  iam: InIam;
}

/** One that does all of it is written as its name. */
export type WrittenDeployer = string | (Pick<Deployer, "name"> & Partial<Deployer>);

export const DEPLOYERS_SCHEMA: PolicyConfigJSONSchema = {
  type: "array",
  description: "who runs pulumi up on the whole stack",
  default: [],
  items: {
    type: ["string", "object"],
    pattern: PRINCIPAL_PATTERN,
    description: `${PRINCIPAL_SPELLING}; or its name, and what it does in IAM`,
    required: ["name"],
    additionalProperties: false,
    properties: {
      name: { type: "string", pattern: PRINCIPAL_PATTERN, description: PRINCIPAL_SPELLING },
      iam: {
        type: "string",
        enum: ["all", "delete", "read"],
        description:
          "whether it creates and changes what is IAM's, only deletes it, or only reads it; all by default",
      },
    },
  },
};

/** Each deployer once; of several entries the last one holds. */
export function deployersOf(written: readonly WrittenDeployer[]): Deployer[] {
  const all = written.map((entry): Deployer =>
    typeof entry === "string" ? { name: entry, iam: "all" } : { iam: "all", ...entry },
  );
  return [...new Map(all.map((each) => [each.name, each])).values()];
}

const EVERYWHERE: Operation[] = ["create", "read", "update", "delete"];
const IN_IAM: Record<InIam, Operation[]> = { all: EVERYWHERE, delete: ["read", "delete"], read: ["read"] };

/** What a deployer does with a resource. */
export function operationsOn({ type }: PlainResource, { iam }: Deployer): Operation[] {
  return serviceOf(type) === "iam" ? IN_IAM[iam] : EVERYWHERE;
}

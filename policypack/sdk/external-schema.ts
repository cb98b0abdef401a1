/** The key `external` of the pack's config: what is managed elsewhere and decides on what the stack's principals may do. */
import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";

const DOCUMENT: PolicyConfigJSONSchema = {
  type: ["object", "string"],
  description: "a policy document, as an object or JSON text",
};

const PRINCIPAL_KEYS = ["documents", "awsManagedPolicies", "trust", "tags", "boundary"];

export const EXTERNAL: PolicyConfigJSONSchema = {
  type: "array",
  description:
    "what is managed elsewhere: principals with what they are known to have, policies of resources and VPC endpoints, " +
    "the organization and its policies; it holds for every policy on the stack",
  items: {
    type: "object",
    description:
      "a principal with its documents, awsManagedPolicies, trust, tags, boundary; or a resource with its policy; or a " +
      "vpcEndpoint with its endpointPolicy; or organization, serviceControlPolicies, resourceControlPolicies, requests",
    minProperties: 1,
    additionalProperties: false,
    dependencies: {
      ...Object.fromEntries(PRINCIPAL_KEYS.map((key) => [key, ["principal"]])),
      resource: ["policy"],
      policy: ["resource"],
      vpcEndpoint: ["endpointPolicy"],
      endpointPolicy: ["vpcEndpoint"],
    },
    properties: {
      principal: {
        type: "string",
        pattern: "^(role|user|group)/[\\w+=,.@-]+$",
        description: "role/NAME, user/NAME or group/NAME",
      },
      documents: { type: "array", items: { type: ["object", "string"], description: "a policy document" } },
      awsManagedPolicies: { type: "array", items: { type: "string", description: "a name or an ARN" } },
      trust: { type: ["object", "string"], description: "the role's trust policy" },
      tags: { type: "object", additionalProperties: { type: "string" } },
      boundary: { ...DOCUMENT, description: "the document of its permissions boundary" },
      resource: {
        type: "string",
        pattern: "^arn:",
        description: "the ARN of a resource that the stack does not create, or a pattern of such",
      },
      policy: {
        type: ["object", "string", "null"],
        description:
          "the policy that stands on the resource, as an object or JSON text; null where it has none",
      },
      vpcEndpoint: {
        type: "string",
        minLength: 1,
        description: "a VPC endpoint by which tasks go, by its service (ecr.dkr, secretsmanager, s3 …)",
      },
      endpointPolicy: { ...DOCUMENT, description: "the policy of the VPC endpoint" },
      organization: {
        type: "string",
        pattern: "^o-[a-z0-9]+$",
        description: "the id of the organization that the stack's account is of",
      },
      serviceControlPolicies: {
        type: "array",
        description:
          "the service control policies of the account, level by level from the organization's root",
        items: { type: "array", items: DOCUMENT },
      },
      resourceControlPolicies: { type: "array", items: DOCUMENT },
      requests: {
        type: "object",
        description: "context keys that requests of tasks carry, e.g. aws:SourceVpce, with their values",
        additionalProperties: { type: ["string", "array"], items: { type: "string" } },
      },
    },
  },
};

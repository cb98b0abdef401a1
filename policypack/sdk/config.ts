/** A policy's config: the keys that every policy has, defaults, and findings for what is not allowed. */
import { ACCOUNT_PATTERN } from "../aws/iam-arn";
import type { PolicyConfigSchema } from "@pulumi/policy";
import { isRecord } from "../graph/resources/plain";
import { finding, type Finding } from "../findings/finding";
import { EXTERNAL } from "./external-schema";
import { allowedBy, type SchemaProblem, schemaProblems, shortJson } from "./config-schema";

type Properties = PolicyConfigSchema["properties"];

const EXEMPTIONS: Properties = {
  exemptions: {
    type: "array",
    description: "findings that are accepted until a date",
    items: {
      type: "object",
      description: "an exemption: id, reason, owner, expires",
      required: ["id", "reason", "owner", "expires"],
      additionalProperties: false,
      properties: {
        id: { type: "string", minLength: 1, description: "the finding's id, as its message prints it" },
        reason: { type: "string", minLength: 1, description: "why the finding is accepted" },
        owner: { type: "string", minLength: 1, description: "who answers for it" },
        expires: {
          type: "string",
          pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
          description: "the last day it holds, e.g. 2027-01-31",
        },
      },
    },
  },
};

const UNKNOWNS: Properties = {
  unknowns: {
    type: "string",
    enum: ["deferred", "strict"],
    description:
      "what becomes of facts that a preview leaves open and the update decides: deferred to it, or strict, unproven at the policy's level; strict under one policy holds for all",
  },
};

const SURROUNDINGS: Properties = {
  account: { type: "string", pattern: ACCOUNT_PATTERN, description: "the stack's account, 12 digits" },
  region: { type: "string", pattern: "^[a-z]{2,}(-[a-z]+)+-[0-9]+$", description: "the stack's region" },
  partition: { type: "string", pattern: "^aws(-[a-z]+)*$", description: "aws, aws-cn, aws-us-gov" },
  external: EXTERNAL,
};

/** The schema that the SDK is given: the rule's own keys and those that every policy has. */
export function fullSchema(
  own: PolicyConfigSchema | undefined,
  kind: "resource" | "stack",
): PolicyConfigSchema {
  const common = { ...(kind === "stack" && SURROUNDINGS), ...UNKNOWNS, ...EXEMPTIONS };
  return { ...own, properties: { ...common, ...own?.properties } };
}

/**
 * What config comes to: the values that are allowed, defaults for the rest, and one mandatory finding for each key
 * that is not known or has a value that is not allowed (the rule is then judged with the key's default).
 */
export function readConfig(
  policy: string,
  schema: PolicyConfigSchema,
  given: unknown,
): { config: Record<string, unknown>; findings: Finding[] } {
  const config: Record<string, unknown> = {};
  for (const [key, definition] of Object.entries(schema.properties)) {
    if (definition.default !== undefined) config[key] = definition.default;
  }
  const findings: Finding[] = [];
  for (const [key, value] of Object.entries(isRecord(given) ? given : {})) {
    const definition = Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
    const problems = definition ? schemaProblems(value, definition, key) : [];
    if (!definition) findings.push(unknownKey(policy, key, value, schema));
    else if (problems.length === 0) config[key] = value;
    for (const problem of problems) findings.push(notAllowed(policy, key, problem));
  }
  for (const key of schema.required ?? []) {
    const definition = schema.properties[key];
    if (definition && config[key] === undefined)
      findings.push(notAllowed(policy, key, { path: key, allowed: allowedBy(definition), found: "nothing" }));
  }
  return { config, findings };
}

function unknownKey(policy: string, key: string, value: unknown, schema: PolicyConfigSchema): Finding {
  const known = ["enforcementLevel", ...Object.keys(schema.properties)].sort().join(", ");
  return finding(policy, {
    verdict: "unproven",
    unknowns: [{ kind: "config-value", policy, path: key }],
    level: "mandatory",
    subject: "config",
    key: `unknown key ${key}`,
    place: { configKey: key },
    message: `The pack's config has "${key}": ${shortJson(value)} for the policy ${policy}, which knows no such key, so it has no effect.`,
    remedy: `Correct or remove "${policy}": { "${key}": … } in the pack's config. Allowed: ${known}.`,
  });
}

function notAllowed(policy: string, key: string, { path, allowed, found }: SchemaProblem): Finding {
  return finding(policy, {
    verdict: "unproven",
    unknowns: [{ kind: "config-value", policy, path }],
    level: "mandatory",
    subject: "config",
    key: `value of ${path}`,
    place: { configKey: key },
    message: `The pack's config has ${found} for ${path} of the policy ${policy}, which is not allowed there.`,
    remedy: `Set ${path} under "${policy}" in the pack's config to ${allowed}.`,
  });
}

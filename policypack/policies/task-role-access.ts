import { ROLE_PATTERN, ROLE_SPELLING } from "../aws/iam-arn";
import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import type { StackModel } from "../graph/types";
import { permissionFindings } from "../permissions/permission-findings";
import { listed } from "../unknowns/listed";
import { absentPrincipalFinding, principalNamed } from "../permissions/principal-named";
import { decisionOn, type MissingPermission, missingPermissionsOf } from "../permissions/missing-permissions";
import { type Asking, plainRequest } from "../permissions/required-permission";
import { fromTasksOf } from "../ecs/request-origins";
import { accessNeeds, type RequiredAccess } from "./task-role-access/access-needs";
import { missingInEachPlace } from "../permissions/missing-in-each-place";
import type { Finding } from "../findings/finding";
import { stackPolicy } from "../sdk/policy";

const name = "task-role-access";

interface Config {
  required?: RequiredAccess[];
}

export const taskRoleAccess = stackPolicy<Config>({
  name,
  description:
    "Task roles reach the secrets, parameters, keys, buckets, tables, queues and log groups that the application uses " +
    "by itself, decryption with the keys that the stack gives them included.",
  enforcementLevel: "mandatory",
  severity: "high",
  remediationSteps:
    "Add the missing actions to a policy of the task role (the finding's remedy is a statement to paste).",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
  configSchema: {
    properties: {
      required: {
        type: "array",
        description: "what the application of each role reads and writes by itself",
        default: [],
        items: {
          type: "object",
          description: "role, and any of secrets, parameters, kmsKeys, buckets, tables, queues, logGroups",
          required: ["role"],
          additionalProperties: false,
          properties: {
            role: {
              type: "string",
              pattern: ROLE_PATTERN,
              description: ROLE_SPELLING,
            },
            secrets: names("a secret's name or ARN"),
            parameters: names("a parameter's name or ARN"),
            kmsKeys: names("a KMS key's id or ARN"),
            buckets: reached("a bucket", ", or an access point by its ARN"),
            tables: reached("a table"),
            queues: reached("a queue", ", or by its URL"),
            logGroups: names("a log group's name"),
          },
        },
      },
    },
  },
  judge: (model, { required = [] }) => required.flatMap((one) => requirementFindings(model, one)),
});

function names(description: string): PolicyConfigJSONSchema {
  return { type: "array", items: { type: "string", minLength: 1, description } };
}

function reached(what: string, otherwise = ""): PolicyConfigJSONSchema {
  return {
    type: "array",
    items: {
      type: ["string", "object"],
      description: `${what} by name, or its name and access`,
      required: ["name"],
      additionalProperties: false,
      properties: {
        name: {
          type: "string",
          minLength: 1,
          description: `${what} by name or ARN${otherwise}`,
        },
        access: {
          type: "string",
          enum: ["read", "write", "read-write"],
          description: "read-write where it is not given",
        },
      },
    },
  };
}

function requirementFindings(model: StackModel, required: RequiredAccess): Finding[] {
  const principal = principalNamed(model, required.role, "role");
  if (!principal) return [absent(model, required)];
  const missing = missingInEachPlace(model, principal, (view) =>
    lackOf({ model: view, principal }, required),
  );
  return permissionFindings({ policy: name, model, principal, missing });
}

function lackOf(by: Asking, required: RequiredAccess): MissingPermission[] {
  const needs = accessNeeds(by.model, required, (arn) => parameterActionOf(by, arn));
  return missingPermissionsOf(by, fromTasksOf(by.model, by.principal, needs));
}

/** The application may read a parameter with any of these; the first that the role has, else the most usual. */
function parameterActionOf(by: Asking, arn: string): string {
  const usual = "ssm:GetParameter";
  const all = [usual, "ssm:GetParameters", "ssm:GetParametersByPath"];
  const allowed = all.find((action) => decisionOn(by, plainRequest(action, arn)).outcome === "allowed");
  return allowed ?? usual;
}

function absent(model: StackModel, required: RequiredAccess): Finding {
  const needs = accessNeeds(model, required, () => "ssm:GetParameter");
  return absentPrincipalFinding(name, "violated", required.role, "role", {
    actions: needs.flatMap(({ actions }) => actions),
    purpose: listed(
      needs.flatMap(({ purpose }) => purpose ?? []),
      "or",
    ),
  });
}

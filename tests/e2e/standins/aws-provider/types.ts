/** The resource types that this project uses. */
import { attachments } from "./iam-attachments";
import { group } from "./iam-group";
import { inlinePolicies } from "./iam-inline-policies";
import { policy } from "./iam-policy";
import { role } from "./iam-role";
import { logGroup } from "./log-group";
import { oidcProvider } from "./oidc-provider";
import type { ResourceType } from "./resource-type";
import { secret } from "./secret";
import { taskDefinition } from "./task-definition";

export const TYPES: readonly ResourceType[] = [
  role,
  policy,
  group,
  ...attachments,
  ...inlinePolicies,
  logGroup,
  secret,
  taskDefinition,
  oidcProvider,
];

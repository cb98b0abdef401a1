/** The resource types that this project uses. */
import { attachments } from "./iam-attachments";
import { inlinePolicies } from "./iam-inline-policies";
import { policy } from "./iam-policy";
import { role } from "./iam-role";
import { logGroup } from "./log-group";
import { madeUp } from "./made-up";
import { oidcProvider } from "./oidc-provider";
import type { ResourceType } from "./resource-type";
import { secret } from "./secret";
import { taskDefinition } from "./task-definition";

export const TYPES: readonly ResourceType[] = [
  role,
  policy,
  ...attachments,
  ...inlinePolicies,
  logGroup,
  secret,
  taskDefinition,
  oidcProvider,
  ...madeUp,
];

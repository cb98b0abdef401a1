import type { Policy } from "../sdk/policy";
import { awsManagedPolicyExists } from "./aws-managed-policy-exists";
import { containerIsolation } from "./container-isolation";
import { deployerCanDeploy } from "./deployer-can-deploy";
import { deployerCanRegister } from "./deployer-can-register";
import { ecsServiceRoles } from "./ecs-service-roles";
import { ecsTaskCanStart } from "./ecs-task-can-start";
import { ecsTaskTrust } from "./ecs-task-trust";
import { iamPolicyDocument } from "./iam-policy-document";
import { iamQuotas } from "./iam-quotas";
import { imagePinned } from "./image-pinned";
import { leastPrivilege } from "./least-privilege";
import { noPlaintextSecrets } from "./no-plaintext-secrets";
import { noPrivilegeEscalation } from "./no-privilege-escalation";
import { noPublicAccess } from "./no-public-access";
import { passRoleScoped } from "./pass-role-scoped";
import { roleTrustScoped } from "./role-trust-scoped";
import { taskCanBeRun } from "./task-can-be-run";
import { taskDefinitionValid } from "./task-definition-valid";
import { taskRoleAccess } from "./task-role-access";
import { taskRoleCoversCode } from "./task-role-covers-code";
import { taskRoleRequiredActions } from "./task-role-required-actions";

/** Every policy of the pack, run in this order: one that reports a cause for others stands before them. */
export const policies: Policy[] = [
  iamPolicyDocument,
  passRoleScoped,
  ecsTaskTrust,
  roleTrustScoped,
  awsManagedPolicyExists,
  taskDefinitionValid,
  noPlaintextSecrets,
  noPublicAccess,
  containerIsolation,
  imagePinned,
  taskRoleRequiredActions,
  ecsTaskCanStart,
  taskRoleAccess,
  taskRoleCoversCode,
  taskCanBeRun,
  ecsServiceRoles,
  deployerCanRegister,
  deployerCanDeploy,
  noPrivilegeEscalation,
  iamQuotas,
  leastPrivilege,
];

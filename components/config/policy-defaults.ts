/** The names of policies and schedules' roles that config does not name. */

/** IAM's limits on names. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const LONGEST_POLICY_NAME = 128;
export const LONGEST_ROLE_NAME = 64;

/** Of a task role, an execution role, or the role that deploys. */
export function rolePolicyName(roleName: string): string {
  return `${roleName}Policy`;
}

/** Of the role of a schedule that config does not name. */
export function scheduleRoleName(key: string): string {
  return `EcsSchedule-${key}`;
}

/** Unique among users, groups and roles of the same name. */
export function deployerPolicyName({ type, name }: { type: string; name: string }): string {
  return `EcsTaskDeployer-${type}-${name}`;
}

/** Names of the customer managed policies that config does not name. */

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

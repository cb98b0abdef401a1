/** Names of the customer managed policies that config does not name. */

/** Of a task role, an execution role, or the role that deploys. */
export function rolePolicyName(roleName: string): string {
  return `${roleName}Policy`;
}

/** Unique among users, groups and roles of the same name. */
export function deployerPolicyName({ type, name }: { type: string; name: string }): string {
  return `EcsTaskDeployer-${type}-${name}`;
}

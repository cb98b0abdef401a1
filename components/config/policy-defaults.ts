/** Names of the customer managed policies that config does not name. */

export function rolePolicyName(roleName: string): string {
  return `${roleName}Policy`;
}

export function deployerPolicyName({ type, name }: { type: string; name: string }): string {
  return `EcsTaskDeployer-${type}-${name}`;
}

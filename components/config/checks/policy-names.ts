import { deployerPolicyName, rolePolicyName } from "../policy-defaults";
import type { IssueDraft } from "../errors";
import { type DraftConfig, keys } from "../stack";
import { roleUses } from "./roles";
import type { Path } from "./walk";

interface NamedPolicy {
  name: string;
  owner: string;
  path: Path;
}

/** Policy names are unique in an account without regard to letter case: two principals cannot share one. */
export function checkPolicyNames(config: DraftConfig): IssueDraft[] {
  const owners = new Map<string, string>();
  return [...rolePolicies(config), ...deployerPolicies(config), ...ciPolicies(config)].flatMap(
    ({ name, owner, path }) => {
      const first = owners.get(name.toLowerCase()) ?? owner;
      owners.set(name.toLowerCase(), first);
      if (first.toLowerCase() === owner.toLowerCase()) return [];
      return [
        { keys: path, value: name, message: `is the policy of ${first} too; every principal needs its own` },
      ];
    },
  );
}

/** The name that any of the tasks gives, else the default at the first mention. */
function rolePolicies(config: DraftConfig): NamedPolicy[] {
  const uses = roleUses(config).filter(({ role }) => role.name !== undefined);
  const named = new Set(
    uses.filter(({ role }) => role.policyName).map(({ role }) => role.name?.toLowerCase()),
  );
  return uses.flatMap(({ role, path }) => {
    const name = role.name ?? "";
    const owner = `role ${name}`;
    if (typeof role.policyName === "string")
      return [{ name: role.policyName, owner, path: [...path, "policyName"] }];
    return named.has(name.toLowerCase())
      ? []
      : [{ name: rolePolicyName(name), owner, path: [...path, "name"] }];
  });
}

function deployerPolicies(config: DraftConfig): NamedPolicy[] {
  return (config[keys.deployers] ?? []).flatMap((deployer, index) => {
    if (deployer?.type === undefined || deployer.name === undefined) return [];
    const { type, name, policyName } = deployer;
    return [
      {
        name: policyName ?? deployerPolicyName({ type, name }),
        owner: `${type} ${name}`,
        path: [keys.deployers, index, policyName === undefined ? "name" : "policyName"],
      },
    ];
  });
}

function ciPolicies(config: DraftConfig): NamedPolicy[] {
  const name = config[keys.ci]?.roleName;
  if (name === undefined) return [];
  return [{ name: rolePolicyName(name), owner: `role ${name}`, path: [keys.ci, "roleName"] }];
}

import type { IssueDraft } from "../errors";
import { type DraftConfig, keys } from "../stack";
import { roleUses } from "./roles";
import { type Path } from "./walk";

interface NamedPolicy {
  name: string;
  owner: string;
  path: Path;
}

/** Policy names are unique in an account without regard to letter case: two principals cannot share one. */
export function checkPolicyNames(config: DraftConfig): IssueDraft[] {
  const owners = new Map<string, string>();
  return [...rolePolicies(config), ...deployerPolicies(config)].flatMap(({ name, owner, path }) => {
    const first = owners.get(name.toLowerCase()) ?? owner;
    owners.set(name.toLowerCase(), first);
    if (first === owner) return [];
    return [
      { keys: path, value: name, message: `is the policy of ${first} too; every principal needs its own` },
    ];
  });
}

function rolePolicies(config: DraftConfig): NamedPolicy[] {
  return roleUses(config).flatMap(({ role, path }) =>
    typeof role.policyName === "string" && role.name !== undefined
      ? [{ name: role.policyName, owner: `role ${role.name}`, path: [...path, "policyName"] }]
      : [],
  );
}

function deployerPolicies(config: DraftConfig): NamedPolicy[] {
  return (config[keys.deployers] ?? []).flatMap((deployer, index) =>
    deployer?.policyName === undefined
      ? []
      : [
          {
            name: deployer.policyName,
            owner: `${deployer.type} ${deployer.name}`,
            path: [keys.deployers, index, "policyName"],
          },
        ],
  );
}

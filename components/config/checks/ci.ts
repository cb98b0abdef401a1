import type { IssueDraft } from "../errors";
import { type DraftConfig, keys } from "../stack";
import { roleUses } from "./roles";

/** The role that deploys must not be one of those that it deploys. */
export function checkCi(config: DraftConfig): IssueDraft[] {
  const name = config[keys.ci]?.roleName;
  const use = roleUses(config).find(({ role }) => role.name?.toLowerCase() === name?.toLowerCase());
  if (name === undefined || use === undefined) return [];
  const message = `is the ${use.kind} of ${use.task}; the role that deploys must be another`;
  return [{ keys: [keys.ci, "roleName"], value: name, message }];
}

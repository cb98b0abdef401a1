/** From calls that nothing allows yet to the entries of `taskRole.access` and `taskRole.statements` that allow them. */
import type { StackConfig } from "../../components/config";
import { type RoleEntry, roleEntries } from "../remedies/access-entries";
import type { MissingAccess } from "../remedies/missing-access";
import type { JudgedContainerNeeds, JudgedNeed } from "./stack-needs";

/** What a task's role should have, beside what it has. */
export interface WantedAccess {
  /** The task's key in config. */
  task: string;
  /** Of what is there already, what it should grant too. */
  entries: RoleEntry[];
  /** Calls that nobody can grant without knowing more, and why. */
  byHand: { need: JudgedNeed; reason: string }[];
}

/** What is missing, task by task; the tasks whose roles lack nothing are left out. */
export function accessWanted(needs: JudgedContainerNeeds[], config: StackConfig): WantedAccess[] {
  const tasks = [...new Set(needs.map(({ task }) => task))];
  return tasks.flatMap((key) => {
    const missing = needs
      .filter(({ task }) => task === key)
      .flatMap((container) => container.needs.filter(({ isAllowed }) => isAllowed !== true));
    if (missing.length === 0) return [];
    const mode = config.tasks.find((task) => task.key === key)?.taskRole.mode;
    const home = { account: config.accountId, region: config.region };
    const grantable: MissingAccess[] = [];
    const byHand: WantedAccess["byHand"] = [];
    for (const need of missing) {
      const reason = mode === "none" ? "the task has no task role" : reasonAgainst(need);
      if (reason !== undefined) byHand.push({ need, reason });
      else grantable.push({ action: need.action, resource: inListedForm(need.resources[0] ?? "*") });
    }
    return [{ task: key, entries: roleEntries(grantable, home, () => undefined, "enclosing"), byHand }];
  });
}

/** Why a call cannot be granted as it is. */
function reasonAgainst({ isAllowed, resources, takesNoResource }: JudgedNeed): string | undefined {
  if (isAllowed === undefined) return "nothing is known of the task role";
  if (resources.length > 1) return "it is one of several resources";
  return resources.length === 0 && !takesNoResource ? "the code does not tell on which resource" : undefined;
}

/** A bucket is listed as a whole, whichever of its objects are used. */
function inListedForm(resource: string): string {
  return resource.replace(/^(arn:[^:]+:s3:::[^/*?]+\/).*$/, "$1*");
}

import type { IssueDraft } from "../errors";
import type { DraftConfig } from "../stack";
import { checkCi } from "./ci";
import { checkContainers } from "./containers";
import { checkDeployers } from "./deployers";
import { checkFamilies } from "./families";
import { checkLaunch } from "./launch";
import { checkLogGroups } from "./log-groups";
import { checkLogging } from "./logging";
import { checkPartitions } from "./partitions";
import { checkPolicyNames } from "./policy-names";
import { checkRoles } from "./roles";
import { checkSchedules } from "./schedules";
import { checkSecrets } from "./secrets";
import { checkSizes } from "./sizes";
import { checkVolumes } from "./volumes";

const checks = [
  checkLaunch,
  checkSizes,
  checkContainers,
  checkSecrets,
  checkLogGroups,
  checkLogging,
  checkVolumes,
  checkFamilies,
  checkRoles,
  checkPolicyNames,
  checkSchedules,
  checkDeployers,
  checkCi,
  checkPartitions,
];

/** What no single value shows: mistakes between the parts of a config. Parts that are malformed are passed over. */
export function crossChecks(config: DraftConfig): IssueDraft[] {
  return checks.flatMap((check) => check(config));
}

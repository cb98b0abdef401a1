/** What a deployer may, duty by duty. */
import type { Scope } from "../arns";
import { type Deployment, deploymentStatements } from "./deployment";
import { merge } from "./merge";
import { type Registration, registrationStatements } from "./registration";
import { followStatements, startStatements, updateStatements } from "./starting";
import type { Statement } from "./statement";

/** `register`: task definitions. `run`: tasks. `update`: services. `deploy`: the whole stack. */
export type Duty = "register" | "run" | "update" | "deploy";

/** What one deployer does, and on what. */
export interface Duties extends Registration {
  may: Duty[];
  /** Families of the tasks that are registered and run. */
  families: string[];
  /** Names of the clusters in which tasks are run. */
  clusters: string[];
  /** Services that are updated, as `CLUSTER/SERVICE`. */
  services: string[];
  /** The stack, for whoever deploys all of it. */
  deployment?: Deployment;
}

/** Merged and sorted; each duty with what it takes and no more. */
export function deployerStatements(scope: Scope, duties: Duties): Statement[] {
  const { may, clusters, services, deployment } = duties;
  return merge([
    ...(may.includes("register") ? registrationStatements(scope, duties) : []),
    ...(may.includes("run") ? [...startStatements(scope, duties), ...followStatements(scope, clusters)] : []),
    ...(may.includes("update") ? updateStatements(scope, services) : []),
    ...(deployment ? deploymentStatements(scope, deployment, "write") : []),
  ]);
}

/** What starting tasks and updating services takes, whoever does it. */
import { type Scope, regionalArn } from "../arns";
import { merge } from "./merge";
import { type Statement, allow } from "./statement";
import { ecsTasksService } from "./trust";

/** Tasks that somebody starts. */
export interface Starting {
  families: string[];
  /** Names of clusters; undefined for a cluster that only a parameter knows. */
  clusters: string[] | undefined;
  /** The roles of the tasks. */
  roleArns: string[];
}

/**
 * Running the tasks, by any of their revisions and in these clusters alone, and passing just their roles.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/CWE_IAM_role.html
 */
export function startStatements(scope: Scope, { families, clusters, roleArns }: Starting): Statement[] {
  const definitions = families.map((family) => regionalArn(scope, "ecs", `task-definition/${family}:*`));
  return merge([
    allow("RunTasks", ["ecs:RunTask"], definitions, inClusters(scope, clusters)),
    allow("PassTaskRoles", ["iam:PassRole"], roleArns, {
      StringEquals: { "iam:PassedToService": ecsTasksService },
    }),
  ]);
}

/** Following and stopping what one has started. */
export function followStatements(scope: Scope, clusters: string[]): Statement[] {
  const tasks = clusters.map((cluster) => regionalArn(scope, "ecs", `task/${cluster}/*`));
  return [allow("FollowTasks", ["ecs:DescribeTasks", "ecs:StopTask"], tasks, inClusters(scope, clusters))];
}

/** @param services as `CLUSTER/SERVICE` */
export function updateStatements(scope: Scope, services: string[]): Statement[] {
  const arns = services.map((service) => regionalArn(scope, "ecs", `service/${service}`));
  return [allow("UpdateServices", ["ecs:DescribeServices", "ecs:UpdateService"], arns)];
}

function inClusters(scope: Scope, clusters: string[] | undefined) {
  return (
    clusters && {
      ArnEquals: {
        "ecs:cluster": clusters.map((cluster) => regionalArn(scope, "ecs", `cluster/${cluster}`)),
      },
    }
  );
}

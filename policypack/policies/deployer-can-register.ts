import { ECS_TASKS } from "../aws/service-principals";
import { iamArn, PRINCIPAL_PATTERN } from "../aws/iam-arn";
import { mayLieInAccount } from "../graph/places/may-lie-in";
import type { Principal, StackModel, TaskDefinition } from "../graph/types";
import { permissionFindings } from "../permissions/permission-findings";
import { absentPrincipalFinding, principalNamed } from "../permissions/principal-named";
import { missingInEachPlace } from "../permissions/missing-in-each-place";
import { type MissingPermission, missingPermissionsOf } from "../permissions/missing-permissions";
import { rolesToPass } from "./deployer-can-register/roles-to-pass";
import { passedTooWidely } from "./deployer-can-register/excess-pass-role";
import { repointedRoles, repointingNeeds } from "./deployer-can-register/repointed-roles";
import { passNeeds, registrationNeeds } from "./deployer-can-register/registration-needs";
import type { Finding } from "../findings/finding";
import { stackPolicy } from "../sdk/policy";

const name = "deployer-can-register";

interface Config {
  deployers?: string[];
}

export const deployerCanRegister = stackPolicy<Config>({
  name,
  description:
    "Each deployer may register, describe and list task definitions, and pass exactly the roles that the stack's task " +
    "definitions use to ECS tasks; and, where it may change what starts them, the roles of that.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Give the deployer the three ecs: actions on * and iam:PassRole on each role of the task definitions by its " +
    `complete ARN, with iam:PassedToService ${ECS_TASKS}.`,
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_id-based-policy-examples.html",
  configSchema: {
    properties: {
      deployers: {
        type: "array",
        description: "who registers the stack's task definitions",
        default: [],
        items: {
          type: "string",
          pattern: PRINCIPAL_PATTERN,
          description: "user/NAME, group/NAME, role/NAME or an ARN",
        },
      },
    },
  },
  judge: (model, { deployers = [] }) => {
    return [...new Set(deployers)].flatMap((deployer) => deployerFindings(model, deployer));
  },
});

function deployerFindings(model: StackModel, deployer: string): Finding[] {
  const principal = principalNamed(model, deployer, "user");
  const account = iamArn(principal?.arn)?.account;
  const passed = rolesToPass(model, account);
  if (!principal) {
    const needs = [...registrationNeeds(model, model.taskDefinitions), ...passNeeds(passed)];
    const actions = needs.flatMap((need) => need.actions);
    const purpose = "register the stack's task definitions and pass their roles";
    return [absentPrincipalFinding(name, "unproven", deployer, "user", { actions, purpose })];
  }
  const repointed = repointedRoles(model, principal);
  const passing = [...passNeeds(passed), ...repointingNeeds(repointed)];
  const missing = [
    ...missingToRegister(model, principal, account),
    ...missingPermissionsOf({ model, principal }, passing),
  ];
  return [
    ...permissionFindings({ policy: name, model, principal, missing }),
    ...passedTooWidely(name, model, principal, passed, repointed),
  ];
}

/**
 * What registering the task definitions lacks, wherever each of them lies.
 *
 * @param account as for `rolesToPass`
 */
function missingToRegister(
  model: StackModel,
  principal: Principal,
  account: string | undefined,
): MissingPermission[] {
  const groups = byPlace(
    model,
    model.taskDefinitions.filter(({ resource }) => mayLieInAccount(model, resource, account)),
  );
  const missing = groups.flatMap((tasks) =>
    missingInEachPlace(model, tasks[0] ?? principal, (view) =>
      missingPermissionsOf({ model: view, principal }, registrationNeeds(view, tasks)),
    ),
  );
  const ofFact = ({ need, action, resource }: MissingPermission) =>
    JSON.stringify([need.purpose, need.context, action, resource]);
  return [...new Map(missing.map((each) => [ofFact(each), each])).values()];
}

/** Task definitions that lie in the same place, or may; one group of none where there are none. */
function byPlace(model: StackModel, tasks: readonly TaskDefinition[]): TaskDefinition[][] {
  const groups = new Map<string, TaskDefinition[]>();
  for (const task of tasks) {
    const place = JSON.stringify(model.accountsAndRegionsOf(task.resource));
    groups.set(place, [...(groups.get(place) ?? []), task]);
  }
  return groups.size > 0 ? [...groups.values()] : [[]];
}

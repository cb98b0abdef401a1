import { ECS_TASKS } from "../aws/service-principals";
import { iamArn } from "../aws/iam-arn";
import { mayLieInAccount } from "../graph/places/may-lie-in";
import type { Principal, StackModel, TaskDefinition } from "../graph/types";
import { permissionFindings } from "../permissions/permission-findings";
import { absentPrincipalFinding, principalNamed } from "../permissions/principal-named";
import { missingInEachPlace } from "../permissions/missing-in-each-place";
import { type MissingPermission, missingPermissionsOf } from "../permissions/missing-permissions";
import type { RequiredPermission } from "../permissions/required-permission";
import { listed } from "../unknowns/listed";
import {
  type Deployer,
  DEPLOYERS_SCHEMA,
  deployersOf,
  type Duty,
  type WrittenDeployer,
} from "./deployer-can-register/deployers";
import { rolesToPass } from "./deployer-can-register/roles-to-pass";
import { passedTooWidely } from "./deployer-can-register/excess-pass-role";
import { repointedRoles, repointingNeeds } from "./deployer-can-register/repointed-roles";
import { passNeeds, registrationNeeds } from "./deployer-can-register/registration-needs";
import { runningNeeds, updateNeeds } from "./deployer-can-register/run-and-update-needs";
import type { Finding } from "../findings/finding";
import { stackPolicy } from "../sdk/policy";

const name = "deployer-can-register";

interface Config {
  deployers?: WrittenDeployer[];
}

export const deployerCanRegister = stackPolicy<Config>({
  name,
  description:
    "Each deployer may register, describe and list task definitions, and pass exactly the roles that the stack's task " +
    "definitions use to ECS tasks; and, where it may change what starts them, the roles of that. Where config says so, it " +
    "may run the tasks or update the services.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Give the deployer the three ecs: actions on * and iam:PassRole on each role of the task definitions by its " +
    `complete ARN, with iam:PassedToService ${ECS_TASKS}.`,
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_id-based-policy-examples.html",
  configSchema: { properties: { deployers: DEPLOYERS_SCHEMA } },
  judge: (model, { deployers = [] }) =>
    deployersOf(deployers).flatMap((deployer) => deployerFindings(model, deployer)),
});

const PURPOSES: Record<Duty, string> = {
  register: "register the stack's task definitions and pass their roles",
  run: "run the stack's tasks",
  update: "update the stack's services",
};

function deployerFindings(model: StackModel, deployer: Deployer): Finding[] {
  const principal = principalNamed(model, deployer.name, "user");
  const account = iamArn(principal?.arn)?.account;
  const passed = rolesToPass(model, account);
  const passes = deployer.may.some((duty) => duty !== "update") ? passNeeds(passed) : [];
  if (!principal) {
    const needs = [...dutyNeeds(model, deployer, model.taskDefinitions), ...passes];
    const actions = needs.flatMap((need) => need.actions);
    const purpose = listed(deployer.may.map((duty) => PURPOSES[duty]));
    return [absentPrincipalFinding(name, "unproven", deployer.name, "user", { actions, purpose })];
  }
  const repointed = repointedRoles(model, principal);
  const missing = [
    ...missingForDuties(model, principal, account, deployer),
    ...missingPermissionsOf({ model, principal }, [...passes, ...repointingNeeds(repointed)]),
  ];
  return [
    ...permissionFindings({ policy: name, model, principal, missing }),
    ...passedTooWidely(name, model, principal, passed, repointed),
  ];
}

/** What it may, but for passing roles, for task definitions that lie in one place. */
function dutyNeeds(
  view: StackModel,
  deployer: Deployer,
  tasks: readonly TaskDefinition[],
): RequiredPermission[] {
  const { may } = deployer;
  return [
    ...(may.includes("register") ? registrationNeeds(view, tasks) : []),
    ...(may.includes("run") ? runningNeeds(view, deployer, tasks) : []),
    ...(may.includes("update") ? updateNeeds(view, deployer) : []),
  ];
}

/**
 * What it lacks for the task definitions, wherever each of them lies.
 *
 * @param account as for `rolesToPass`
 */
function missingForDuties(
  model: StackModel,
  principal: Principal,
  account: string | undefined,
  deployer: Deployer,
): MissingPermission[] {
  const groups = byPlace(
    model,
    model.taskDefinitions.filter(({ resource }) => mayLieInAccount(model, resource, account)),
  );
  const missing = groups.flatMap((tasks) =>
    missingInEachPlace(model, tasks[0] ?? principal, (view) =>
      missingPermissionsOf({ model: view, principal }, dutyNeeds(view, deployer, tasks)),
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

/** What deploying a stack has to do with: all that the program makes, by names. */
import { iamArn, policyArn, roleArn, type Scope } from "./arns";
import type { DeployerSettings, StackConfig } from "./config";
import { deployerPolicyName, rolePolicyName } from "./config/policy-defaults";
import type { AttachedTo, Deployment } from "./documents/deployment";
import { githubIssuer } from "./documents/ci";
import type { Registration } from "./documents/registration";
import { isLookedUpByName, parameterNameOf } from "./network";
import { executionRolesOf, logGroupsOf, type RolePlan, taskRolesOf } from "./plans";
import { scheduleRoleArn } from "./schedule";

/** Whoever deploys the whole stack deploys its own policies, too, of which it cannot say how many parts they have. */
const ANY_PART = "*";

/**
 * @param registration of all tasks
 * @param policyArns of the policies of everybody who does not deploy the whole stack
 */
export function deploymentOf(
  config: StackConfig,
  registration: Registration,
  policyArns: string[],
): Deployment {
  const { ci, schedules, deployers } = config;
  const roles = [...taskRolesOf(config), ...executionRolesOf(config)];
  const scheduleRoles = schedules.map((schedule) => scheduleRoleArn(config, schedule));
  const ciRole = ci ? [roleArn(config, ci.roleName, ci.path)] : [];
  const deploying = deployers.filter(({ may }) => may.includes("deploy"));
  return {
    ...registration,
    logGroupNames: logGroupsOf(config).map(({ name }) => name),
    createdRoleArns: [
      ...roles.filter(({ mode }) => mode === "create").map((role) => roleArn(config, role.name, role.path)),
      ...scheduleRoles,
      ...ciRole,
    ],
    policyArns: [
      ...policyArns,
      ...deploying.map((deployer) => policyArn(config, policyNameOf(deployer)) + ANY_PART),
      ...(ci ? [policyArn(config, rolePolicyName(ci.roleName), ci.path) + ANY_PART] : []),
    ],
    attachedTo: [
      ...attachedRoles(config, roles),
      ...[...scheduleRoles, ...ciRole].map((arn): AttachedTo => ({ type: "role", arn })),
      ...deployers.map(({ type, name }): AttachedTo => ({ type, arn: iamArn(config, `${type}/${name}`) })),
    ],
    schedules: schedules.map((schedule) => ({
      name: schedule.key,
      roleArn: scheduleRoleArn(config, schedule),
    })),
    queueNames: schedules.flatMap(({ deadLetterQueue: queue }) =>
      queue?.mode === "create" ? [queue.name] : [],
    ),
    identityProviderUrl: ci?.oidcProvider === "create" ? githubIssuer : undefined,
    ...lookups(config),
  };
}

function attachedRoles(scope: Scope, roles: RolePlan[]): AttachedTo[] {
  return roles
    .filter(({ attach }) => attach)
    .map(({ name, path }): AttachedTo => ({ type: "role", arn: roleArn(scope, name, path) }));
}

function policyNameOf(deployer: DeployerSettings): string {
  return deployer.policyName ?? deployerPolicyName(deployer);
}

/** Networks and clusters that the program finds by name or by parameter. */
function lookups({ schedules }: StackConfig): Pick<Deployment, "parameterNames" | "findsNetworks"> {
  const networks = schedules.flatMap(({ subnets, securityGroups }) => [...subnets, ...securityGroups]);
  const named = [...networks, ...schedules.map(({ cluster }) => cluster)];
  return {
    parameterNames: [...new Set(named.flatMap((reference) => parameterNameOf(reference) ?? []))].sort(),
    findsNetworks: networks.some(isLookedUpByName),
  };
}

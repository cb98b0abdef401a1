import { Provider } from "@pulumi/aws/provider";
import type * as pulumi from "@pulumi/pulumi";
import type { Scope } from "./arns";
import { CiRole } from "./ci-role";
import type { CiSettings, DeployerSettings, Schedule as ScheduleConfig, StackConfig, Task } from "./config";
import { deployerPolicyName, rolePolicyName } from "./config/policy-defaults";
import { DeployerAccess } from "./deployer-access";
import { deploymentOf } from "./deployment";
import type { Deployment } from "./documents/deployment";
import { ExecutionRole } from "./execution-role";
import { LogGroup } from "./log-group";
import { executionRolesOf, logGroupsOf, taskRolesOf } from "./plans";
import { registerCommand } from "./register-command";
import { Schedule } from "./schedule";
import { TaskDefinition } from "./task-definition";
import { TaskRole } from "./task-role";

/** What the stack exports. */
export interface Outputs {
  /** Role name to ARN. */
  roleArns: Record<string, string>;
  /** Policy name to ARN, of every customer managed policy that the stack creates. */
  policyArns: Record<string, string>;
  /** Task key to ARN, with the revision. */
  taskDefinitionArns: Record<string, pulumi.Output<string>>;
  /** Task key to the command that registers its exported task definition by hand. */
  registerCommands: Record<string, string>;
}

/** Builds everything that a stack's config asks for, in whatever engine (or mock of one) is current. */
export function buildStack(config: StackConfig): Outputs {
  const { partition, region, accountId, tasks } = config;
  const scope: Scope = { partition, region, accountId };
  const opts = { provider: new Provider("aws", { region, allowedAccountIds: [accountId] }) };

  const taskRoles = taskRolesOf(config).map((plan) => new TaskRole(plan.name, { ...scope, ...plan }, opts));
  const executionRoles = executionRolesOf(config).map(
    (plan) => new ExecutionRole(plan.name, { ...scope, ...plan }, opts),
  );
  const logGroups = logGroupsOf(config).map((plan) => new LogGroup(plan.name, { ...scope, ...plan }, opts));
  const definitions = tasks.map(createTaskDefinition);
  const schedules = config.schedules.map(createSchedule);
  const taskDeployers = config.deployers.filter(({ may }) => !may.includes("deploy"));
  const taskDeployerAccess = taskDeployers.map((deployer) => createDeployerAccess(deployer));

  // Whoever deploys the stack deploys all the policies that are made up to here.
  const ofTasks = [...taskRoles, ...executionRoles, ...schedules, ...taskDeployerAccess];
  const policyArns = ofTasks.flatMap((component) => component.policyArns);
  const deployment = deploymentOf(config, registrationOf(tasks), policyArns);
  const stackDeployers = config.deployers.filter(({ may }) => may.includes("deploy"));
  const stackDeployerAccess = stackDeployers.map((deployer) => createDeployerAccess(deployer, deployment));
  const ciRoles = config.ci ? [createCiRole(config.ci, deployment)] : [];

  const roles = [...taskRoles, ...executionRoles, ...schedules, ...ciRoles];
  const deployers = [...taskDeployerAccess, ...stackDeployerAccess];
  return {
    roleArns: byName(roles.map(({ roleArn }) => roleArn)),
    policyArns: byName([...roles, ...deployers].flatMap(({ policyArns }) => policyArns)),
    taskDefinitionArns: Object.fromEntries(definitions.map(({ key, arn }) => [key, arn])),
    registerCommands: Object.fromEntries(tasks.map((task) => [task.key, registerCommand(config, task)])),
  };

  function createTaskDefinition(task: Task) {
    const { key, containers } = task;
    const [taskRole, executionRole] = rolesOf(key);
    const args = {
      ...scope,
      family: task.family,
      launchTypes: task.launchTypes,
      networkMode: task.networkMode,
      cpu: task.cpu,
      memory: task.memory,
      operatingSystem: task.operatingSystem,
      architecture: task.architecture,
      ephemeralStorageGiB: task.ephemeralStorageGiB,
      containers,
      volumes: task.volumes,
      aws: task.aws,
      tags: task.tags,
      taskRoleArn: taskRole?.roleArn,
      executionRoleArn: executionRole.roleArn,
    };
    const groups = logGroups.filter((group) =>
      containers.some(({ logGroup }) => logGroup?.name === group.groupName),
    );
    const dependsOn = [...(taskRole ? [taskRole] : []), executionRole, ...groups];
    const component = new TaskDefinition(key, args, { ...opts, dependsOn });
    return { key, component, arn: component.arn };
  }

  function createSchedule(schedule: ScheduleConfig) {
    const { task: ofTask, ...settings } = schedule;
    const task = tasks.find(({ key }) => key === ofTask);
    const definition = definitions.find(({ key }) => key === ofTask);
    if (!task || !definition) throw new Error(`schedule ${schedule.key} runs no task of the stack`);
    const args = { ...scope, ...settings, family: task.family, roleArns: registrationOf([task]).roleArns };
    return new Schedule(schedule.key, args, { ...opts, dependsOn: [definition.component] });
  }

  function createDeployerAccess(deployer: DeployerSettings, deployment?: Deployment) {
    const {
      type,
      name,
      may,
      clusters = [],
      services = [],
      policyName = deployerPolicyName(deployer),
    } = deployer;
    const own = tasks.filter(({ key }) => deployer.tasks?.includes(key) ?? true);
    const duties = { may, clusters, services, families: own.map(({ family }) => family) };
    const args = { ...scope, ...registrationOf(own), ...duties, deployment, type, name, policyName };
    return new DeployerAccess(`${type}-${name}`, args, opts);
  }

  function createCiRole({ roleName: name, ...settings }: CiSettings, deployment: Deployment) {
    const policyName = rolePolicyName(name);
    return new CiRole(name, { ...scope, ...settings, ...deployment, name, policyName }, opts);
  }

  function registrationOf(registered: Task[]) {
    const arns = registered
      .flatMap(({ key }) => rolesOf(key))
      .flatMap((role) => (role ? [role.roleArn] : []));
    const tagged = registered.filter(({ tags }) => Object.keys(tags ?? {}).length > 0);
    return { roleArns: [...new Set(arns)].sort(), taggedFamilies: tagged.map(({ family }) => family) };
  }

  function rolesOf(key: string): [TaskRole | undefined, ExecutionRole] {
    const executionRole = executionRoles.find(({ tasks }) => tasks.includes(key));
    if (!executionRole) throw new Error(`task ${key} has no execution role`);
    return [taskRoles.find(({ tasks }) => tasks.includes(key)), executionRole];
  }
}

/** `arn:…/path/NAME` by NAME. */
function byName(arns: string[]): Record<string, string> {
  return Object.fromEntries(arns.map((arn) => [arn.slice(arn.lastIndexOf("/") + 1), arn]));
}

/** What an account really holds, read by AWS SDK calls. */
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeTaskDefinitionCommand,
  ListTaskDefinitionsCommand,
  type TaskDefinition,
} from "@aws-sdk/client-ecs";
import {
  GetPolicyVersionCommand,
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolesCommand,
  ListUsersCommand,
} from "@aws-sdk/client-iam";
import type { Clients } from "./aws";

export interface Document {
  Version: string;
  Statement: { Sid?: string; Effect: string; Action: string | string[]; Resource?: string | string[] }[];
}

/** A whole account, as far as the project's stacks go; made for comparison. */
export interface Holdings {
  /** Role name to its trust document and the ARNs of attached policies. */
  roles: Record<string, { trust: Document; attached: string[] }>;
  /** User name to the ARNs of attached policies. */
  users: Record<string, string[]>;
  /** Customer managed policy name to its description, default document and number of versions. */
  policies: Record<string, { description?: string; document: Document; versions: number }>;
  /** Log group name to days of retention. */
  logGroups: Record<string, number | undefined>;
  /** ARNs with revision, active ones. */
  taskDefinitions: string[];
}

export async function readBack(account: Clients): Promise<Holdings> {
  const [roles, users, policies, logGroups, taskDefinitions] = await Promise.all([
    rolesOf(account),
    usersOf(account),
    policiesOf(account),
    logGroupsOf(account),
    taskDefinitionsOf(account),
  ]);
  return { roles, users, policies, logGroups, taskDefinitions };
}

export async function describeTaskDefinition({ ecs }: Clients, family: string): Promise<TaskDefinition> {
  const { taskDefinition } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: family }));
  return taskDefinition!;
}

/** The actions that a document's Allow statements name. */
export function allowedActions({ Statement }: Document): string[] {
  return Statement.filter(({ Effect }) => Effect === "Allow")
    .flatMap(({ Action }) => Action)
    .sort();
}

async function rolesOf({ iam }: Clients): Promise<Holdings["roles"]> {
  const { Roles = [] } = await iam.send(new ListRolesCommand({ MaxItems: 1000 }));
  const entries = Roles.map(async ({ RoleName }) => {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    return [
      RoleName,
      { trust: decoded(Role?.AssumeRolePolicyDocument), attached: arns(AttachedPolicies) },
    ] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Holdings["roles"];
}

async function usersOf({ iam }: Clients): Promise<Holdings["users"]> {
  const { Users = [] } = await iam.send(new ListUsersCommand({ MaxItems: 1000 }));
  const entries = Users.map(async ({ UserName }) => {
    const { AttachedPolicies = [] } = await iam.send(new ListAttachedUserPoliciesCommand({ UserName }));
    return [UserName, arns(AttachedPolicies)] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Holdings["users"];
}

async function policiesOf({ iam }: Clients): Promise<Holdings["policies"]> {
  const { Policies = [] } = await iam.send(new ListPoliciesCommand({ Scope: "Local", MaxItems: 1000 }));
  const entries = Policies.map(
    async ({ PolicyName, Arn: PolicyArn, DefaultVersionId: VersionId, Description }) => {
      const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
      const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
      const document = decoded(PolicyVersion?.Document);
      return [PolicyName, { description: Description, document, versions: Versions.length }] as const;
    },
  );
  return Object.fromEntries(await Promise.all(entries)) as Holdings["policies"];
}

async function logGroupsOf({ logs }: Clients): Promise<Holdings["logGroups"]> {
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  return Object.fromEntries(
    logGroups.map((group) => [group.logGroupName, group.retentionInDays]),
  ) as Holdings["logGroups"];
}

async function taskDefinitionsOf({ ecs }: Clients): Promise<string[]> {
  const { taskDefinitionArns = [] } = await ecs.send(new ListTaskDefinitionsCommand({}));
  return taskDefinitionArns.sort();
}

function decoded(document: string | undefined): Document {
  return JSON.parse(decodeURIComponent(document ?? "{}")) as Document;
}

function arns(policies: { PolicyArn?: string }[]): string[] {
  return policies.map(({ PolicyArn }) => PolicyArn ?? "").sort();
}

import type { LiveEndpoint, LiveEndpoints } from "../../../commands/account/live-endpoints";
import type { LiveOrganization, OrganizationPolicies } from "../../../commands/account/live-organization";
import type { LivePolicies, LivePolicy } from "../../../commands/account/resource-policies/live-policies";
import { stackArguments, stackModel } from "../../../commands/judging/policy-arguments";
import { planStack } from "../../../commands/offline/plan-stack";
import type { PackConfig } from "../../../commands/project/pack-config";
import { openProject } from "../../../commands/project/project";
import type { LiveHoldings, LiveIam, LivePrincipal } from "../../../commands/verify/live-iam";
import type { Subject } from "../../../commands/verify/subject";
import type { External } from "../../../policypack/graph/settings";

/** What an account has: by ARN and by principal; what is not named here is there and has nothing. */
export interface StandInAccount {
  policies?: Record<string, object | "absent" | "denied">;
  principals?: Record<string, LivePrincipal & Partial<LiveHoldings>>;
  managed?: Record<string, object>;
  endpoints?: LiveEndpoint[];
  organization?: string;
  organizationPolicies?: OrganizationPolicies | "denied";
}

/** The error of a caller who may not look. */
export function denied(): Error {
  return Object.assign(new Error("no"), { name: "AccessDeniedException", $metadata: {} });
}

/**
 * A stack of a project, with an account that answers as told.
 * @param external declared under ecs-task-can-start beside the pack config of the project
 */
export async function standInSubject(
  root: string,
  stack: string,
  account: StandInAccount,
  external?: External[],
): Promise<Subject> {
  const { config, pack: configured, resources } = await planStack(openProject(root), stack);
  const pack = external === undefined ? configured : withExternal(configured, external);
  const settings = {
    account: config.accountId,
    region: config.region,
    partition: config.partition,
    external: pack.external,
  };
  return {
    stack,
    config,
    resources,
    model: stackModel(stackArguments(resources), settings),
    pack,
    packConfigFile: `policypack/config/${stack}.json`,
    live: {} as Subject["live"],
    iam: iamOf(account),
    policies: policiesOf(account),
    endpoints: endpointsOf(account),
    organization: organizationOf(account),
  };
}

function withExternal(pack: PackConfig, external: External[]): PackConfig {
  return {
    ...pack,
    external,
    declarations: external.map((each, index) => ({ policy: "ecs-task-can-start", index, external: each })),
    propertiesOf: (policy) =>
      policy === "ecs-task-can-start"
        ? { ...pack.propertiesOf(policy), external }
        : withoutExternal(pack, policy),
  };
}

function withoutExternal(pack: PackConfig, policy: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(pack.propertiesOf(policy)).filter(([key]) => key !== "external"));
}

function policiesOf({ policies = {} }: StandInAccount): LivePolicies {
  const on = (arn: string): Promise<LivePolicy> => {
    const found = policies[arn];
    if (found === "denied") return Promise.reject(denied());
    return Promise.resolve(found === "absent" ? { state: "absent" } : { state: "read", policy: found });
  };
  return { on } as LivePolicies;
}

function endpointsOf({ endpoints = [] }: StandInAccount): LiveEndpoints {
  const named = (asked: string) =>
    Promise.resolve(endpoints.filter(({ id, service }) => id === asked || service === asked));
  return { named } as LiveEndpoints;
}

function organizationOf({ organization, organizationPolicies }: StandInAccount): LiveOrganization {
  return {
    id: () => Promise.resolve(organization),
    policies: () =>
      organizationPolicies === "denied" ? Promise.reject(denied()) : Promise.resolve(organizationPolicies),
  } as LiveOrganization;
}

function iamOf({ principals = {}, managed = {} }: StandInAccount): LiveIam {
  const iam: Partial<LiveIam> = {
    principal: (kind, name) => Promise.resolve(principals[`${kind}/${name}`]),
    holdings: (kind, name) => {
      const { attached = [], inline = {} } = principals[`${kind}/${name}`] ?? {};
      return Promise.resolve({ attached, inline });
    },
    policy: (arn) => Promise.resolve(managed[arn] && { arn, document: managed[arn] }),
  };
  return iam as LiveIam;
}

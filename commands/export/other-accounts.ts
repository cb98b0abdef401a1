/** What the owners of other accounts must put into the policies of their resources, for the stack's principals to reach them. */
import type { StackConfig } from "../../components/config";
import { parseArn, s3Arn } from "../../policypack/aws/arn";
import type { PolicyCarrier } from "../../policypack/aws/resource-type";
import { actionAcceptsResource } from "../../policypack/evaluation/catalogue/action-resources";
import type { Condition, Statement } from "../../policypack/evaluation/types";
import { carrierOf } from "../../policypack/graph/resource-policies/carrier-arns";
import type { Principal, StackModel } from "../../policypack/graph/types";
import { json, type ExportFile } from "./export-file";

/** One resource of another account, with the statements that its policy must have. */
export interface ForeignResource {
  account: string;
  /** What carries the policy. */
  on: PolicyCarrier;
  resource: string;
  statements: object[];
}

/** What one principal is granted on a resource, or on a part of it. */
interface Grant {
  principal: string;
  actions: string[];
  /** As the principal's own policy names it. */
  resource: string;
  conditions: Condition[];
}

/**
 * By account and ARN. A bucket's ARN does not tell its account: `account` beside its name in the stack's config does.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function foreignResources(model: StackModel, config: StackConfig): ForeignResource[] {
  const found = new Map<string, { account: string; on: PolicyCarrier; resource: string; grants: Grant[] }>();
  const buckets = bucketAccounts(config);
  for (const principal of model.principals) {
    for (const grant of grantsOf(principal)) {
      const carrier = carrierOf(grant.resource);
      if (!carrier || carrier.on === "log groups") continue;
      const account = buckets.get(carrier.arn) ?? parseArn(carrier.arn)?.account ?? "";
      if (!/^\d{12}$/.test(account) || account === config.accountId) continue;
      const known = found.get(carrier.arn) ?? { account, on: carrier.on, resource: carrier.arn, grants: [] };
      known.grants.push(grant);
      found.set(carrier.arn, known);
    }
  }
  return [...found.values()]
    .sort((a, b) => (a.resource < b.resource ? -1 : 1))
    .map(({ grants, ...resource }) => ({ ...resource, statements: statementsOf(resource.on, grants) }));
}

/** One file an account: `for-account-<id>.json`. */
export function otherAccountFiles(resources: readonly ForeignResource[]): ExportFile[] {
  const accounts = [...new Set(resources.map(({ account }) => account))].sort();
  return accounts.map((account) => ({
    path: otherAccountFile(account),
    content: json({
      account,
      resources: resources
        .filter((each) => each.account === account)
        .map(({ on, resource, statements }) => ({ resource, policyOf: on, addStatements: statements })),
    }),
  }));
}

export function otherAccountFile(account: string): string {
  return `for-account-${account}.json`;
}

function bucketAccounts({ tasks, partition }: StackConfig): Map<string, string> {
  const buckets = tasks.flatMap(({ taskRole }) =>
    "access" in taskRole ? (taskRole.access?.buckets ?? []) : [],
  );
  return new Map(
    buckets.flatMap(({ name, account }) =>
      account === undefined
        ? []
        : [[name.startsWith("arn:") ? name : s3Arn(partition, name), account] as const],
    ),
  );
}

/** What the stack's own policies grant on resources that they name. */
function grantsOf({ arn, documents }: Principal): Grant[] {
  if (arn === undefined) return [];
  const own = documents.filter(({ kind }) => kind === "customer-managed" || kind === "inline");
  return own.flatMap(({ reading }) =>
    reading.state === "known"
      ? reading.document.statements.flatMap((each) => statementGrants(arn, each))
      : [],
  );
}

function statementGrants(principal: string, { effect, actions, resources, conditions }: Statement): Grant[] {
  if (effect !== "Allow" || actions.negated || !resources || resources.negated) return [];
  return resources.patterns.flatMap((resource) => {
    const taken = actions.patterns.filter((action) => actionAcceptsResource(action, resource));
    return taken.length === 0 ? [] : [{ principal, actions: taken, resource, conditions }];
  });
}

/** Whose policies say `*` of the resource that carries them, and those in which it is not named. */
const NAMED_AS: Partial<Record<PolicyCarrier, "*" | "nothing">> = {
  key: "*",
  secret: "*",
  repository: "nothing",
};

/** What has the same actions, resources and conditions is one statement, of all that it is for. */
function statementsOf(on: PolicyCarrier, grants: readonly Grant[]): object[] {
  const byRest = new Map<string, { rest: object; principals: Set<string> }>();
  for (const { principal, actions, resources, conditions } of withResources(on, grants)) {
    const rest = {
      Action: oneOrList(actions),
      ...(resources.length > 0 && { Resource: oneOrList(resources) }),
      ...(conditions.length > 0 && { Condition: conditionBlock(conditions) }),
    };
    const key = JSON.stringify(rest);
    const known = byRest.get(key) ?? { rest, principals: new Set<string>() };
    known.principals.add(principal);
    byRest.set(key, known);
  }
  return [...byRest.values()].map(({ rest, principals }) => ({
    Effect: "Allow",
    Principal: { AWS: oneOrList([...principals].sort()) },
    ...rest,
  }));
}

/** Of one principal, what has the same actions and conditions together: a table and its indexes. */
function withResources(on: PolicyCarrier, grants: readonly Grant[]) {
  const named = NAMED_AS[on];
  const together = new Map<string, Omit<Grant, "resource"> & { resources: string[] }>();
  for (const { principal, resource, conditions, ...grant } of grants) {
    const actions = [...new Set(grant.actions)].sort();
    const key = JSON.stringify([principal, actions, conditions]);
    const known = together.get(key) ?? { principal, actions, conditions, resources: [] };
    const shown = named === "nothing" ? [] : [named ?? resource];
    known.resources = [...new Set([...known.resources, ...shown])].sort();
    together.set(key, known);
  }
  return [...together.values()];
}

function conditionBlock(conditions: readonly Condition[]): object {
  const block: Record<string, Record<string, string | string[]>> = {};
  for (const { operator, key, values } of conditions)
    block[operator] = { ...block[operator], [key]: oneOrList(values) };
  return block;
}

function oneOrList(values: string[]): string | string[] {
  return values.length === 1 ? values[0]! : values;
}

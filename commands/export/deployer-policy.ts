/** What whoever deploys a stack needs, as a policy to ask for. */
import { merge } from "../../components/documents/merge";
import { managedPolicyQuota, split } from "../../components/documents/split";
import { allow, render, type Statement } from "../../components/documents/statement";
import type { StackModel } from "../../policypack/graph/types";
import type { RequiredPermission } from "../../policypack/permissions/required-permission";
import { deployNeeds, linkedRoleNeeds } from "../../policypack/policies/deployer-can-deploy/deploy-needs";
import type { Operation } from "../../policypack/policies/deployer-can-deploy/type-rights";
import { json, type ExportFile } from "./export-file";

/** What one runs Pulumi for: `up` may come to do all that there is. */
export type PulumiRun = "up" | "preview" | "destroy";

export const PULUMI_RUNS: readonly PulumiRun[] = ["up", "preview", "destroy"];

const OPERATIONS: Record<PulumiRun, Operation[]> = {
  up: ["create", "read", "update", "delete"],
  preview: ["read"],
  destroy: ["read", "delete"],
};

/** The policy's file; where one is not enough, the next ones have a number behind the name. */
export const DEPLOYER_POLICY = "deployer-policy";

/** Documents within IAM's quota for customer managed policies; none where nothing of the stack takes any right. */
export function deployerPolicies(model: StackModel, run: PulumiRun): Statement[][] {
  const needs = model.resources.flatMap((resource) => [
    ...deployNeeds(model, resource, OPERATIONS[run]),
    ...(run === "up" ? linkedRoleNeeds(model, resource) : []),
  ]);
  return split(merge(needs.flatMap(statementsFor)), managedPolicyQuota);
}

/** The files of what `pulumi up` takes. */
export function deployerPolicyFiles(model: StackModel): ExportFile[] {
  return deployerPolicies(model, "up").map((statements, index) => ({
    path: `${DEPLOYER_POLICY}${index === 0 ? "" : `-${index + 1}`}.json`,
    content: json(JSON.parse(render(statements))),
  }));
}

function statementsFor({
  actions,
  resources,
  grantOn = resources,
  context,
}: RequiredPermission): Statement[] {
  return actions.map((action) => {
    const key = CONDITIONS[action];
    const value = key === undefined ? undefined : context?.[key];
    if (key === undefined || typeof value !== "string")
      return allow(capitals(action.slice(0, action.indexOf(":"))), [action], grantOn);
    const sid = `${capitals(action.slice(action.indexOf(":") + 1))}${capitals(value.replace(/\.amazonaws\.com.*$/, ""))}`;
    return allow(sid, [action], grantOn, { StringEquals: { [key]: value } });
  });
}

/** What these actions are narrowed by, beside their resources. */
const CONDITIONS: Record<string, string> = {
  "iam:PassRole": "iam:PassedToService",
  "iam:CreateServiceLinkedRole": "iam:AWSServiceName",
};

function capitals(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

import { CALLS, callsContent } from "../application-code/containers/calls-file";
import { plainProps } from "../../policypack/sdk/plain-props";
import type { PlainResource } from "../../policypack/graph/types";
import type { JudgedStack } from "../judgement/judged-stack";
import type { RegisteredResource } from "../offline/recording-monitor";
import type { PermissionRow } from "../judgement/judgement";
import { json, type ExportFile } from "./export-file";
import { deployerPolicyFiles } from "./deployer-policy";
import { foreignResources, otherAccountFiles } from "./other-accounts";
import { policyFiles } from "./policy-files";
import { requestFile } from "./request";
import { taskDefinitionFiles } from "./task-definition-files";
import { refuseUnwritable } from "./unwritable";

/** The effective permission table's file. */
export const PERMISSIONS = "permissions.json";

/**
 * All that `export` writes for a stack, by path.
 * @throws UsageError where a document cannot be written to a file
 */
export function exportFiles({ judgement, config, code, resources, model }: JudgedStack): ExportFile[] {
  const plain = resources.map(withInputs);
  refuseUnwritable(plain);
  const { stack, account, region, permissions } = judgement;
  const deployer = deployerPolicyFiles(model);
  const foreign = foreignResources(model, config);
  const files = [
    ...policyFiles(plain),
    ...deployer,
    ...taskDefinitionFiles(plain, config),
    { path: PERMISSIONS, content: json({ stack, account, region, permissions: sorted(permissions) }) },
    ...otherAccountFiles(foreign),
    requestFile(config, plain, deployer, foreign),
    ...(code.length > 0 ? [{ path: CALLS, content: json(callsContent(stack, code)) }] : []),
  ];
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function withInputs({
  urn,
  type,
  name,
  parent,
  inputs,
  dependencies,
  propertyDependencies,
}: RegisteredResource) {
  const resource: PlainResource = {
    urn,
    type,
    name,
    parent,
    props: plainProps(inputs),
    dependencies,
    propertyDependencies,
  };
  return resource;
}

/** In an order of its own, keys too, so that the file changes only where a permission does. */
function sorted(rows: PermissionRow[]): PermissionRow[] {
  const keyOf = ({ principal, action, resource, document, sid = "" }: PermissionRow) =>
    [principal, action, resource, document, sid].join(" ");
  return rows
    .map(({ principal, effect, action, resource, document, sid, conditions }) => ({
      principal,
      effect,
      action,
      resource,
      conditions,
      document,
      sid,
    }))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

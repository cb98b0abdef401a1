import { isRecord } from "../../policypack/graph/resources/plain";
import { problem, readJsonObject, shownName } from "./read-json";
import { deserialisedResource, stackIn } from "./serialised-resource";
import type { StackSnapshot } from "./stack-snapshot";

const MADE = "pulumi stack export --stack NAME --file state.json";

/** Version 4 says by `features` what else a deployment uses; none of it changes how resources are written. */
const VERSIONS = [3, 4];

/**
 * The stack in a file that `pulumi stack export` wrote, without what is about to be deleted.
 * @param file a path, or `-` for standard input
 * @throws UsageError that names the file: another kind of file, another version, an interrupted update, no resources
 */
export function readState(file: string): StackSnapshot {
  const content = readJsonObject(file, MADE);
  const name = shownName(file);
  const { version, deployment } = content;
  if (!isRecord(deployment)) throw problem(name, `is not a stack's state: ${foreignKind(content)}`, MADE);
  if (!VERSIONS.includes(version as number)) {
    const known = VERSIONS.join(" and ");
    throw problem(name, `is a state of version ${JSON.stringify(version)}; ${known} are known`, MADE);
  }
  refusePending(deployment, name);
  const { resources } = deployment;
  if (resources !== undefined && resources !== null && !Array.isArray(resources)) {
    throw problem(name, "has `resources` that are no list", MADE);
  }
  const live = ((resources as unknown[] | undefined) ?? []).flatMap((each, index) =>
    isGone(each) ? [] : [resourceIn(each, index, name)],
  );
  if (live.length === 0)
    throw problem(name, "has no resources: the stack is empty, and nothing is judged", MADE);
  return { stack: stackIn(live[0]!.urn).stack, resources: live };
}

/** Replaced and waiting for its deletion, or deleted and waiting for its replacement. */
function isGone(resource: unknown): boolean {
  return isRecord(resource) && (resource.delete === true || resource.pendingReplacement === true);
}

function resourceIn(content: unknown, index: number, name: string) {
  try {
    return deserialisedResource(content, `resource ${index + 1}`);
  } catch (error) {
    throw problem(name, `is damaged: ${(error as Error).message}`, MADE);
  }
}

/** After an interrupted update nobody knows what exists. */
function refusePending({ pending_operations: pending }: Record<string, unknown>, name: string): void {
  if (!Array.isArray(pending) || pending.length === 0) return;
  const operations = pending.filter(isRecord).map(({ type, resource }) => {
    const urn = isRecord(resource) ? String(resource.urn) : "a resource";
    return `${String(type)} ${urn}`;
  });
  const remedy = "pulumi refresh, and then pulumi stack export --stack NAME --file state.json";
  throw problem(
    name,
    `was written in the middle of an update, with pending operations: ${operations.join(", ")}`,
    remedy,
  );
}

function foreignKind(content: Record<string, unknown>): string {
  if (Array.isArray(content.steps)) return "it is a preview, which --preview takes";
  if (isRecord(content.checkpoint)) return "it is the backend's own file, of which an export is made";
  if ("terraform_version" in content) return "it is a state of Terraform";
  if (isRecord(content.Resources)) return "it is a CloudFormation template";
  return "it has no `deployment`";
}

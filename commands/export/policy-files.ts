import { documentsOf } from "../../policypack/graph/resources/carried-documents";
import type { PlainResource } from "../../policypack/graph/types";
import { json, type ExportFile } from "./export-file";

/** Every IAM document that the stack's resources carry, one file each: policies by their names, trust by its role's. */
export function policyFiles(resources: PlainResource[]): ExportFile[] {
  return resources.flatMap((resource) =>
    documentsOf(resource).map(({ kind, name, value }) => ({
      path: `${fileName(resource, kind, name)}.json`,
      content: json(typeof value === "string" ? JSON.parse(value) : value),
    })),
  );
}

/** Names of customer managed policies are unique in an account, those of inline policies only in their principal. */
function fileName({ props }: PlainResource, kind: string, name: string): string {
  if (kind === "trust") return `${name}.trust`;
  if (kind !== "inline") return name;
  const principal = [props.role, props.user, props.group, props.name].find(
    (each) => typeof each === "string",
  );
  return `${principal as string}.${name}`;
}

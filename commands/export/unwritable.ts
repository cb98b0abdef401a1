import { documentsOf } from "../../policypack/graph/resources/carried-documents";
import { decoded, holdsUnknown } from "../../policypack/graph/resources/plain";
import type { PlainResource } from "../../policypack/graph/types";
import { UsageError } from "../cli/usage-error";

/**
 * @throws UsageError naming every document and container list that no file can hold, because it is not known before
 *   the update or is no JSON
 */
export function refuseUnwritable(resources: PlainResource[]): void {
  const reasons = resources.flatMap((resource) =>
    writtenProperties(resource).flatMap(([path, value]) => {
      const reason = unwritable(value);
      return reason ? [`Cannot export ${path} of ${resource.type} "${resource.name}": it ${reason}.`] : [];
    }),
  );
  if (reasons.length > 0) throw new UsageError(reasons);
}

function writtenProperties(resource: PlainResource): [path: string, value: unknown][] {
  const documents = documentsOf(resource).map(({ path, value }): [string, unknown] => [path, value]);
  const { containerDefinitions } = resource.props;
  return containerDefinitions === undefined
    ? documents
    : [...documents, ["containerDefinitions", containerDefinitions]];
}

function unwritable(value: unknown): string | undefined {
  const read = decoded(value);
  if (read.state === "malformed") return read.message;
  return holdsUnknown(read.value) ? "is not known before the update" : undefined;
}

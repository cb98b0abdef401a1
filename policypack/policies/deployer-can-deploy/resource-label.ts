import { resourceType } from "../../aws/resource-types";
import type { PlainResource } from "../../graph/types";

/** What messages call a resource, e.g. `log group app`. */
export function labelOf({ type, name }: Pick<PlainResource, "type" | "name">): string {
  const kind = resourceType(type)?.is ?? words(type.slice(type.lastIndexOf(":") + 1));
  return `${kind} ${name}`;
}

/** `BucketPublicAccessBlock` as `bucket public access block`. */
function words(token: string): string {
  return token.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}

import type { PermissionGroup } from "./permission-groups";
import { type Home, shortArn } from "./short-arn";

/** A permission in one sentence, e.g. `role/Worker: s3:GetObject, s3:PutObject on my-bucket/*`. */
export function permissionText(group: PermissionGroup, home: Home): string {
  const { principal, effect, actions, resources, conditions } = group;
  const denied = effect === "denied" ? "not " : "";
  const only = conditions.length > 0 ? `, if ${conditions.join(" and ")}` : "";
  const on = resources.map((resource) => shortArn(resource, home)).join(", ");
  return `${principal}: ${denied}${actions.join(", ")} on ${on}${only}`;
}

/** What brings a stack's export up to date. */
export function exportRemedy(stack: string): string {
  return `npm run export -- --stack ${stack}, and commit what it writes, so that reviewers see the change`;
}

import { arnIn } from "../../aws/arn";
import { scopeOf } from "../../graph/places/scope";
import { text } from "../../graph/resources/plain";
import type { RoleReference, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { ASSUME_ROLE } from "../../permissions/trust-side";
import { propertyUnknown } from "../../unknowns/property-unknown";

/** A role that a part of a starter names for itself, and that the starter's own role assumes. */
export interface LentRole {
  role: RoleReference;
  /** The role as the part names it. */
  value: unknown;
  /** For messages, e.g. `the state Train`. */
  of: string;
  /** Completes "may not …". */
  purpose: string;
}

/** What the starter's own role needs to take on the role of one of its parts. */
export function assumeNeeds(view: StackModel, { role, value, of, purpose }: LentRole): RequiredPermission[] {
  const arn = role.state === "resolved" ? (role.arn ?? role.principal.arn) : text(value);
  return [
    {
      kind: "run",
      purpose,
      actions: [ASSUME_ROLE],
      resources: [arn ?? arnIn({ ...scopeOf(view), region: "" }, "iam", "role/*")],
      ...(arn === undefined ? { unknown: propertyUnknown("role", of) } : {}),
    },
  ];
}

import type { FindingPlace } from "../findings/place";
import type { UnknownFact } from "../unknowns/unknown-fact";
import type { ContextEntries } from "../graph/principal-context";
import type { Location } from "../graph/network/vpc-endpoints";
import type { PlainResource, Principal, StackModel } from "../graph/types";

/** What a need is about; decides which role it falls to and where this project's stack config grants it. */
export type PermissionKind =
  | "actions"
  | "image"
  | "logs"
  | "secret"
  | "parameter"
  | "key"
  | "file"
  | "exec"
  | "bucket"
  | "table"
  | "queue"
  | "register"
  | "pass-role"
  | "run"
  | "service"
  | "deploy";

/** Something that a principal must be allowed. */
export interface RequiredPermission {
  kind: PermissionKind;
  /**
   * Completes "may not …", e.g. `pull the image nginx:1.27 (container web of shop)`; by default what is missing is called
   * by its actions and resources.
   */
  purpose?: string;
  /** Each of them is needed on each of `resources`; none if not even that is known, and such a need is never proven. */
  actions: string[];
  /** ARNs, or patterns all of whose resources are meant. */
  resources: string[];
  /** Whether a grant on any one of the resources that a pattern means will do: which of them it is, nobody tells. */
  anyOfThem?: boolean;
  /** What a statement to paste should name instead of `resources`, where that is wider and customary. */
  grantOn?: string[];
  /** Context keys of these requests beside those of every request: value or values, null for a key they lack. */
  context?: ContextEntries;
  /** Where that stands which needs it. */
  place?: FindingPlace;
  /** The resource of the stack that `resources` means, where its ARN does not tell. */
  declared?: PlainResource;
  /**
   * What leaves a part of `resources` open: where the principal is granted some of what the pattern means, the permission
   * is unproven for that; all of it is proven and none of it missing as ever.
   */
  openResource?: UnknownFact;
  /** A service of AWS asks by itself: only the policies of the VPC endpoints by which it goes count. */
  isOfService?: boolean;
  /** Where in the network the requests come from. */
  from?: Location;
  /** What is not known here: a permission that is missing is then unproven, not violated. */
  unknown?: UnknownFact;
}

/** Whose requests are decided, and in which stack. */
export interface Asking {
  principal: Principal;
  model: StackModel;
}

/** One request of a need: an action on a resource. */
export interface NeededRequest {
  need: RequiredPermission;
  action: string;
  /** An ARN or a pattern. */
  resource: string;
}

/** A request of which nothing is known but its action and its resource. */
export function plainRequest(action: string, resource: string): NeededRequest {
  return { need: { kind: "actions", actions: [action], resources: [resource] }, action, resource };
}

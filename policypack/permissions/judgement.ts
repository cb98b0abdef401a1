import type { Principal, StackModel } from "../graph/types";
import type { MissingPermission } from "./missing-permissions";

/** What a principal lacks, and who says so. */
export interface Judgement {
  /** The policy that judges. */
  policy: string;
  model: StackModel;
  principal: Principal;
  missing: readonly MissingPermission[];
  /** The resource to point at where the stack does not create the principal. */
  urn?: string;
  /** The resource to point at in place of the principal: what uses it. */
  standsOn?: string;
}

/** The roles that resources name for a service of AWS to assume. */
import type { PlainResource, Principal, RoleReference, StackModel } from "../graph/types";
import type { RequiredPermission } from "../permissions/required-permission";
import type { AssumeContext } from "./assume-role";

/** A service that assumes roles. */
export interface AssumingService {
  /** For messages, e.g. `EventBridge Scheduler`. */
  name: string;
  /** Its principals; a role that trusts one of them trusts the service. The first is the one to advise. */
  principals: string[];
  /** Where it is not known in which Region it acts: how its principals begin in each, and whose Region that is. */
  inSomeRegion?: { prefix: string; of: string };
}

/** What is needed, in an account and Region where the resource that needs it may lie. */
export type NeedsIn = (view: StackModel) => RequiredPermission[];

/** One role that one resource names. */
export interface RoleUse {
  /** The resource that names the role. */
  by: PlainResource;
  /** For messages, e.g. `schedule nightly`. */
  what: string;
  /** The property that names it, e.g. `target.roleArn`. */
  property: string;
  role: RoleReference;
  /** Undefined where the role is somebody's whom no service assumes: its trust is then no matter of this use. */
  service?: AssumingService;
  /** Whether the use cannot do without a role. */
  needsRole: boolean;
  /**
   * What the service sends as it assumes the role; keys that are left out are not known. Several where AWS does not say
   * it: a trust policy that holds with one of them is right, one that holds with none is wrong.
   */
  assumeContexts(view: StackModel): [AssumeContext, ...AssumeContext[]];
  /** What the service does with the role. */
  needs: NeedsIn;
  /** Which tasks it starts is not told, so that what its grants are meant for is judged beside. */
  isOfAnyTask?: boolean;
}

/** A use of whose role something is known. */
export interface ResolvedUse {
  use: RoleUse;
  principal: Principal;
  model: StackModel;
}

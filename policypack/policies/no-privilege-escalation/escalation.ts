import type { Grant } from "../../evaluation/types";

/** A way to more rights that a statement opens. */
export interface Escalation {
  grant: Grant;
  actions: string[];
  /** What the principal may do, as an infinitive. */
  gain: string;
  /** Whether not the principal itself gains by it, but a user that assumes the role. */
  isForAssumers?: boolean;
  /**
   * Where the rights come from: it changes what principals may do, and so gets any right there is; it uses roles of
   * ECS tasks; or it uses other roles.
   */
  source: "changed-rights" | "ecs-roles" | "other-roles";
}

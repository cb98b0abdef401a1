/** What the parts of `no-privilege-escalation` hand to it. */
import type { Finding } from "../../findings/finding";

export const NAME = "no-privilege-escalation";

/** A finding, and whether it depends on the principal how loud it is. */
export interface Judged {
  found: Finding;
  /** Whether it is mandatory whoever the principal is. */
  isAboutEcs: boolean;
}

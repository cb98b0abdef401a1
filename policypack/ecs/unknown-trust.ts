/** What findings say of a role's trust policy of which nothing is known. */
import type { Finding } from "../findings/finding";
import type { Principal } from "../graph/types";
import { remedyFor } from "../unknowns/remedy";

/** Undefined where the trust policy is there and can be read. */
export function unknownTrust({ id, trust }: Principal): Pick<Finding, "decidedBy" | "remedy"> | undefined {
  if (!trust) {
    return {
      decidedBy: `not known: the trust policy of ${id}, which is not part of the stack`,
      remedy: remedyFor({ kind: "trust-policy-elsewhere", role: id }),
    };
  }
  if (trust.reading.state !== "unknown") return undefined;
  return {
    decidedBy: `not known: the trust policy of ${id}`,
    remedy: "make it known at preview: build it from explicit names instead of other resources' outputs",
  };
}

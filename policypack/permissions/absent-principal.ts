import { idOf } from "./principal-named";
import type { PrincipalKind } from "../graph/types";
import { finding, type Finding } from "../findings/finding";

/** A principal that config names and of which the stack knows nothing. */
export function absentPrincipalFinding(
  policy: string,
  verdict: Finding["verdict"],
  named: string,
  kind: PrincipalKind,
  asked: { actions: string[]; purpose: string },
): Finding {
  const id = idOf(named, kind);
  const of =
    verdict === "violated"
      ? `${id} may not ${asked.purpose}`
      : `It is not proven that ${id} may ${asked.purpose}`;
  return finding(policy, {
    verdict,
    subject: id,
    actions: asked.actions,
    key: "absent",
    what: `${of}: the stack neither creates ${id} nor attaches a policy to it.`,
    remedy:
      `create ${id} or attach a policy to it in this stack, correct the name in the pack's config, or declare what it ` +
      `has under "external" there`,
  });
}

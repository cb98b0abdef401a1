import { finding, type Finding } from "../findings/finding";
import { iamArn, type PrincipalKind } from "../aws/iam-arn";
import type { Principal, StackModel } from "../graph/types";

/**
 * The principal that config names: `role/NAME`, an ARN, or a plain name of the given kind; the Pulumi name, too, of one
 * whose name AWS generates. Undefined if the stack neither creates it nor attaches to it.
 */
export function principalNamed(model: StackModel, text: string, kind: PrincipalKind): Principal | undefined {
  const arn = iamArn(text);
  if (arn) {
    const principal = model.principal(`${arn.kind}/${arn.name}`);
    return principal?.arn === undefined || principal.arn === text ? principal : undefined;
  }
  const id = text.includes("/") ? text : `${kind}/${text}`;
  return model.principal(id) ?? byPulumiName(model, id);
}

/** How findings call a principal that config names: `role/NAME`. */
export function idOf(text: string, kind: PrincipalKind): string {
  const arn = iamArn(text);
  if (arn) return `${arn.kind}/${arn.name}`;
  return text.includes("/") ? text : `${kind}/${text}`;
}

/** A name that Pulumi generates is the resource's own name, a hyphen and random characters. */
function byPulumiName(model: StackModel, id: string): Principal | undefined {
  return model.principals.find(({ kind, name, urn }) => {
    const pulumiName = urn === undefined ? undefined : model.byUrn(urn)?.name;
    return `${kind}/${pulumiName}` === id && name.startsWith(`${pulumiName}-`);
  });
}

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
    unknowns: [{ kind: "principal-elsewhere", principal: id }],
    subject: id,
    actions: asked.actions,
    key: "absent",
    message: `${of}: the stack neither creates ${id} nor attaches a policy to it.`,
    remedy:
      `create ${id} or attach a policy to it in this stack, correct the name in the pack's config, or declare what it ` +
      `has under "external" there`,
  });
}

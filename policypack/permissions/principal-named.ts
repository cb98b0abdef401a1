import { iamArn } from "../aws/iam-arn";
import type { Principal, PrincipalKind, StackModel } from "../graph/types";

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

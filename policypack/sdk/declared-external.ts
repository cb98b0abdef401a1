/** What is managed elsewhere: declared once in the pack's config, known to every policy on the stack. */
import type { External } from "../graph/settings";
import { EXTERNAL } from "./external-schema";
import type { ConfiguredPack } from "./configured-pack";
import { schemaProblems } from "./config-schema";

/**
 * What a policy goes by: its own declarations, and those in the config of any other policy on the stack, disabled ones
 * too, of what its own do not name. Lists with a mistake declare nothing; the policy they are meant for
 * reports it.
 *
 * @returns undefined where nothing is declared; else in an order that does not depend on who declares what
 */
export function declaredExternal(pack: ConfiguredPack, own: External[] = []): External[] | undefined {
  const named = new Set(own.map(idOf));
  const others = [...pack.values()]
    .filter(({ kind }) => kind === "stack")
    .flatMap(({ config }) => (isDeclaration(config.external) ? config.external : []))
    .filter((external) => !named.has(idOf(external)));
  const byText = new Map([...own, ...others].map((external) => [JSON.stringify(external), external]));
  if (byText.size === 0) return undefined;
  return [...byText.keys()].sort().map((text) => byText.get(text)!);
}

/** What an entry is about: of two such, the policy's own counts. IAM compares names without regard to letter case. */
function idOf(external: External): string {
  const { principal, resource, vpcEndpoint } = external;
  if (principal !== undefined) return principal.toLowerCase();
  return resource ?? vpcEndpoint ?? JSON.stringify(Object.keys(external).sort());
}

function isDeclaration(value: unknown): value is External[] {
  return value !== undefined && schemaProblems(value, EXTERNAL, "external").length === 0;
}

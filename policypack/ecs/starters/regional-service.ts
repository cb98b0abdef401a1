import { servicePrincipal } from "../../aws/service-principals";
import type { AssumingService } from "../role-use";
import type { PlainResource, StackModel } from "../../graph/types";

/**
 * A service that assumes roles under its regional principals, too: `states.eu-central-1.amazonaws.com`.
 *
 * @param prefix of its principals
 */
export function regionalService(
  model: StackModel,
  by: PlainResource,
  name: string,
  prefix: string,
): AssumingService {
  const regions = model.accountsAndRegionsOf(by).map(({ region }) => region);
  const regional = regions.flatMap((region) => {
    if (region === undefined) return [];
    const principal = servicePrincipal(`${prefix}.${region}`);
    return region.startsWith("cn-") ? [principal, `${principal}.cn`] : [principal];
  });
  return {
    name,
    principals: [...new Set([servicePrincipal(prefix), ...regional])],
    ...(regions.includes(undefined) ? { inSomeRegion: { prefix, of: by.name } } : {}),
  };
}

/** Properties as the SDK hands them over, made plain. */
import { isRecord, toPlain } from "../graph/resources/plain";

/** The SDK's proxy hands out the object behind it under this name. */
const PROXY_TARGET = "__getSpecialProxyTarget";

/**
 * A resource's properties without the SDK's proxies: own keys only, `UNKNOWN` for every value that is not known or
 * cannot be read. A property that is null is left out, as Pulumi means by it that the property is not set.
 */
export function plainProps(props: unknown): Record<string, unknown> {
  const plain = toPlain(behindProxy(props));
  if (!isRecord(plain)) return {};
  for (const key of Object.keys(plain)) if (plain[key] === null) delete plain[key];
  return plain;
}

function behindProxy(props: unknown): unknown {
  if (!isRecord(props)) return props;
  try {
    return props[PROXY_TARGET] ?? props;
  } catch {
    return props;
  }
}

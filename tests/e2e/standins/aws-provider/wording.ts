import type { Props, ResourceType } from "./resource-type";

interface ServiceError extends Error {
  $metadata?: { httpStatusCode?: number; requestId?: string };
}

/**
 * Runs a call and words what it throws as the official provider does, e.g. `creating IAM Policy (Example): operation
 * error IAM: StatusCode: 409, RequestID: …, EntityAlreadyExists: A policy called Example already exists.`
 */
export async function wordedAsProvider<T>(
  doing: string,
  type: ResourceType,
  named: Props,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    const error = thrown as ServiceError;
    const status = error.$metadata?.httpStatusCode;
    const service = status
      ? `https response error StatusCode: ${status}, RequestID: ${error.$metadata?.requestId ?? ""}, `
      : "";
    // the SDK for JavaScript appends `Exception` to some of IAM's codes; the service itself does not
    const code = error.name.replace(/^(EntityAlreadyExists|NoSuchEntity)Exception$/, "$1");
    const name = named.name ?? named.family ?? named.role ?? named.user ?? named.group ?? "";
    throw new Error(`${doing} ${type.noun} (${String(name)}): ${service}${code}: ${error.message}`, {
      cause: thrown,
    });
  }
}

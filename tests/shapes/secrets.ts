/** Secret values as the engine hands them about. */

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

export interface Secret {
  [SIGNATURE]: typeof SECRET;
  value: unknown;
}

/** A value that is marked as secret; one that is marked already stays as it is. */
export function secretOf(value: unknown): Secret {
  return isSecret(value) ? value : { [SIGNATURE]: SECRET, value };
}

export function isSecret(value: unknown): value is Secret {
  return typeof value === "object" && value !== null && SIGNATURE in value;
}

/** The value behind the mark, at whatever depth. */
export function withoutSecrecy(value: unknown): unknown {
  if (isSecret(value)) return withoutSecrecy(value.value);
  if (Array.isArray(value)) return value.map(withoutSecrecy);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutSecrecy(each)]));
}

/** Whether a mark stands anywhere within the value. */
export function holdsSecret(value: unknown): boolean {
  if (isSecret(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsSecret);
}

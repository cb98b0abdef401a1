/** Every call is tried so often, with growing pauses, before an error counts. */
const MAX_ATTEMPTS = 8;
/** What does not answer in this time does not answer. */
export const TIMEOUTS = { connectionTimeout: 3000, requestTimeout: 5000 };

/** What every client of an account is made with. */
export interface ClientSettings {
  region: string;
  maxAttempts: number;
  requestHandler: typeof TIMEOUTS;
  endpoint?: string;
}

/** @param endpoint instead of AWS's own: an emulator's */
export function clientSettings(region: string, endpoint?: string): ClientSettings {
  // Node 20 is supported here for as long as the installed SDK runs on it; its notice is no message of these commands
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  return {
    region,
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: TIMEOUTS,
    ...(endpoint !== undefined && { endpoint }),
  };
}

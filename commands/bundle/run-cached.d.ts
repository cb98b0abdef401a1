/** What a bundle exports, and what to call when it has done its work: keeps V8's code for the next run. */
export function runCached(file: string): { exports: Record<string, unknown>; keepCode: () => void };

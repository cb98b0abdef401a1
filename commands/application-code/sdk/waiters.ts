/** Which operation a waiter repeats. https://boto3.amazonaws.com/v1/documentation/api/latest/reference/services/index.html */
import { WAITER_OPERATIONS } from "./waiter-operations";

let operations: ReadonlyMap<string, string> | undefined;

/**
 * The operation, by the waiter's name in any spelling; undefined for one that is not known.
 *
 * @param service action prefix
 */
export function operationOfWaiter(service: string, waiter: string): string | undefined {
  operations ??= operationsByWaiter();
  return operations.get(keyOf(service, waiter.replace(/_/g, "")));
}

function operationsByWaiter(): Map<string, string> {
  const rows = WAITER_OPERATIONS.trim().split("\n");
  return new Map(
    rows.flatMap((row) => {
      const [service = "", operation = "", ...waiters] = row.split(" ");
      return waiters.map((waiter) => [keyOf(service, waiter), operation] as const);
    }),
  );
}

function keyOf(service: string, waiter: string): string {
  return `${service} ${waiter.toLowerCase()}`;
}

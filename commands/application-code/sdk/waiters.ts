/** Which operation a waiter repeats. https://boto3.amazonaws.com/v1/documentation/api/latest/reference/services/index.html */

const WAITERS: Record<string, Record<string, string>> = {
  s3: {
    BucketExists: "HeadBucket",
    BucketNotExists: "HeadBucket",
    ObjectExists: "HeadObject",
    ObjectNotExists: "HeadObject",
  },
  dynamodb: { TableExists: "DescribeTable", TableNotExists: "DescribeTable" },
};

/**
 * The operation, by the waiter's name in any spelling; undefined for one that is not known.
 *
 * @param service action prefix
 */
export function operationOfWaiter(service: string, waiter: string): string | undefined {
  const wanted = waiter.replace(/_/g, "").toLowerCase();
  const found = Object.entries(WAITERS[service] ?? {}).find(([name]) => name.toLowerCase() === wanted);
  return found?.[1];
}

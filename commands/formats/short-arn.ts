/** The account and region whose ARNs are shortened; those that are not known shorten none. */
export interface Home {
  account?: string;
  region?: string;
}

/**
 * An ARN as a person reads it: without partition, service, region and account where those are the stack's own
 * (`table/ml-jobs`), in full where they are not. Anything else stays as it is.
 */
export function shortArn(arn: string, home: Home): string {
  const [prefix, , service, region, account, ...rest] = arn.split(":");
  if (prefix !== "arn" || service === undefined || rest.length === 0) return arn;
  const isHome = (region === "" || region === home.region) && (account === "" || account === home.account);
  // AWS's own resources (managed policies) belong to no account and keep their ARN.
  return isHome ? rest.join(":") : arn;
}

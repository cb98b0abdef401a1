/**
 * Services with one endpoint for a whole partition: whatever the caller's Region, requests go to the endpoint's.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-requested-region.html
 * https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html
 */

const IN_VIRGINIA = ["account", "budgets", "ce", "cloudfront", "health", "iam", "organizations", "route53"];

/** Partition to the Regions of these endpoints, and the services whose endpoint lies there. */
const ENDPOINTS: Record<string, Record<string, readonly string[]>> = {
  aws: {
    "us-east-1": [...IN_VIRGINIA, "route53domains", "shield", "support", "trustedadvisor", "waf"],
    "us-west-2": ["chatbot", "devicefarm", "globalaccelerator", "networkmanager"],
  },
  "aws-cn": {
    "cn-north-1": ["iam", "support"],
    "cn-northwest-1": ["budgets", "ce", "cloudfront", "organizations", "route53"],
  },
  "aws-us-gov": { "us-gov-west-1": ["health", "iam", "organizations", "route53", "support"] },
};

/**
 * The Region in which a service answers for the whole partition; undefined for services that have an endpoint in each
 * Region, and for partitions of which AWS does not say.
 *
 * @param service as in its actions, e.g. `iam`
 */
export function globalRegion(service: string, partition: string): string | undefined {
  const regions = Object.entries(ENDPOINTS[partition] ?? {});
  return regions.find(([, services]) => services.includes(service.toLowerCase()))?.[0];
}

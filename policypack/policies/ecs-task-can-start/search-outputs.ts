/**
 * Fluent Bit's outputs to OpenSearch Service, which sign their requests with the task role where `AWS_Auth` is on.
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html
 */
import { arnIn, type Scope } from "../../aws/arn";
import type { RequiredPermission } from "../../permissions/required-permission";

type Options = Record<string, string | undefined>;

/** A domain's endpoint: `search-NAME-ID.REGION.es.amazonaws.com`, `vpc-…`, or `NAME-ID.aos.REGION.on.aws`. */
const DOMAIN = /^([\w-]+)\.(?:([a-z0-9-]+)\.es\.amazonaws\.com(?:\.cn)?|aos\.([a-z0-9-]+)\.on\.aws)$/;

/** A collection's endpoint. */
const COLLECTION = /^([a-z0-9]+)\.([a-z0-9-]+)\.aoss\.amazonaws\.com(?:\.cn)?$/;

/** The Region of an endpoint of AWS's; undefined for hosts of others. */
export function searchRegion({ host = "" }: Options): string | undefined {
  const [, , older, newer] = DOMAIN.exec(hostname(host)) ?? [];
  return older ?? newer ?? COLLECTION.exec(hostname(host))?.[2];
}

/** What writing to the endpoint takes: the output posts to `_bulk`, and a collection knows one action for all of it. */
export function searchNeeds(
  scope: Scope,
  host: string,
  { aws_auth: signs = "", path = "" }: Options,
): Pick<RequiredPermission, "actions" | "resources" | "grantOn">[] {
  if (!/^(on|true|yes|1)$/i.test(signs)) return [];
  const [, id] = COLLECTION.exec(hostname(host)) ?? [];
  if (id) return [{ actions: ["aoss:APIAccessAll"], resources: [arnIn(scope, "aoss", `collection/${id}`)] }];
  const [, label] = DOMAIN.exec(hostname(host)) ?? [];
  if (!label) return [];
  const domain = arnIn(scope, "es", `domain/${domainIn(label)}`);
  const below = path.replace(/^\/+|\/+$/g, "");
  return [
    {
      actions: ["es:ESHttpPost"],
      resources: [`${domain}/${below ? `${below}/` : ""}_bulk`],
      grantOn: [`${domain}/*`],
    },
  ];
}

/** An endpoint's first label without what AWS puts round the domain's name. */
function domainIn(label: string): string {
  return label.replace(/^(search|vpc)-/, "").replace(/-[a-z0-9]{26}$/, "");
}

function hostname(host: string): string {
  return host
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/[/:].*$/, "");
}

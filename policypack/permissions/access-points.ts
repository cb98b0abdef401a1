/**
 * Requests by way of an S3 access point: the policy of the bucket behind it is asked as well, by the bucket's own ARN, and the
 * requests tell by which access point they come.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
import { type Arn, parseArn, s3Arn } from "../aws/arn";
import type { Behind, ResourceSide } from "../evaluation/decisions/surroundings";
import { UNKNOWN } from "../evaluation/types";
import type { ContextEntries } from "../graph/principal-context";
import { carrierOf, namesOne } from "../graph/resource-policies/carrier-arns";
import { arnOf, nameOf } from "../graph/resources/names";
import { isRecord, text } from "../graph/resources/plain";
import { isSetByProgram } from "../graph/resources/set-properties";
import { onlySource } from "../graph/resources/sources";
import type { PlainResource, StackModel } from "../graph/types";
import type { UnknownFact } from "../unknowns/unknown-fact";
import { type AskingAccount, possibly, resourceSideOf } from "./resource-side";

/** An access point of the stack, and what of it is asked for. */
interface Entered {
  point: PlainResource;
  partition: string;
  /** What follows the bucket's ARN: `/KEY` of an object, nothing of the bucket. */
  part: string;
}

/**
 * The bucket behind the access point that a request names. A bucket that is managed elsewhere in the account, and whose policy
 * nobody declares, is taken to let through what its access point does.
 *
 * @returns undefined of every other request
 */
export function bucketBehind(model: StackModel, asking: AskingAccount, arn: string): Behind | undefined {
  const entered = enteredBy(model, arn);
  if (!entered) return undefined;
  const bucket = bucketOf(model, entered);
  if (!bucket) return entered.point.props.bucket === UNKNOWN ? someBucket(entered) : undefined;
  const resource = bucket.arn + entered.part;
  const account = accountOfBucket(model, entered.point);
  const side = resourceSideOf(model, asking, resource, {
    resource: bucket.resource,
    account: text(account),
  });
  if (!side || isSilent(model, side, bucket)) return undefined;
  return {
    resource,
    side: {
      ...side,
      ...(namesOne(bucket.arn) ? {} : { documents: side.documents.map(possibly) }),
      ...(account === UNKNOWN && { isSameAccount: undefined }),
    },
  };
}

/** The ARN of the bucket behind an access point of the stack, as a pattern where its name is not known; undefined of all else. */
export function bucketArnBehind(model: StackModel, arn: string): string | undefined {
  const entered = enteredBy(model, arn);
  return entered && bucketOf(model, entered)?.arn;
}

/**
 * What requests say of the access point by which they come. Those to a bucket itself come by none.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html#access-points-condition-keys
 */
export function accessPointEntries(model: StackModel, arn: string): ContextEntries {
  const parsed = parseArn(arn);
  if (parsed?.service !== "s3") return {};
  if (isBucket(parsed)) return { [ARN]: null, [ACCOUNT]: null, [ORIGIN]: null };
  const carrier = carrierOf(arn);
  if (carrier?.on !== "access point" || !namesOne(carrier.arn)) return {};
  const entered = enteredBy(model, arn);
  const isPlaced = !/[*?]/.test(parsed.account + parsed.region);
  return {
    ...(isPlaced && { [ARN]: carrier.arn }),
    ...(isPlaced && { [ACCOUNT]: parsed.account }),
    ...(entered && { [ORIGIN]: originOf(entered.point) }),
  };
}

const ARN = "s3:DataAccessPointArn";
const ACCOUNT = "s3:DataAccessPointAccount";
const ORIGIN = "s3:AccessPointNetworkOrigin";

/** Neither Region nor account stands in a bucket's ARN. */
function isBucket({ region, account, resource }: Arn): boolean {
  return region === "" && account === "" && !resource.startsWith("*");
}

function enteredBy(model: StackModel, arn: string): Entered | undefined {
  if (!arn.includes(":accesspoint/")) return undefined;
  const carrier = carrierOf(arn);
  if (carrier?.on !== "access point" || !namesOne(carrier.arn)) return undefined;
  const { resource: point } = model.resourcePolicies.on({ arn: carrier.arn });
  const partition = parseArn(arn)?.partition;
  if (!point || partition === undefined) return undefined;
  return { point, partition, part: arn.slice(carrier.arn.length).replace(/^\/object(?=\/)/, "") };
}

interface Bucket {
  arn: string;
  resource?: PlainResource;
}

function bucketOf(model: StackModel, { point, partition }: Entered): Bucket | undefined {
  const named = text(point.props.bucket);
  if (named !== undefined) {
    const arn = named.startsWith("arn:") ? named : s3Arn(partition, named);
    return parseArn(arn)?.service === "s3" ? { arn } : undefined;
  }
  const resource = point.props.bucket === UNKNOWN ? onlySource(model, point, "bucket", "bucket") : undefined;
  return resource && { resource, arn: arnOf(resource) ?? s3Arn(partition, nameOf(resource) ?? "*") };
}

/** One of which the engine does not know yet which one it is. */
function someBucket({ point: { name }, partition, part }: Entered): Behind {
  const fact: UnknownFact = { kind: "property", property: "bucket", of: name, state: "unknown" };
  return {
    resource: s3Arn(partition, `*${part}`),
    side: {
      documents: [],
      unknowns: [{ fact }],
      rule: "either",
      isSameAccount: true,
      name: `the bucket of ${name}`,
    },
  };
}

/** The provider fills in the account that the program leaves out: its own. */
function accountOfBucket({ inputs }: StackModel, point: PlainResource): unknown {
  const { bucketAccountId } = point.props;
  return isSetByProgram(point, "bucketAccountId", inputs) === "no" ? undefined : bucketAccountId;
}

function isSilent({ resourcePolicies }: StackModel, side: ResourceSide, bucket: Bucket): boolean {
  if (side.documents.length + side.unknowns.length > 0) return false;
  return resourcePolicies.on(bucket).origin !== "created";
}

function originOf({ props: { vpcConfiguration } }: PlainResource): string | undefined {
  if (vpcConfiguration === UNKNOWN) return undefined;
  const isOfVpc =
    isRecord(vpcConfiguration) && ![undefined, null, ""].includes(vpcConfiguration.vpcId as null);
  return isOfVpc ? "VPC" : "Internet";
}

/** S3's transfers, which the SDKs make of several requests. https://pkg.go.dev/github.com/aws/aws-sdk-go-v2/feature/s3/manager */
import type { Arguments } from "../../evaluation/arguments";
import { type SdkObject, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { gives, operationOf, requests, sdkValue } from "../../sdk/objects";
import type { CallResult } from "../../sdk/sdk";
import { foreignOf } from "../../sdk/objects";
import type { SdkName } from "./sdk-packages";

const PACKAGES = /^(feature\/s3\/(manager|transfermanager)|service\/s3\/s3manager)$/;

/** Functions to the requests that they make. */
const TRANSFERS: Record<string, string[]> = {
  Upload: ["PutObject"],
  UploadWithContext: ["PutObject"],
  Download: ["GetObject"],
  DownloadWithContext: ["GetObject"],
  UploadObject: ["PutObject"],
  GetObject: ["GetObject"],
  DownloadObject: ["GetObject"],
  UploadDirectory: ["PutObject"],
  DownloadDirectory: ["ListObjectsV2", "GetObject"],
};

/** What makes a transfer's object, or asks for a bucket's Region; undefined for other packages. */
export function transferCall({ package: own, name }: SdkName, given: Arguments): CallResult | undefined {
  if (!PACKAGES.test(own)) return undefined;
  const [client] = given.get(0) ?? [];
  const rest = client?.kind === "sdk" ? rights(client.object) : {};
  if (/^(New|NewUploader|NewDownloader)(WithClient)?$/.test(name))
    return gives(sdkValue("transfer", "s3", rest));
  if (name === "GetBucketRegion" && own === "feature/s3/manager") {
    const bucket = new Map([["Bucket", given.get(2) ?? []]]);
    return requests([operationOf(ofRights(given.get(1)), "HeadBucket", bucket)]);
  }
  return /Input$/.test(name)
    ? gives({ kind: "record", entries: given.named(), isOpen: given.isOpen })
    : undefined;
}

function ofRights(clients: Value[] = []): SdkObject {
  const [client] = clients;
  return sdkValue("client", "s3", client?.kind === "sdk" ? rights(client.object) : {}).object;
}

function rights({ parameters, foreign }: SdkObject): Partial<SdkObject> {
  return { parameters, ...foreignOf(foreign) };
}

/** What a transfer's object is asked. */
export function transferMethod(object: SdkObject, name: string, given: Arguments): CallResult {
  const operations = Object.hasOwn(TRANSFERS, name) ? TRANSFERS[name]! : [];
  // Its place differs; contexts and files are no structs of ours.
  const inputs = [0, 1, 2].flatMap((index) => given.get(index) ?? []);
  const records = inputs.flatMap((each) => (each.kind === "record" ? [each.entries] : []));
  const input = records.length === 1 ? records[0]! : new Map<string, Value[]>();
  const isWhole = !name.endsWith("Directory");
  const named = isWhole ? input : new Map([...input].filter(([key]) => key === "Bucket"));
  return requests(
    operations.map((operation) => operationOf(object, operation, named)),
    UNKNOWN_VALUE,
  );
}

/** What a value of one of these packages' types is. */
export function transferType({ package: own, name }: SdkName): Value[] | undefined {
  return PACKAGES.test(own) && /^(Client|Uploader|Downloader)$|API$/.test(name)
    ? [sdkValue("transfer", "s3")]
    : undefined;
}

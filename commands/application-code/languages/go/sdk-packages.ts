/** The packages of both AWS SDKs for Go. https://pkg.go.dev/github.com/aws/aws-sdk-go-v2 */
import { actionPrefixOf } from "../../sdk/services";

const V2 = "github.com/aws/aws-sdk-go-v2/";
const V1 = "github.com/aws/aws-sdk-go/";

/** Something that a package of the SDK gives. */
export interface SdkName {
  version: 1 | 2;
  /** The package's path behind the SDK's own: `service/s3`, `config`. */
  package: string;
  name: string;
  /** The action prefix, of packages of one service. */
  service?: string;
}

/** What a path of specifier and name stands for in the SDKs; undefined for everything else. */
export function sdkName([specifier = "", name, ...more]: string[]): SdkName | undefined {
  if (name === undefined || more.length > 0) return undefined;
  const version = specifier.startsWith(V2) ? 2 : specifier.startsWith(V1) ? 1 : undefined;
  if (version === undefined) return undefined;
  const own = specifier.slice((version === 2 ? V2 : V1).length).replace(/\/v\d+(?=\/|$)/, "");
  const client = /^service\/(\w+)/.exec(own)?.[1];
  const service = client === undefined ? undefined : actionPrefixOf(client);
  return { version, package: own, name, ...(service !== undefined && { service }) };
}

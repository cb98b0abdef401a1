import type { Arn } from "../../../policypack/aws/arn";
import type { RegionalClients } from "./regional-clients";

/** A resource to ask about. */
export interface AskedResource extends Arn {
  /** Its whole ARN. */
  arn: string;
}

/** One service's way of telling a policy. */
export interface PolicyReader {
  /** The actions that the caller needs. */
  needs: string[];
  /** The policy's JSON text, or nothing where the answer has none. */
  read(clients: RegionalClients, asked: AskedResource): Promise<string | undefined>;
  /** Names of the errors that say that the resource has no policy, and that there is no such resource. */
  none?: string[];
  absent: string[];
  /** Where the error's name does not tell the two apart. */
  isAbsent?(error: Error): boolean;
}

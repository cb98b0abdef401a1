import { type Scope, dnsSuffix, keyArn } from "../arns";
import { type Statement, allow } from "./statement";

/** Services that use a key on behalf of whoever reads or writes what they keep. */
type KeepingService = "secretsmanager" | "ssm" | "s3" | "sqs" | "sns" | "kinesis";

/**
 * Decryption with one key, only as part of a call to the service that keeps the value.
 *
 * @param region of the secret or parameter
 */
export function decryptVia(
  scope: Scope,
  key: string,
  service: "secretsmanager" | "ssm",
  region: string,
): Statement {
  const sid = service === "ssm" ? "DecryptParameters" : "DecryptSecrets";
  return useKeyVia(scope, key, service, region, sid, ["kms:Decrypt"]);
}

/**
 * Use of one key, only as part of a call to the service that keeps what it encrypts.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 *
 * @param region of what is encrypted
 * @param actions of KMS
 */
export function useKeyVia(
  scope: Scope,
  key: string,
  service: KeepingService,
  region: string,
  sid: string,
  actions: string[],
): Statement {
  const host = `${service}.${region}.amazonaws.com`;
  // China's KMS has been seen to send the name with either suffix.
  const via =
    scope.partition === "aws-cn" ? [host, `${service}.${region}.${dnsSuffix(scope.partition)}`] : host;
  return allow(sid, actions, [keyArn(scope, key)], { StringEquals: { "kms:ViaService": via } });
}

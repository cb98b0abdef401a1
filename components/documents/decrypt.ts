import { type Scope, dnsSuffix, keyArn } from "../arns";
import { type Statement, allow } from "./statement";

/**
 * Decryption with one key, only as part of a call to the service that keeps the value.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 *
 * @param service `secretsmanager` or `ssm`
 * @param region of the secret or parameter
 */
export function decryptVia(
  scope: Scope,
  key: string,
  service: "secretsmanager" | "ssm",
  region: string,
): Statement {
  const sid = service === "ssm" ? "DecryptParameters" : "DecryptSecrets";
  const host = `${service}.${region}.amazonaws.com`;
  // China's KMS has been seen to send the name with either suffix.
  const via =
    scope.partition === "aws-cn" ? [host, `${service}.${region}.${dnsSuffix(scope.partition)}`] : host;
  return allow(sid, ["kms:Decrypt"], [keyArn(scope, key)], { StringEquals: { "kms:ViaService": via } });
}

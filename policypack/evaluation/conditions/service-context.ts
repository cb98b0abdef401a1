/**
 * What every request of a service of AWS carries.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice
 *
 * @param service its service principal
 */
export function serviceEntries(service: string): Record<string, string> {
  return {
    "aws:PrincipalIsAWSService": "true",
    "aws:PrincipalServiceName": service,
    "aws:SecureTransport": "true",
  };
}

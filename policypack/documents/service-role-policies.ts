import { resourceType } from "../aws/resource-types";
import { awsManagedPolicy, type AwsManagedPolicy } from "../evaluation/catalogue/managed-policies";
import type { NamedDocument } from "../evaluation/types";
import type { PlainResource, Principal } from "../graph/types";

/** Names that AWS gives policies for roles of its services: `AWSCodeDeployRoleForECS`. */
const FOR_ROLES = /Role(Policy)?For[A-Z]\w*$/;

/**
 * Whether a resource gives a role one of the policies that AWS names for roles its services assume, such as EventBridge
 * and CodeDeploy where they run tasks. They pass roles to those services only that the job takes, and AWS offers
 * nothing narrower by that name.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-awsmanpol.html
 */
export function isForServiceRole({ type }: PlainResource, policy: AwsManagedPolicy): boolean {
  const isToRole = resourceType(type)?.principal?.kind === "role";
  const isNamedSo = policy.path === "/service-role/" || FOR_ROLES.test(policy.name);
  return isToRole && isNamedSo && policy.passedTo !== undefined;
}

/** Whether a document is one of those policies of AWS. */
export function isServiceRolePolicy({ kind, name }: Pick<NamedDocument, "kind" | "name">): boolean {
  if (kind !== "aws-managed") return false;
  return (
    FOR_ROLES.test(name) || awsManagedPolicy(`arn:aws:iam::aws:policy/service-role/${name}`) !== undefined
  );
}

/**
 * Whether only services of AWS assume a role, and none of them lends its rights to what a user runs.
 *
 * @param lending service principals that do
 */
export function servesAwsAlone({ kind, trust }: Principal, lending: readonly string[]): boolean {
  if (kind !== "role" || trust?.reading.state !== "known") return false;
  const allows = trust.reading.document.statements.filter(({ effect }) => effect === "Allow");
  return (
    allows.length > 0 &&
    allows.every(({ principals, unknown }) => {
      const types = Object.keys(principals?.values ?? {});
      const services = principals?.values.Service ?? [];
      return (
        !unknown &&
        principals?.negated === false &&
        types.every((type) => type === "Service") &&
        services.every((service) => !/[*?]/.test(service) && !lending.includes(service))
      );
    })
  );
}

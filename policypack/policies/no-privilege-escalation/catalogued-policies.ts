import { isServiceRolePolicy, servesAwsAlone } from "../../documents/service-role-policies";
import { LENDING } from "./escalations";
import { awsManagedPolicy, type AwsManagedPolicy } from "../../evaluation/catalogue/managed-policies";
import type { UnknownAccess } from "../../evaluation/types";
import type { Principal } from "../../graph/types";
import { listed } from "../../unknowns/listed";
import { finding, type Finding } from "../../findings/finding";
import { type Judged, NAME } from "./judged";

/** AWS managed policies whose documents the pack does not carry, and of which its catalogue still knows that. */
export function byCataloguedPolicy(principal: Principal): Judged[] {
  return principal.unknowns.flatMap((unknown) => {
    const policy = unknown.policyArn === undefined ? undefined : awsManagedPolicy(unknown.policyArn);
    if (policy?.administrator) return { found: administrators(principal, unknown, policy), isAboutEcs: true };
    if (!policy || policy.raises.length === 0 || isForItsRole(principal, policy)) return [];
    const isAboutEcs = policy.raises.some((way) => /\becs:|\biam:(?!PassRole)/.test(way));
    return { found: raising(principal, unknown, policy), isAboutEcs };
  });
}

function administrators({ id, urn }: Principal, unknown: UnknownAccess, { arn }: AwsManagedPolicy): Finding {
  return finding(NAME, {
    verdict: "violated",
    urn: unknown.urn ?? urn,
    subject: id,
    key: arn,
    place: { value: arn },
    actions: ["*"],
    resources: ["*"],
    message: `${id} is an administrator by the AWS managed policy ${arn}.`,
    decidedBy: arn,
    remedy: `detach ${arn} and attach a policy with the actions that are needed`,
  });
}

function raising({ id, urn }: Principal, unknown: UnknownAccess, { arn, raises }: AwsManagedPolicy): Finding {
  return finding(NAME, {
    verdict: "violated",
    urn: unknown.urn ?? urn,
    subject: id,
    key: arn,
    place: { value: arn },
    actions: raises.flatMap((way) => way.split(", ")),
    message: `${id} can raise its own rights by the AWS managed policy ${arn}, in ${raises.length === 1 ? "one way" : `${raises.length} ways`}: ${listed(
      raises.map((way) => `by ${way}`),
      "or",
    )}.`,
    decidedBy: arn,
    remedy: `detach ${arn} and attach a policy of the stack with the actions that are needed`,
  });
}

/** What AWS offers for a role that its services alone assume. */
function isForItsRole(principal: Principal, policy: AwsManagedPolicy): boolean {
  return (
    servesAwsAlone(principal, LENDING) && isServiceRolePolicy({ kind: "aws-managed", name: policy.name })
  );
}

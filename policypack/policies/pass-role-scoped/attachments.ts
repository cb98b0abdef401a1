import { ECS_TASKS } from "../../aws/service-principals";
import { awsManagedPolicy } from "../../evaluation/catalogue/managed-policies";
import { matches } from "../../evaluation/patterns/pattern";
import type { AttachedPolicy } from "../../graph/resources/policies-attached-by";
import type { PlainResource } from "../../graph/types";
import { isForServiceRole } from "../../documents/service-role-policies";
import { type Finding, finding } from "../../findings/finding";
import { NAME } from "./draft";

/** AWS managed policies that let any role be passed; of their documents the catalogue knows that. */
export function judgeAttachment(resource: PlainResource, attached: AttachedPolicy): Finding[] {
  const { value, principal, as } = attached;
  const policy = typeof value === "string" && as === "attachment" ? awsManagedPolicy(value) : undefined;
  if (policy?.passesRoles !== "wide" || isForServiceRole(resource, policy)) return [];
  const others = policy.passedTo && !policy.passedTo.some((service) => matches(service, ECS_TASKS));
  const who = principal ?? `whoever "${resource.name}" attaches it to`;
  return [
    finding(NAME, {
      urn: resource.urn,
      subject: principal ?? resource.name,
      knownAs: resource.name,
      actions: ["iam:PassRole"],
      key: policy.arn,
      place: { value: policy.arn },
      sharedCause: { kind: "wide-pass-role", urn: resource.urn, document: policy.arn },
      verdict: "violated",
      ...(others ? { level: "advisory" } : {}),
      message:
        `AWS's managed policy ${policy.name} lets ${who} pass any role` +
        (policy.passedTo
          ? ` to ${policy.passedTo.join(", ")}.`
          : policy.administrator
            ? " and do everything else."
            : "."),
      decidedBy: policy.arn,
      remedy: `Attach a policy of your own that allows what is needed, with iam:PassRole on complete role ARNs, instead of ${policy.name}.`,
    }),
  ];
}

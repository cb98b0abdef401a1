/** The role behind an instance profile. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html */
import { onlySource } from "../graph/resources/sources";
import { EC2 } from "../aws/service-principals";
import { roleNamed } from "./named-roles";
import type { AssumingService } from "./role-use";
import { UNKNOWN } from "../evaluation/types";
import { nameOf } from "../graph/resources/names";
import { text } from "../graph/resources/plain";
import type { PlainResource, RoleReference, StackModel } from "../graph/types";

/** EC2, which hands the role to the instance. */
export function ec2Of({ partition }: StackModel): AssumingService {
  const principals = [EC2, ...(partition === "aws-cn" ? [`${EC2}.cn`] : [])];
  return { name: "EC2", principals };
}

/**
 * @param property the resource's own property that the profile stands in
 * @param value the profile's name or ARN
 * @returns undefined where the stack does not define the profile, or it is not known which one is meant
 */
export function profileRole(
  model: StackModel,
  by: PlainResource,
  property: string,
  value: unknown,
): RoleReference | undefined {
  const profile = profileNamed(model, by, property, value);
  if (!profile) return undefined;
  const { props } = profile;
  return Array.isArray(props.roles)
    ? roleNamed(model, profile, "roles", props.roles[0], true)
    : roleNamed(model, profile, "role", props.role, true);
}

function profileNamed(
  model: StackModel,
  by: PlainResource,
  property: string,
  value: unknown,
): PlainResource | undefined {
  const name = text(value)?.replace(/^.*instance-profile\/(?:.*\/)?/, "");
  const found = name ? model.named("instance profile", name)[0] : undefined;
  const behind = onlySource(model, by, property, "instance profile");
  const mayBe = behind && (value === UNKNOWN || nameOf(behind) === undefined);
  return found || (mayBe ? behind : undefined);
}

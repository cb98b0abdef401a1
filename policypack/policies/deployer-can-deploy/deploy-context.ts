/** What the requests of a deployment carry beside what every request carries. */
import { arnIn, isArn } from "../../aws/arn";
import { registerNeeds, tagEntries } from "../../ecs/register-needs";
import { UNKNOWN } from "../../evaluation/types";
import type { ContextEntries } from "../../graph/principal-context";
import { text } from "../../graph/resources/plain";
import { tagsOf } from "../../graph/resources/tags";
import { scopeOf } from "../../graph/places/scope";
import type { PlainResource, StackModel } from "../../graph/types";
import { clusterNamed } from "../../ecs/named-clusters";
import { standsOn } from "./stands-on";
import type { TypeRights } from "./type-rights";

/** Undefined where there is nothing. */
export function deployContext(
  view: StackModel,
  resource: PlainResource,
  row: TypeRights,
  action: string,
): ContextEntries | undefined {
  const entries = {
    ...tagContext(resource, row, action),
    ...iamContext(view, resource, row, action),
    ...ecsContext(view, resource, action),
  };
  return Object.keys(entries).length > 0 ? entries : undefined;
}

/** Tags are said where the resource is created, and where it is tagged. */
function tagContext(
  resource: PlainResource,
  { create, tags, also }: TypeRights,
  action: string,
): ContextEntries {
  const [creation] = create ?? also?.flatMap((each) => each.create ?? []) ?? [];
  const [tag, untag] = tags ?? [];
  if (tags === undefined || ![creation, tag, untag].includes(action)) return {};
  const said = tagsOf(resource);
  if (action === untag && untag !== tag)
    return { "aws:TagKeys": said === UNKNOWN ? undefined : Object.keys(said) };
  const service = action.slice(0, action.indexOf(":"));
  const made =
    action === tag ? { [`${service}:CreateAction`]: creation?.slice(creation.indexOf(":") + 1) } : {};
  return { ...tagEntries(said), ...made };
}

/** Actions that go by the boundary of the role or user that they are about. */
const BOUNDED =
  /^iam:(Create(Role|User)|(Put|Delete)(Role|User)Policy|(Attach|Detach)(Role|User)Policy|Put(Role|User)PermissionsBoundary)$/;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
function iamContext(
  view: StackModel,
  resource: PlainResource,
  row: TypeRights,
  action: string,
): ContextEntries {
  const entries: ContextEntries = {};
  if (BOUNDED.test(action)) {
    const bounded = boundedBy(view, resource, row);
    if (bounded) entries["iam:PermissionsBoundary"] = boundaryOf(bounded);
  }
  if (/^iam:(Attach|Detach)\w+Policy$/.test(action)) {
    const attached = text(resource.props.policyArn);
    if (attached !== undefined) entries["iam:PolicyARN"] = attached;
    else if (resource.props.policyArn === UNKNOWN) entries["iam:PolicyARN"] = policyBehind(view, resource);
  }
  if (/ServiceLinkedRole/.test(action)) entries["iam:AWSServiceName"] = text(resource.props.awsServiceName);
  return entries;
}

/** The role or user itself, or the one of the stack that is given something. */
function boundedBy(view: StackModel, resource: PlainResource, row: TypeRights): PlainResource | undefined {
  if (typeof row.on === "string") return resource;
  const [stand] = standsOn(view, resource, row, row.on);
  const principal = view.principals.find(({ arn, urn }) => urn !== undefined && arn === stand?.arn);
  return principal?.urn === undefined ? undefined : view.byUrn(principal.urn);
}

function boundaryOf({ props }: PlainResource): string | null | undefined {
  const { permissionsBoundary } = props;
  if (permissionsBoundary === undefined || permissionsBoundary === null || permissionsBoundary === "")
    return null;
  return text(permissionsBoundary);
}

/** The ARN of the policy that an attachment's unknown one comes from. */
function policyBehind(view: StackModel, { propertyDependencies }: PlainResource): string | undefined {
  const [policy, ...others] = (propertyDependencies.policyArn ?? []).flatMap((urn) => view.byUrn(urn) ?? []);
  const name = policy && others.length === 0 ? text(policy.props.name) : undefined;
  if (policy === undefined || name === undefined) return undefined;
  const path = text(policy.props.path) ?? "/";
  const arn =
    text(policy.props.arn) ?? arnIn({ ...scopeOf(view), region: "" }, "iam", `policy${path}${name}`);
  return isArn(arn) && !arn.includes("*") ? arn : undefined;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html */
function ecsContext(view: StackModel, resource: PlainResource, action: string): ContextEntries {
  if (action === "ecs:RegisterTaskDefinition") {
    const task = view.taskDefinitions.find(({ urn }) => urn === resource.urn);
    return task ? (registerNeeds([task])[0]?.context ?? {}) : {};
  }
  if (/^ecs:\w*(Service|TaskSet)s?$/.test(action)) {
    return { "ecs:cluster": clusterNamed(view, resource, "cluster", resource.props.cluster).arn };
  }
  return {};
}

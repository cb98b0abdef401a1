import { ECS_TASKS } from "../aws/service-principals";
import { contextOf, whenAsked } from "../evaluation/conditions/request-context";
import { type ContextValue, type RequestContext, type Statement, UNKNOWN } from "../evaluation/types";
import { accountOf } from "./requester";
import { text } from "./resources/plain";
import type { Principal, StackModel } from "./types";

/**
 * A context key's values; null where requests carry no such key, undefined where the stack fixes it by something not
 * known yet, `OPEN` where nothing fixes it.
 */
export type ContextEntries = Record<string, string | string[] | null | undefined | ContextValue>;

/**
 * AWS's endpoints take no older one; which of these it is, client and endpoint agree on.
 * https://aws.amazon.com/blogs/security/tls-1-2-required-for-aws-endpoints/
 */
const TLS_VERSIONS = ["1.2", "1.3"];

/**
 * What requests carry for certain that a principal makes itself, to resources of its own account; all other keys are
 * unknown. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 *
 * @param extra what the rule knows of the request it asks about, e.g. `iam:PassedToService`; it wins over the rest
 */
export function contextFor(
  model: StackModel,
  principal: Principal,
  extra: ContextEntries = {},
): RequestContext {
  const usual = usualContext(model, principal);
  return Object.keys(extra).length === 0 ? usual : whenAsked(() => contextOf(extra, usual));
}

const usual = new WeakMap<StackModel, WeakMap<Principal, RequestContext>>();

/** The same for all requests of a principal, and so made once. */
function usualContext(model: StackModel, principal: Principal): RequestContext {
  let ofModel = usual.get(model);
  if (!ofModel) usual.set(model, (ofModel = new WeakMap()));
  let context = ofModel.get(principal);
  if (!context) ofModel.set(principal, (context = whenAsked(() => makeUsual(model, principal))));
  return context;
}

function makeUsual(model: StackModel, principal: Principal): RequestContext {
  const now = new Date();
  const account = accountOf(model, principal);
  const entries: ContextEntries = {
    "aws:RequestedRegion": model.region,
    "aws:ResourceAccount": model.account,
    "aws:PrincipalAccount": account,
    "kms:CallerAccount": account,
    "aws:PrincipalIsAWSService": "false",
    "aws:PrincipalServiceName": null,
    "aws:PrincipalServiceNamesList": null,
    "aws:SourceAccount": null,
    "aws:SourceArn": null,
    "aws:SecureTransport": "true",
    "s3:TlsVersion": { state: "unknown", oneOf: TLS_VERSIONS },
    "aws:ViaAWSService": "false",
    "aws:CalledVia": null,
    "aws:CalledViaFirst": null,
    "aws:CalledViaLast": null,
    "aws:CurrentTime": now.toISOString(),
    "aws:EpochTime": String(Math.floor(now.getTime() / 1000)),
    ...identityEntries(principal),
    ...userIdOf(model, principal),
    ...model.declared.organization,
    ...(isTaskRole(principal) ? model.declared.requests : {}),
  };
  return contextOf(entries, otherTags(principal));
}

/** True for a role that nobody but an ECS task can assume: its sessions carry no session tags and no MFA. */
export function isTaskRole({ kind, trust }: Principal): boolean {
  if (kind !== "role" || trust?.reading.state !== "known") return false;
  const { statements } = trust.reading.document;
  const allowing = statements.filter(({ effect }) => effect === "Allow");
  return allowing.length > 0 && allowing.every(({ principals }) => principals && trustsTasksOnly(principals));
}

function trustsTasksOnly({ negated, values }: NonNullable<Statement["principals"]>): boolean {
  const services = values.Service ?? [];
  return (
    !negated &&
    Object.keys(values).every((type) => type === "Service") &&
    services.length > 0 &&
    services.every((service) => service === ECS_TASKS)
  );
}

/** Which of a group's members makes a request is open. A role's sessions are those that begin from now on. */
function identityEntries(principal: Principal): ContextEntries {
  const { kind, arn, name, tags } = principal;
  if (kind === "group") return { "aws:PrincipalType": "User" };
  const tagged = tags === UNKNOWN ? {} : tags;
  return {
    "aws:PrincipalArn": arn,
    "aws:PrincipalType": kind === "user" ? "User" : "AssumedRole",
    ...(kind === "role" ? { "aws:TokenIssueTime": new Date().toISOString() } : {}),
    "aws:username": kind === "user" ? name : null,
    ...(isTaskRole(principal) ? { "aws:MultiFactorAuthPresent": null, "aws:MultiFactorAuthAge": null } : {}),
    ...Object.fromEntries(Object.entries(tagged).map(([key, value]) => [`${TAG_KEY}${key}`, value])),
  };
}

/** ECS names the session of a task's role after the task: by nothing that a policy can have named beforehand. */
const TASK_SESSION = "0123456789abcdef0123456789abcdef";

/**
 * A role's unique id and its session, or a user's unique id, which exist once the principal does.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
function userIdOf(model: StackModel, principal: Principal): ContextEntries {
  const { urn, kind } = principal;
  const resource = urn === undefined ? undefined : model.byUrn(urn);
  if (!resource || !(kind === "user" || isTaskRole(principal))) return {};
  const { uniqueId, roleId } = resource.props;
  const id = text(uniqueId) ?? text(roleId);
  if (id === undefined) return { "aws:userid": undefined };
  return { "aws:userid": kind === "user" ? id : `${id}:${TASK_SESSION}` };
}

const TAG_KEY = "aws:PrincipalTag/";

/**
 * Of a principal whose tags are known there are no others, except that a role's sessions may be tagged. Those of a
 * principal of the stack that are not known yet will be.
 */
function otherTags(principal: Principal): RequestContext | undefined {
  const { kind, tags, urn } = principal;
  const isTag = (key: string) => key.toLowerCase().startsWith(TAG_KEY.toLowerCase());
  if (tags === UNKNOWN && urn !== undefined) return (key) => ({ state: "unknown", isFixedLater: isTag(key) });
  if (tags === UNKNOWN || (kind !== "user" && !isTaskRole(principal))) return undefined;
  return (key) => ({ state: isTag(key) ? "absent" : "unknown" });
}

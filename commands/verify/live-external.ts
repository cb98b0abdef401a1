/** What lies around the stack, as the account has it, for the pack to judge by. */
import { covers } from "../../policypack/evaluation/patterns/pattern";
import type { External } from "../../policypack/graph/settings";
import type { LivePolicy } from "../account/resource-policies/live-policies";
import type { OrganizationPolicies } from "../account/live-organization";
import { actionsToReadPolicy } from "../account/resource-policies/live-policies";
import { sameDocument } from "./document-changes";
import { policySubjects } from "./policy-subjects";
import { isDenied } from "./question";
import type { Subject } from "./subject";

/**
 * The declarations of the pack's config, with the account's own policies in place of the declared ones wherever these
 * credentials may read them.
 * @returns rejects with the SDK's error where AWS does not answer
 */
export async function liveExternal(subject: Subject): Promise<External[]> {
  const arns = policySubjects(subject).filter((arn) => actionsToReadPolicy(arn) !== undefined);
  const live = new Map<string, LivePolicy | undefined>();
  await Promise.all(arns.map(async (arn) => live.set(arn, await unlessDenied(subject.policies.on(arn)))));
  const id = await unlessDenied(subject.organization.id());
  const organization = id === undefined ? undefined : await unlessDenied(subject.organization.policies());
  const around = await Promise.all(subject.pack.external.map((external) => ofEndpoint(subject, external)));
  const declared = around.flatMap((external) => ofDeclared(external, live));
  return [
    ...declared.map((external) => withoutOrganization(external, id, organization)).filter(isSomething),
    ...[...live].flatMap(([resource, found]) =>
      found?.state === "read" ? [{ resource, policy: found.policy ?? null }] : [],
    ),
    ...(id === undefined ? [] : [{ organization: id }]),
    ...(organization === undefined ? [] : [{ ...organization }]),
  ];
}

/** An entry as far as it still counts: one about several resources is of those that could not be read. */
function ofDeclared(external: External, live: Map<string, LivePolicy | undefined>): External[] {
  const { resource, policy } = external;
  if (resource === undefined) return [external];
  const about = [...live.keys()].filter((arn) => arn === resource || covers(resource, arn));
  if (about.length === 0) return [external];
  return about.filter((arn) => live.get(arn)?.state !== "read").map((arn) => ({ resource: arn, policy }));
}

/** An entry about a VPC endpoint, with what that lets through; as declared where there are several that differ. */
async function ofEndpoint({ endpoints }: Subject, external: External): Promise<External> {
  const { vpcEndpoint } = external;
  const [first, ...others] =
    vpcEndpoint === undefined ? [] : ((await unlessDenied(endpoints.named(vpcEndpoint))) ?? []);
  const differ = others.some(({ policy }) => !sameDocument(policy, first?.policy));
  return first?.policy === undefined || differ ? external : { ...external, endpointPolicy: first.policy };
}

function withoutOrganization(
  external: External,
  id: string | undefined,
  policies: OrganizationPolicies | undefined,
): External {
  const kept = { ...external };
  if (id !== undefined) delete kept.organization;
  if (policies !== undefined) {
    delete kept.serviceControlPolicies;
    delete kept.resourceControlPolicies;
  }
  return kept;
}

function isSomething(external: External): boolean {
  return Object.keys(external).length > 0;
}

async function unlessDenied<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
}

import { actionsToReadPolicy, carrierName } from "../../account/resource-policies/live-policies";
import { declaredDocument, policyDeclarations } from "../declared-policies";
import { covers } from "../../../policypack/evaluation/patterns/pattern";
import { sameDocument } from "../document-changes";
import { isOfOtherAccount, policySubjectName, policySubjects } from "../policy-subjects";
import { listed } from "../question";
import type { Subject } from "../subject";
import { type Found, NOTHING, refusing, unlessRefused } from "./declaration-change";

/** What is to be declared of the policies of resources. */
export function foundPolicies(subject: Subject): Promise<Found[]> {
  return Promise.all(policySubjects(subject).map((arn) => foundOn(subject, arn)));
}

async function foundOn(subject: Subject, arn: string): Promise<Found> {
  const what = policySubjectName(arn, subject.config.accountId);
  const needs = actionsToReadPolicy(arn);
  if (!needs)
    return refusing(what, `policies of a ${carrierName(arn) ?? "resource of its kind"} are not read`);
  return unlessRefused(what, needs, async () => {
    const live = await subject.policies.on(arn);
    if (live.state === "absent") return refusing(what, `it is not there (${listed(needs)})`);
    return declare(subject, arn, what, live.policy);
  });
}

/** Within the account what has no policy need not be declared: it is taken to have none. */
function declare(subject: Subject, arn: string, what: string, policy: object | undefined): Found {
  const all = policyDeclarations(subject.pack.declarations);
  const wanted = { resource: arn, policy: policy ?? null };
  const isRight = (value: unknown) => sameDocument(declaredDocument(value) ?? null, wanted.policy);
  const own = all.filter(({ external }) => external.resource === arn);
  if (own.length > 0) {
    const wrong = own.filter(({ external }) => !isRight(external.policy));
    return { changes: wrong.map((at) => ({ at, external: wanted })), refused: [] };
  }
  const patterns = all.filter(({ external: { resource } }) => covers(resource, arn));
  if (patterns.some(({ external }) => isRight(external.policy))) return NOTHING;
  if (patterns.length > 0 && policy !== undefined) {
    const pattern = patterns[0]!.external.resource;
    return refusing(
      what,
      `it has another policy than ${pattern} declares for several: declare each by its ARN`,
    );
  }
  const isNeeded = policy !== undefined || isOfOtherAccount(arn, subject.config.accountId);
  return isNeeded ? { changes: [{ external: wanted }], refused: [] } : NOTHING;
}

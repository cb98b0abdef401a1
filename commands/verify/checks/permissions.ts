import { decide } from "../../../policypack/evaluation/decisions/decide";
import { contextFor } from "../../../policypack/graph/principal-context";
import { requestDestination } from "../../../policypack/graph/request-destination";
import { describeUnknown } from "../../../policypack/unknowns/describe";
import type { Outcome } from "../../../policypack/evaluation/types";
import { statementName } from "../../../policypack/findings/names";
import type { Principal } from "../../../policypack/graph/types";
import { plainRequest } from "../../../policypack/permissions/required-permission";
import { surroundingsOf } from "../../../policypack/permissions/surroundings";
import { type GrantRequest, grantRequests } from "../grants";
import { liveAccess } from "../live-access";
import { liveModel } from "../live-model";
import { failed, proven, type Question } from "../question";
import { type Refusal, Simulator } from "../simulator";
import { refreshCommand, type Subject, updateCommand } from "../subject";

/** Most refusals that one line names. */
const MOST = 3;

/** Every principal of the stack may, in the account as it is, do all that the stack means it to. */
export function permissionQuestions(subject: Subject): Question[] {
  const simulator = new Simulator(subject.live.iam);
  return subject.model.principals
    .map((principal) => ({ principal, requests: grantRequests(principal) }))
    .filter(({ requests }) => requests.length > 0)
    .map(({ principal, requests }) => ({
      check: "permissions",
      subject: principal.id,
      needs: NEEDS,
      ask: async () => {
        const answer = await refusalsOf(subject, simulator, principal, requests);
        if (!answer) return failed(`there is no such ${principal.kind}`, updateCommand(subject));
        const { refusals, judge } = answer;
        if (refusals.length === 0) return proven(`all ${requests.length} that the stack grants (${judge})`);
        return failed(`may not ${described(refusals)} (${judge})`, refreshCommand(subject));
      },
    }));
}

/** The actions that it takes to find out. */
export const NEEDS = ["iam:SimulatePrincipalPolicy, or what it takes to read the principal's documents"];

/** What of some requests a principal is refused, and who says so. */
export interface Refused {
  refusals: Refusal[];
  judge: string;
}

/**
 * Asks IAM's simulator; where that may not be called the policy pack judges what IAM returns.
 * @returns undefined where the account has no such principal
 */
export async function refusalsOf(
  subject: Subject,
  simulator: Simulator,
  principal: Principal,
  requests: GrantRequest[],
): Promise<Refused | undefined> {
  const live = await subject.iam.principal(principal.kind, principal.name);
  if (!live) return undefined;
  const simulated = await simulator.refusals(live.arn, requests);
  const judge = simulated ? "IAM's simulator" : "the policy pack, on what IAM returns";
  const ofPrincipal = simulated ?? (await evaluate(subject, principal, requests));
  const refusals = [...ofPrincipal, ...(await withheldByOthers(subject, principal, requests, ofPrincipal))];
  return { refusals, judge };
}

async function evaluate(
  subject: Subject,
  principal: Principal,
  requests: GrantRequest[],
): Promise<Refusal[]> {
  const access = await liveAccess(subject.iam, principal.kind, principal.name);
  return requests.flatMap((request) => {
    const { action, resource } = request;
    const context = contextFor(subject.model, principal, {
      ...requestDestination(subject.model, action, resource),
      ...request.context,
    });
    const { outcome, unknowns } = decide(access, { action, resource, context });
    if (outcome === "allowed") return [];
    return [
      {
        request,
        why: unknowns.length > 0 ? `not known: ${unknowns.map(describeUnknown).join(", ")}` : outcome,
      },
    ];
  });
}

/** What the policies of resources and of the organization refuse: the simulator is not told those of resources for roles. */
async function withheldByOthers(
  subject: Subject,
  declared: Principal,
  requests: GrantRequest[],
  refused: Refusal[],
): Promise<Refusal[]> {
  const model = await liveModel(subject);
  const principal = model.principal(declared.id);
  if (!principal) return [];
  return requests.flatMap((request): Refusal[] => {
    if (refused.some((refusal) => refusal.request === request)) return [];
    const { action, resource } = request;
    const context = contextFor(model, principal, {
      ...requestDestination(model, action, resource),
      ...request.context,
    });
    const around = surroundingsOf({ model, principal }, plainRequest(action, resource));
    const { outcome, decidedBy } = decide(principal, { action, resource, context }, around);
    const isOwnDeny =
      outcome === "explicitly-denied" &&
      principal.documents.some(({ name }) => name === decidedBy?.document.name);
    if (!OF_OTHERS.includes(outcome) || isOwnDeny) return [];
    const by = outcome === "explicitly-denied" && decidedBy ? ` by ${statementName(decidedBy)}` : "";
    return [{ request, why: `${outcome}${by}` }];
  });
}

const OF_OTHERS: Outcome[] = ["explicitly-denied", "resource-denied", "organization-denied"];

/** The first of them, in words. */
export function described(refusals: Refusal[]): string {
  const shown = refusals
    .slice(0, MOST)
    .map(({ request: { action, resource }, why }) => `${action} on ${resource} (${why})`);
  const more = refusals.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

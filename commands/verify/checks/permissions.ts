import { decide } from "../../../policypack/evaluation/decisions/decide";
import { contextFor } from "../../../policypack/graph/principal-context";
import { requestDestination } from "../../../policypack/graph/request-destination";
import { describeUnknown } from "../../../policypack/unknowns/describe";
import type { Principal } from "../../../policypack/graph/types";
import { type GrantRequest, grantRequests } from "../grants";
import { liveAccess } from "../live-access";
import { type Answer, failed, proven, type Question } from "../question";
import { type Refusal, Simulator } from "../simulator";
import { refreshAndUpdate, type Subject, update } from "../subject";

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
      needs: ["iam:SimulatePrincipalPolicy, or what it takes to read the principal's documents"],
      ask: () => ask(subject, simulator, principal, requests),
    }));
}

async function ask(
  subject: Subject,
  simulator: Simulator,
  principal: Principal,
  requests: GrantRequest[],
): Promise<Answer> {
  const live = await subject.iam.principal(principal.kind, principal.name);
  if (!live) return failed(`there is no such ${principal.kind}`, update(subject));
  const simulated = await simulator.refusals(live.arn, requests);
  const judge = simulated ? "IAM's simulator" : "the policy pack, on what IAM returns";
  const refusals = simulated ?? (await evaluate(subject, principal, requests));
  if (refusals.length === 0) return proven(`all ${requests.length} that the stack grants (${judge})`);
  return failed(`may not ${described(refusals)} (${judge})`, refreshAndUpdate(subject));
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

function described(refusals: Refusal[]): string {
  const shown = refusals
    .slice(0, MOST)
    .map(({ request: { action, resource }, why }) => `${action} on ${resource} (${why})`);
  const more = refusals.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

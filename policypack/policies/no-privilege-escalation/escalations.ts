/** Which statements let a principal raise its own rights, and how. */
import { isServiceRolePolicy, servesAwsAlone } from "../../documents/service-role-policies";
import type { Access } from "../../evaluation/types";
import type { Principal, StackModel } from "../../graph/types";
import { loansOf } from "./borrowed-rights";
import { directWays } from "./direct";
import type { Escalation } from "./escalation";
import { BORROWED_RIGHTS } from "./existing-resources";
import { launchesOf } from "./launches";
import { PASS_ROLE_SERVICES } from "./pass-role-services";
import { Requests } from "./requests";

/** Every way that some statement opens; conditions that the stack leaves open count as met. */
export function escalationsOf(model: StackModel, principal: Principal): Escalation[] {
  if (!mayNameService(principal)) return [];
  const requests = new Requests(model, principal);
  const all = [
    ...directWays(model, principal, requests),
    ...loansOf(model, principal, requests),
    ...launchesOf(model, principal, requests),
  ];
  if (!servesAwsAlone(principal, LENDING)) return all;
  return all.filter(({ grant }) => !isServiceRolePolicy(grant.document));
}

/** Services that hand a role's rights to what their users run. */
export const LENDING = PASS_ROLE_SERVICES.filter(({ lends }) => lends).map(({ service }) => service);

/** A cheap look at the statements' text: nothing here is possible without these services, which most roles do not name. */
function mayNameService({ documents }: Access): boolean {
  return documents.some(
    ({ reading }) =>
      reading.state === "known" &&
      reading.document.statements.some(
        ({ effect, actions: { negated, patterns } }) =>
          effect === "Allow" && (negated || patterns.some(namesService)),
      ),
  );
}

const SERVICES = new Set([
  "iam",
  ...BORROWED_RIGHTS.flatMap(({ actions }) => actions.flat()).map((action) =>
    action.slice(0, action.indexOf(":")),
  ),
]);

function namesService(pattern: string): boolean {
  const prefix = pattern.split(":", 1)[0] ?? "";
  return /[*?]/.test(prefix) || SERVICES.has(prefix.toLowerCase());
}

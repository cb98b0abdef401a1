import type { NamedDocument } from "../evaluation/types";
import { concernsEcs } from "../ecs/concerns-ecs";
import type { Principal, StackModel } from "../graph/types";
import { stackPolicy } from "../sdk/policy";
import { certainWays } from "./no-privilege-escalation/certain-parts";
import type { Escalation } from "./no-privilege-escalation/escalation";
import { escalationsOf } from "./no-privilege-escalation/escalations";
import { raisedFinding } from "./no-privilege-escalation/raised-findings";
import { type Judged, NAME } from "./no-privilege-escalation/judged";
import { byCataloguedPolicy } from "./no-privilege-escalation/catalogued-policies";
import { byAttachedBoundary } from "./no-privilege-escalation/attached-boundaries";
import { byWhatIsNotKnown } from "./no-privilege-escalation/unknown-rights";
import { reportedAsUnknown } from "./no-privilege-escalation/reported-documents";

interface Config {
  scope?: "ecs" | "all";
}

export const noPrivilegeEscalation = stackPolicy<Config>({
  name: NAME,
  description:
    "No principal of the stack can raise its own rights, by one action or by several together, and none is an administrator.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Take the actions out of the statement that the finding names, or limit its resources; where principals are to be managed, ask for a permissions boundary by a condition on iam:PermissionsBoundary.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  configSchema: {
    properties: {
      scope: {
        type: "string",
        enum: ["ecs", "all"],
        default: "ecs",
        description:
          "whose findings are mandatory: those of principals that have to do with ECS (roles of tasks, those that " +
          "deploy, run or serve them, and whoever may act on ECS), or those of all",
      },
    },
  },
  judge: (model, { scope = "ecs" }) => {
    const known = new Known(model);
    return [...model.principals, ...model.unnamedPrincipals].flatMap((principal) => {
      const judged = [
        ...byDocument(model, principal, known),
        ...byCataloguedPolicy(principal),
        ...byAttachedBoundary(model, principal).map((found) => ({ found, isAboutEcs: true })),
        ...byWhatIsNotKnown(model, principal, known.reported).map((found) => ({ found, isAboutEcs: false })),
      ];
      const isConcerned = scope === "all" || (judged.length > 0 && concernsEcs(model, principal));
      return judged.map(({ found, isAboutEcs }) =>
        isConcerned || isAboutEcs ? found : { ...found, level: "advisory" as const },
      );
    });
  },
});

/** What is worked out once for the whole stack. */
class Known {
  readonly reported: Set<NamedDocument>;
  private readonly escalations = new Map<Principal, Escalation[]>();

  constructor(private readonly model: StackModel) {
    this.reported = reportedAsUnknown(model);
  }

  escalationsOf(principal: Principal): Escalation[] {
    let found = this.escalations.get(principal);
    if (!found) {
      found = certainWays(this.model, principal, escalationsOf(this.model, principal));
      this.escalations.set(principal, found);
    }
    return found;
  }
}

/** One finding for each document; what a user has by a group alone is the group's. */
function byDocument(model: StackModel, principal: Principal, known: Known): Judged[] {
  const ofGroups = new Set(
    principal.groups.flatMap((id) => {
      const group = model.principal(id);
      return group ? known.escalationsOf(group).map(({ grant }) => grant.statement) : [];
    }),
  );
  const documents = new Map<NamedDocument, Escalation[]>();
  for (const escalation of known.escalationsOf(principal)) {
    const { statement, document } = escalation.grant;
    if (ofGroups.has(statement) || (statement.unknown && known.reported.has(document))) continue;
    documents.set(document, [...(documents.get(document) ?? []), escalation]);
  }
  return [...documents].map(([document, escalations]) => ({
    found: raisedFinding(NAME, principal, document, escalations),
    // Whoever gives itself any right may act on ECS.
    isAboutEcs: escalations.some(({ source }) => source !== "other-roles"),
  }));
}

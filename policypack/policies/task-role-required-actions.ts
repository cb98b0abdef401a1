import { ROLE_PATTERN, ROLE_SPELLING } from "../aws/iam-arn";
import { actionAcceptsResource } from "../evaluation/catalogue/action-resources";
import { actionFacts } from "../evaluation/catalogue/actions";
import type { Principal, StackModel } from "../graph/types";
import { actionGroups, missingOnOneResource } from "../permissions/on-one-resource";
import { permissionFindings } from "../permissions/permission-findings";
import type { RequiredPermission } from "../permissions/required-permission";
import { listed } from "../unknowns/listed";
import { absentPrincipalFinding, idOf, principalNamed } from "../permissions/principal-named";
import { namedActions } from "./task-role-required-actions/named-actions";
import { type MissingPermission, missingPermissionsOf } from "../permissions/missing-permissions";
import { fromTasksOf } from "../ecs/request-origins";
import { missingInEachPlace } from "../permissions/missing-in-each-place";
import { refusedTaskRoleFinding } from "../ecs/trust-findings";
import { unidentifiedRole } from "./task-role-required-actions/unidentified-role";
import { finding, type Finding } from "../findings/finding";
import { stackPolicy } from "../sdk/policy";

const name = "task-role-required-actions";

/** What one role must be allowed. */
export interface RequiredActions {
  /** A name, `role/NAME` or an ARN. */
  role: string;
  /** Actions, or patterns of actions such as `dynamodb:*`. */
  actions: string[];
  /** ARNs or patterns; without them the actions must all be allowed on the same resource, whichever. */
  resources?: string[];
}

interface Config {
  required?: RequiredActions[];
}

const DEFAULT: RequiredActions = {
  role: "MLPlatformECSTaskRole",
  actions: ["GetItem", "PutItem", "UpdateItem", "Scan", "Query", "DescribeTable"].map(
    (action) => `dynamodb:${action}`,
  ),
};

export const taskRoleRequiredActions = stackPolicy<Config>({
  name,
  description:
    "Task roles may perform the actions that the application needs: all attached and inline documents together, " +
    "minus every Deny, within the permissions boundary, conditions included; and ECS may assume them.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Add the missing actions to a policy of the role (the finding's remedy is a statement to paste).",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
  configSchema: {
    properties: {
      required: {
        type: "array",
        description:
          `what roles must be allowed; where it is not given, ${DEFAULT.role} must be allowed ` +
          `${listed(DEFAULT.actions, "and", 9)} on the same table if the stack has that role`,
        items: {
          type: "object",
          description: "role, actions, resources",
          required: ["role", "actions"],
          additionalProperties: false,
          properties: {
            role: {
              type: "string",
              pattern: ROLE_PATTERN,
              description: ROLE_SPELLING,
            },
            actions: {
              type: "array",
              minItems: 1,
              items: {
                type: "string",
                pattern: "^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$",
                description: "an action, e.g. dynamodb:GetItem",
              },
            },
            resources: {
              type: "array",
              minItems: 1,
              items: {
                type: "string",
                pattern: "^(\\*|arn:.+)$",
                description: "an ARN or a pattern of ARNs",
              },
            },
          },
        },
      },
    },
  },
  judge: (model, { required }) => {
    if (required) return judgeAll(model, required);
    return principalNamed(model, DEFAULT.role, "role")
      ? judgeAll(model, [DEFAULT])
      : undeclaredDefault(model);
  },
});

function judgeAll(model: StackModel, required: RequiredActions[]): Finding[] {
  const byRole = new Map<Principal, MissingPermission[]>();
  const findings: Finding[] = [];
  for (const one of required) {
    const { actions, unknown } = namedActions(one.actions);
    findings.push(...unknown.map(({ named, nearest }) => unknownAction(one.role, named, nearest)));
    const principal = principalNamed(model, one.role, "role");
    if (!principal) findings.push(absent(one.role, actions));
    else {
      const missing = missingInEachPlace(model, principal, (view) =>
        lackOf(view, principal, actions, one.resources),
      );
      byRole.set(principal, [...(byRole.get(principal) ?? []), ...missing]);
    }
  }
  const lacks = [...byRole].flatMap(([principal, missing]) =>
    permissionFindings({ policy: name, model, principal, missing }),
  );
  const refused = [...byRole.keys()].flatMap(
    (principal) => refusedTaskRoleFinding(name, principal, model) ?? [],
  );
  const unidentified = [...byRole.keys()].flatMap(
    (principal) => unidentifiedRole(name, principal, model) ?? [],
  );
  return [...findings, ...lacks, ...refused, ...unidentified];
}

function lackOf(
  model: StackModel,
  principal: Principal,
  actions: string[],
  resources?: string[],
): MissingPermission[] {
  const by = { model, principal };
  if (resources) {
    const needs = actions.map((action) => needOf(action, resources));
    return missingPermissionsOf(by, fromTasksOf(model, principal, needs));
  }
  return actionGroups(actions).flatMap((group) => missingOnOneResource(by, group));
}

/** Of the resources that config names, those that requests for the action can name at all. */
function needOf(action: string, resources: string[]): RequiredPermission {
  if (actionFacts(action)?.wildcardOnly) return { kind: "actions", actions: [action], resources: ["*"] };
  const fitting = resources.filter((resource) => actionAcceptsResource(action, resource));
  if (fitting.length > 0) return { kind: "actions", actions: [action], resources: fitting };
  return {
    kind: "actions",
    purpose: `perform ${action}`,
    actions: [],
    resources: [],
    unknown: { kind: "action-on-foreign-resources", action, resources },
  };
}

function absent(role: string, actions: string[]): Finding {
  return absentPrincipalFinding(name, "violated", role, "role", {
    actions,
    purpose: `perform ${listed(actions)}`,
  });
}

/** Silent where the stack has no such role, but not where a task runs with one that nothing is known of. */
function undeclaredDefault({ taskDefinitions }: StackModel): Finding[] {
  const used = taskDefinitions.some(
    ({ taskRole }) => taskRole.state === "elsewhere" && taskRole.arn.endsWith(`/${DEFAULT.role}`),
  );
  const asked = { actions: DEFAULT.actions, purpose: `perform ${listed(DEFAULT.actions)}` };
  return used ? [absentPrincipalFinding(name, "unproven", DEFAULT.role, "role", asked)] : [];
}

function unknownAction(role: string, action: string, nearest: string[]): Finding {
  return finding(name, {
    verdict: "unproven",
    unknowns: [{ kind: "no-such-action", action }],
    subject: idOf(role, "role"),
    actions: [action],
    key: `unknown action ${action}`,
    message: `The pack's config requires ${action} of ${idOf(role, "role")}, and AWS has no such action.`,
    remedy:
      `correct "${name}": { "required": … } in the pack's config` +
      (nearest.length > 0 ? `; the nearest actions are ${listed(nearest, "and")}` : ""),
  });
}

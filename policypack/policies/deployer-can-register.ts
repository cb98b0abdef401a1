import { ECS_TASKS } from "../aws/service-principals";
import { iamArn, PRINCIPAL_PATTERN } from "../aws/iam-arn";
import type { StackModel } from "../graph/types";
import { permissionFindings } from "../permissions/permission-findings";
import { absentPrincipalFinding, principalNamed } from "../permissions/principal-named";
import { missingPermissionsOf } from "../permissions/missing-permissions";
import { rolesToPass } from "./deployer-can-register/roles-to-pass";
import { passedTooWidely } from "./deployer-can-register/excess-pass-role";
import { registrationNeeds } from "./deployer-can-register/registration-needs";
import type { Finding } from "../findings/finding";
import { stackPolicy } from "../sdk/policy";

const name = "deployer-can-register";

interface Config {
  deployers?: string[];
}

export const deployerCanRegister = stackPolicy<Config>({
  name,
  description:
    "Each deployer may register, describe and list task definitions, and pass exactly the roles that the stack's task " +
    "definitions use to ECS tasks.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Give the deployer the three ecs: actions on * and iam:PassRole on each role of the task definitions by its " +
    `complete ARN, with iam:PassedToService ${ECS_TASKS}.`,
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_id-based-policy-examples.html",
  configSchema: {
    properties: {
      deployers: {
        type: "array",
        description: "who registers the stack's task definitions",
        default: [],
        items: {
          type: "string",
          pattern: PRINCIPAL_PATTERN,
          description: "user/NAME, group/NAME, role/NAME or an ARN",
        },
      },
    },
  },
  judge: (model, { deployers = [] }) => {
    return [...new Set(deployers)].flatMap((deployer) => deployerFindings(model, deployer));
  },
});

function deployerFindings(model: StackModel, deployer: string): Finding[] {
  const principal = principalNamed(model, deployer, "user");
  const account = iamArn(principal?.arn)?.account;
  const passed = rolesToPass(model, account);
  const needs = registrationNeeds(model, passed, account);
  if (!principal) {
    const actions = needs.flatMap((need) => need.actions);
    const purpose = "register the stack's task definitions and pass their roles";
    return [absentPrincipalFinding(name, "unproven", deployer, "user", { actions, purpose })];
  }
  const missing = missingPermissionsOf({ model, principal }, needs);
  return [
    ...permissionFindings({ policy: name, model, principal, missing }),
    ...passedTooWidely(name, model, principal, passed),
  ];
}

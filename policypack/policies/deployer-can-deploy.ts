import { iamArn } from "../aws/iam-arn";
import { finding, type Finding } from "../findings/finding";
import { mayLieInAccount } from "../graph/places/may-lie-in";
import type { PlainResource, Principal, StackModel } from "../graph/types";
import { missingInEachPlace } from "../permissions/missing-in-each-place";
import { type MissingPermission, missingPermissionsOf } from "../permissions/missing-permissions";
import { permissionFindings } from "../permissions/permission-findings";
import { absentPrincipalFinding, principalNamed } from "../permissions/principal-named";
import type { RequiredPermission } from "../permissions/required-permission";
import { stackPolicy } from "../sdk/policy";
import { listed } from "../unknowns/listed";
import { deployNeeds, linkedRoleNeeds } from "./deployer-can-deploy/deploy-needs";
import {
  type Deployer,
  DEPLOYERS_SCHEMA,
  deployersOf,
  operationsOn,
  type WrittenDeployer,
} from "./deployer-can-deploy/deployers";
import { unlistedTypes } from "./deployer-can-deploy/unlisted-types";

const name = "deployer-can-deploy";

interface Config {
  deployers?: WrittenDeployer[];
}

export const deployerCanDeploy = stackPolicy<Config>({
  name,
  description:
    "Each deployer may create, read, update and delete every resource of the stack, by a table of the least actions that " +
    "each type takes, and pass the roles that they name. Types that the table lacks are named.",
  enforcementLevel: "mandatory",
  severity: "high",
  remediationSteps: "Grant the deployer what the finding lists: its remedy is a statement to paste.",
  url: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  configSchema: { properties: { deployers: DEPLOYERS_SCHEMA } },
  judge: (model, { deployers = [] }) => {
    const asked = deployersOf(deployers);
    if (asked.length === 0) return [];
    return [...asked.flatMap((deployer) => deployerFindings(model, deployer)), ...unlistedFindings(model)];
  },
});

function deployerFindings(model: StackModel, deployer: Deployer): Finding[] {
  const principal = principalNamed(model, deployer.name, "user");
  const needsOf = (view: StackModel, resource: PlainResource) =>
    deployNeeds(view, resource, operationsOn(resource, deployer));
  if (!principal) {
    const needs = model.resources.flatMap((resource) => needsOf(model, resource));
    const actions = needs.flatMap((need) => need.actions);
    const purpose = "deploy the stack";
    return [absentPrincipalFinding(name, "unproven", deployer.name, "user", { actions, purpose })];
  }
  const missing = missingOf(model, principal, needsOf);
  const linked = deployer.iam === "all" ? missingOf(model, principal, linkedRoleNeeds) : [];
  return [
    ...permissionFindings({ policy: name, model, principal, missing }),
    ...permissionFindings({ policy: name, model, principal, missing: linked }).map((found): Finding => ({
      ...found,
      level: "advisory",
    })),
  ];
}

/** What the principal lacks for the resources that may lie in its account, each fact once. */
function missingOf(
  model: StackModel,
  principal: Principal,
  needsOf: (view: StackModel, resource: PlainResource) => RequiredPermission[],
): MissingPermission[] {
  const account = iamArn(principal.arn)?.account;
  const missing = model.resources
    .filter((resource) => mayLieInAccount(model, resource, account))
    .flatMap((resource) =>
      missingInEachPlace(model, resource, (view) =>
        missingPermissionsOf({ model: view, principal }, needsOf(view, resource)),
      ),
    );
  const ofFact = ({ need, action, resource }: MissingPermission) =>
    JSON.stringify([need.purpose, action, resource]);
  return [...new Map(missing.map((each) => [ofFact(each), each])).values()];
}

function unlistedFindings(model: StackModel): Finding[] {
  const types = unlistedTypes(model);
  if (types.length === 0) return [];
  return [
    finding(name, {
      verdict: "unproven",
      level: "advisory",
      unknowns: [{ kind: "deployed-types", types }],
      subject: "stack",
      key: JSON.stringify(["types", types]),
      message: `What it takes to deploy ${listed(types)} is not in the table of rights, so it is not judged.`,
      remedy:
        "look up in the provider's documentation what these resources take, and grant the deployers that",
    }),
  ];
}

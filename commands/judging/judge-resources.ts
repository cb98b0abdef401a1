import type { StackSettings } from "../../policypack/graph/settings";
import type { Stage } from "../../policypack/sdk/stage";
import { policies } from "../../policypack/policies";
import type { JudgedResources } from "../judgement/judged-stack";
import type { JudgedResource } from "../judgement/judgement";
import { verdictOn } from "../judgement/standing";
import type { RegisteredResource } from "../offline/recording-monitor";
import type { PolicySettings } from "../project/pack-config";
import { judgedPrincipals, judgedTaskDefinitions } from "./judged-principals";
import { permissionsOf } from "./permissions/permission-rows";
import { resourceArguments, stackArguments, stackModel } from "./policy-arguments";
import { runPolicies } from "./run-policies";

/**
 * Has the policy pack judge a stack's resources, wherever they were read.
 * @param pack levels and config of the policies
 * @param settings what is known of the stack's surroundings
 * @param stage whether they are of a preview, after which an update judges what is deferred
 */
export function judgeResources(
  stack: string,
  resources: RegisteredResource[],
  pack: PolicySettings,
  settings: StackSettings,
  stage: Stage,
): JudgedResources {
  const forStack = stackArguments(resources);
  const given = { forResources: resourceArguments(resources), forStack };
  const findings = runPolicies(policies, given, { config: pack, stage, today: today() });
  const model = stackModel(forStack, settings);
  const { account = model.account, region = model.region } = settings;
  return {
    judgement: {
      stack,
      ...(account !== undefined && { account }),
      ...(region !== undefined && { region }),
      verdict: verdictOn(findings),
      resources: listed(resources),
      permissions: permissionsOf(model),
      findings,
      warnings: [],
      principals: judgedPrincipals(model),
      taskDefinitions: judgedTaskDefinitions(model),
    },
    resources,
    model,
  };
}

/** The stack's resources without the stack itself, by type and name: the program registers them in no fixed order. */
function listed(resources: RegisteredResource[]): JudgedResource[] {
  const root = resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.urn;
  return resources
    .filter(({ urn }) => urn !== root)
    .sort((a, b) => (`${a.type} ${a.name}` < `${b.type} ${b.name}` ? -1 : 1))
    .map(({ urn, type, name, parent, inputs }) => {
      const awsName = [inputs.name, inputs.family].find((given) => typeof given === "string") as
        string | undefined;
      return { urn, type, name, ...(awsName && { awsName }), ...(parent !== root && { parent }) };
    });
}

function today(): string {
  return new Date().toISOString().slice(0, "YYYY-MM-DD".length);
}

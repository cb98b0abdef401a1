import { policies } from "../../policypack/policies";
import { configWarnings, type StackConfig } from "../../components/config";
import { buildStack } from "../../components/stack";
import type { JudgedStack } from "../judgement/judged-stack";
import type { JudgedResource, Judgement } from "../judgement/judgement";
import { permissionsOf } from "./permissions/permission-rows";
import { judgedPrincipals, judgedTaskDefinitions } from "./judged-principals";
import { locateFindings } from "./locations";
import { resourceArguments, stackArguments, stackModel } from "./policy-arguments";
import { runProgram } from "../offline/program";
import type { Project } from "../project/project";
import type { RegisteredResource } from "../offline/recording-monitor";
import { runPolicies } from "./run-policies";
import type { ConfiguredStack } from "../project/stack-config";

/**
 * Builds a stack's program in-process and has the policy pack judge it, as a first preview would.
 * @param program by default the one that the project deploys
 * @throws what the program throws
 */
export async function judgeStack(
  project: Project,
  { file, config, pack }: ConfiguredStack,
  program: (config: StackConfig) => unknown = buildStack,
): Promise<JudgedStack> {
  const { accountId: account, region, partition, stack } = config;
  const resources = await runProgram({ project: project.name, stack, region }, () => program(config));
  const forStack = stackArguments(resources);
  const findings = runPolicies(policies, resourceArguments(resources), forStack, pack, today());
  const model = stackModel(forStack, { account, region, partition, external: pack.external });
  const judgement: Judgement = {
    stack,
    account,
    region,
    verdict: findings.some(({ level }) => level === "mandatory") ? "violated" : "clean",
    resources: listed(resources),
    permissions: permissionsOf(model),
    findings: locateFindings(findings, { file, pack, config, resources }),
    warnings: configWarnings(config).map(({ message, path }) => ({
      message,
      location: file.locate(["config", ...path]),
    })),
    principals: judgedPrincipals(model),
    taskDefinitions: judgedTaskDefinitions(model),
  };
  return { judgement, config, resources, model };
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

import { configWarnings, type StackConfig } from "../../components/config";
import { buildStack } from "../../components/stack";
import { packCode } from "../application-code/containers/calls-file";
import type { Applications } from "../application-code/containers/applications";
import { stackCode } from "../application-code/containers/stack-code";
import { withChanges } from "../remedies/yaml-change";
import type { JudgedWarning } from "../judgement/judgement";
import { type PackConfig, packConfigFile, withCode } from "../project/pack-config";
import type { JudgedStack } from "../judgement/judged-stack";
import { judgeResources } from "./judge-resources";
import { locateFindings } from "./locations";
import { unusedGrants } from "./unused-grants";
import { runProgram } from "../offline/program";
import type { Project } from "../project/project";
import type { ConfiguredStack } from "../project/stack-config";

/**
 * Builds a stack's program in-process and has the policy pack judge it, as a first preview would.
 * @param applications as other stacks of this run have seen them
 * @param program by default the one that the project deploys
 * @throws what the program throws
 */
export async function judgeStack(
  project: Project,
  { file, config, pack }: ConfiguredStack,
  program: (config: StackConfig) => unknown = buildStack,
  applications?: Applications,
): Promise<JudgedStack> {
  const { accountId: account, region, partition, stack } = config;
  const resources = await runProgram({ project: project.name, stack, region }, () => program(config));
  const settings = { account, region, partition, external: pack.external };
  const code = await stackCode(project.root, config, applications);
  const { judgement, model } = judgeResources(
    stack,
    resources,
    withCode(pack, code.map(packCode)),
    settings,
    "preview",
  );
  const located = locateFindings(judgement.findings, { file, pack, config, resources });
  judgement.findings = withChanges(located, { file, config, model, resources });
  judgement.warnings = [
    ...configWarnings(config).map(({ message, path }) => ({
      message,
      location: file.locate(["config", ...path]),
    })),
    ...requiringNothing(stack, pack),
  ];
  if (code.length > 0) judgement.unused = unusedGrants(judgement.permissions, code, config);
  return { judgement, config, code, resources, model };
}

/** Without a pack config only what holds for every stack was judged, and no need of an application. */
function requiringNothing(stack: string, pack: PackConfig): JudgedWarning[] {
  if (pack.hasFile) return [];
  const file = packConfigFile(stack);
  const message = `There is no ${file}, so nothing was required of this stack beyond what holds for all: name there what its tasks must reach and who deploys them.`;
  return [{ message, location: { file: `Pulumi.${stack}.yaml`, line: 1, column: 1 } }];
}

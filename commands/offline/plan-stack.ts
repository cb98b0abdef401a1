import { buildStack } from "../../components/stack";
import type { StackConfig } from "../../components/config";
import { runProgram } from "./program";
import type { PackConfig } from "../project/pack-config";
import type { Project } from "../project/project";
import type { RegisteredResource } from "./recording-monitor";
import { configureStacks } from "../project/stack-config";

/** A stack's config and the resources that its program declares. */
export interface PlannedStack {
  config: StackConfig;
  pack: PackConfig;
  resources: RegisteredResource[];
}

/** Runs the stack's program offline. @throws UsageError where its config does not hold */
export async function planStack(project: Project, stack: string): Promise<PlannedStack> {
  const { config, pack } = configureStacks(project, [stack])[0]!;
  const program = { project: project.name, stack, region: config.region };
  return { config, pack, resources: await runProgram(program, () => buildStack(config)) };
}

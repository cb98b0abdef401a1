import { buildStack } from "../../components/stack";
import type { StackConfig } from "../../components/config";
import type { ExternalPrincipal } from "../../policypack/graph/settings";
import { runProgram } from "./program";
import type { Project } from "../project/project";
import type { RegisteredResource } from "./recording-monitor";
import { configureStacks } from "../project/stack-config";

/** A stack's config and the resources that its program declares. */
export interface PlannedStack {
  config: StackConfig;
  /** What the pack's config says of principals that are managed elsewhere. */
  external: ExternalPrincipal[];
  resources: RegisteredResource[];
}

/** Runs the stack's program offline. @throws UsageError where its config does not hold */
export async function planStack(project: Project, stack: string): Promise<PlannedStack> {
  const { config, pack } = configureStacks(project, [stack])[0]!;
  const program = { project: project.name, stack, region: config.region };
  return { config, external: pack.external, resources: await runProgram(program, () => buildStack(config)) };
}

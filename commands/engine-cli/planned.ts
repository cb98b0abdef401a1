import { buildStack } from "../../components/stack";
import type { StackConfig } from "../../components/config";
import { policyNames } from "../engine/judge-stack";
import { runProgram } from "../engine/program";
import type { Project } from "../engine/project";
import type { RegisteredResource } from "../engine/recording-monitor";
import { configureStacks } from "../engine/stack-config";

/** A stack's config and the resources that its program declares. */
export interface PlannedStack {
  config: StackConfig;
  resources: RegisteredResource[];
}

/** Runs the stack's program offline. @throws UsageError where its config does not hold */
export async function planStack(project: Project, stack: string): Promise<PlannedStack> {
  const [configured] = configureStacks(project, [stack], policyNames);
  const { config } = configured!;
  const { region } = config;
  return {
    config,
    resources: await runProgram({ project: project.name, stack, region }, () => buildStack(config)),
  };
}

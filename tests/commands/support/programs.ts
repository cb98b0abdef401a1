import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../../../components/config";
import { buildStack } from "../../../components/stack";
import type { JudgedStack } from "../../../commands/judgement/judged-stack";
import { judgeStack } from "../../../commands/judging/judge-stack";
import { openProject } from "../../../commands/project/project";
import { configureStacks } from "../../../commands/project/stack-config";
import { FIXTURE_PROJECT } from "../../support/fixtures";

/** Judges a fixture stack, in the form that a program gives it. */
export async function judged(
  stack: string,
  program?: (config: StackConfig) => unknown,
): Promise<JudgedStack> {
  const project = openProject(FIXTURE_PROJECT);
  const [configured] = configureStacks(project, [stack]);
  return await judgeStack(project, configured!, program);
}

type Props = Record<string, unknown>;

/** The committed program with one change to the inputs of some resources, as a mistake in a component would make. */
export function withChange(change: (type: string, inputs: Props) => Props | undefined) {
  return (config: StackConfig) => {
    pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
      const changed = change(type, props as Props);
      return changed && { props: changed, opts };
    });
    return buildStack(config);
  };
}

interface Document {
  Statement: Props[];
}

/** The same for the document of one customer managed policy. */
export function withPolicy(name: string, edit: (document: Document) => void) {
  return withChange((type, inputs) => {
    if (type !== "aws:iam/policy:Policy" || inputs.name !== name) return undefined;
    const document = JSON.parse(inputs.policy as string) as Document;
    edit(document);
    return { ...inputs, policy: JSON.stringify(document) };
  });
}

/** The committed program and one resource more. */
export function withMore(create: (config: StackConfig) => void) {
  return (config: StackConfig) => {
    create(config);
    return buildStack(config);
  };
}

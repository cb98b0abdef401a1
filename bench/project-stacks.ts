/** The project's own stacks as declared resources, for tools that read CloudFormation. */
import * as path from "node:path";
import { judgeStacks } from "../commands/judging/judge-stacks";
import type { DeclaredStack } from "../tests/faults/declared";

/** What each stack's program declares in AWS; providers and components left out. */
export async function declaredProjectStacks(): Promise<{ stack: string; declared: DeclaredStack }[]> {
  const judged = await judgeStacks(path.join(__dirname, ".."), []);
  return judged.map(({ judgement: { stack }, resources }) => ({
    stack,
    declared: resources
      .filter(({ type }) => type.startsWith("aws:"))
      .map(({ type, name, inputs }) => ({ type, name, props: inputs })),
  }));
}

/** What is expected where an action is left out of a deployer's policy. */
import { planStack } from "../../../commands/offline/plan-stack";
import { stackArguments, stackModel } from "../../../commands/judging/policy-arguments";
import { openProject } from "../../../commands/project/project";
import { matches } from "../../../policypack/evaluation/patterns/pattern";
import type { Finding } from "../../../policypack/findings/finding";
import { deployerCanDeploy } from "../../../policypack/policies/deployer-can-deploy";
import { Deployer } from "./deployer";
import type { PolicyDocument } from "./documents";
import type { Decision } from "./emulator";
import type { ProjectCopy } from "./project-copy";

/** What is wrong, in words: the action left out is refused, and nothing else; the rule has named it with its resource. */
export function mistakes(action: string, refused: Decision[], findings: Finding[]): string[] {
  const unsaid = refused.filter(
    ({ resource }) =>
      !findings.some(
        ({ actions, resources }) =>
          actions.includes(action) && resources.some((pattern) => matches(pattern, resource)),
      ),
  );
  return [
    ...strangers(action, refused),
    ...unsaid.map(({ resource }) => `${action}: the rule does not name it on ${resource}`),
  ];
}

/** Without an action it is refused, and nothing else is. */
export function strangers(action: string, refused: Decision[]): string[] {
  if (refused.length === 0) return [`${action}: nothing is refused without it`];
  const others = refused.filter((each) => each.action !== action);
  return others.map((each) => `${action}: ${each.action} on ${each.resource} is refused as well`);
}

/** What the rule says of the deployer with some documents, as config declares them. */
export async function judgeOf(project: ProjectCopy, stack: string) {
  const { config, resources } = await planStack(openProject(project.root), stack);
  const { accountId: account, region, partition } = config;
  const principal = `user/${Deployer.NAME}`;
  return (documents: PolicyDocument[]): Finding[] => {
    const external = [{ principal, documents: documents.map((each) => JSON.stringify(each)) }];
    const model = stackModel(stackArguments(resources), { account, region, partition, external });
    const asked = { deployers: [principal] };
    return deployerCanDeploy.rule.judge(model, asked as never).filter(({ level }) => level !== "advisory");
  };
}

import fs from "node:fs";
import path from "node:path";
import type { Container, StackConfig, Task } from "../../../components/config";
import { UsageError } from "../../cli/usage-error";
import { type ContainerNeeds, passedOverReason } from "../needs/code-need";
import { needsOf } from "../needs/needs-of";
import type { Application } from "../reading/application";
import type { Environment } from "../resources/fill-in";
import type { Applications } from "./applications";
import { sourcesOf } from "./sources-of";

/**
 * What the code of each container of a stack calls; of those that name their sources.
 *
 * @throws UsageError where a source is not there, naming each
 */
export async function readStackCode(
  config: StackConfig,
  applications: Applications,
): Promise<ContainerNeeds[]> {
  const named = config.tasks.flatMap((task) =>
    task.containers.flatMap((container) => {
      const sources = sourcesOf(container);
      return sources.length === 0 ? [] : [{ task, container, sources }];
    }),
  );
  refuseMissing(applications.root, config.stack, named);
  const needs: ContainerNeeds[] = [];
  for (const { task, container, sources } of named) {
    needs.push(containerNeeds(config, task, container, await applications.read(sources)));
  }
  return needs;
}

function refuseMissing(
  root: string,
  stack: string,
  named: { task: Task; container: Container; sources: string[] }[],
) {
  const mistakes = named.flatMap(({ task, container, sources }) =>
    sources
      .filter((source) => !fs.existsSync(path.join(root, source)))
      .map(
        (source) =>
          `Pulumi.${stack}.yaml: the source ${source} of container ${container.name} (task ${task.key}) is not there. ` +
          "Name folders or files relative to the project.",
      ),
  );
  if (mistakes.length > 0) throw new UsageError(mistakes);
}

function containerNeeds(
  { partition, region, accountId }: StackConfig,
  task: Task,
  container: Container,
  application: Application,
): ContainerNeeds {
  const { needs, unresolved } = needsOf(
    application,
    { partition, region, accountId },
    environmentOf(container),
  );
  return {
    task: task.key,
    family: task.family,
    container: container.name,
    needs,
    unresolved,
    passedOver: notesOf(application),
  };
}

function environmentOf({ environment, environmentFiles, secrets }: Container): Environment {
  return {
    variables: environment,
    isSecret: (name) => Object.hasOwn(secrets, name),
    isOpen: environmentFiles.length > 0,
  };
}

function notesOf({ passedOver, malformed, isExhausted }: Application): ContainerNeeds["passedOver"] {
  return [
    ...passedOver.map((each) => ({ file: each.file, reason: passedOverReason(each) })),
    ...malformed.map(({ file, line }) => ({
      file,
      reason: `has a syntax error in line ${line}; what is right in it is read`,
    })),
    ...(isExhausted ? [{ file: ".", reason: "the application is too large to follow all of it" }] : []),
  ];
}

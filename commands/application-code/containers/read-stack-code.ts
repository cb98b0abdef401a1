import fs from "node:fs";
import path from "node:path";
import type { Container, StackConfig, Task } from "../../../components/config";
import { UsageError } from "../../cli/usage-error";
import { type ContainerNeeds, passedOverReason } from "../needs/code-need";
import { needsOf } from "../needs/needs-of";
import type { Application } from "../reading/application";
import { readApplication } from "../reading/read-application";
import type { Environment } from "../resources/fill-in";
import { sourcesOf } from "./sources-of";

/** Applications that are read already in this process: several stacks run the same code. */
export type ReadApplications = Map<string, Promise<Application>>;

/**
 * What the code of each container of a stack calls; of those that name their sources.
 *
 * @param root the project's folder
 * @throws UsageError where a source is not there, naming each
 */
export async function readStackCode(
  root: string,
  config: StackConfig,
  read: ReadApplications = new Map(),
): Promise<ContainerNeeds[]> {
  const named = config.tasks.flatMap((task) =>
    task.containers.flatMap((container) => {
      const sources = sourcesOf(container);
      return sources.length === 0 ? [] : [{ task, container, sources }];
    }),
  );
  refuseMissing(root, config.stack, named);
  const needs: ContainerNeeds[] = [];
  for (const { task, container, sources } of named) {
    needs.push(containerNeeds(config, task, container, await applicationAt(root, sources, read)));
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

function applicationAt(root: string, sources: string[], read: ReadApplications): Promise<Application> {
  const key = JSON.stringify([root, sources]);
  const known = read.get(key) ?? readApplication(root, sources);
  read.set(key, known);
  return known;
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

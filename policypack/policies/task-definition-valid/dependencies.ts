/** What containers wait for. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html */
import { UNKNOWN } from "../../evaluation/types";
import { neverHealthy } from "./health-checks";
import { type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { records } from "../../graph/resources/plain";
import type { Definition } from "./definition";
import { nameAnother } from "./other-containers";
import { type LabelledContainer, problemsOfEach } from "../../ecs/labelled-containers";

const CONDITIONS = ["START", "COMPLETE", "SUCCESS", "HEALTHY"];

export function dependencyProblems(definition: Definition): Problem[] {
  return [
    ...problemsOfEach(definition.containers, (each) => ofContainer(each, definition), "dependsOn"),
    ...cycles(definition.containers),
  ];
}

function ofContainer({ container, label }: LabelledContainer, definition: Definition): Problem[] {
  const { containers: all, isComplete } = definition;
  return records(container.dependsOn).flatMap(({ containerName, condition }) => {
    const key = `dependsOn ${shown(containerName)}`;
    if (containerName === UNKNOWN) return [];
    if (typeof containerName !== "string" || containerName === "") {
      return [violated(key, `${label} has a dependsOn without a containerName`, "Name the container.")];
    }
    const target = all.find((each) => each.container.name === containerName);
    if (!target) {
      if (!isComplete || all.some((each) => each.container.name === UNKNOWN))
        return [unproven(key, `whether ${label} waits for a container that exists`)];
      return [
        violated(
          key,
          `${label} waits for ${containerName}, and there is no such container`,
          nameAnother(container, all),
        ),
      ];
    }
    return conditionProblems(key, label, target, condition);
  });
}

function conditionProblems(
  key: string,
  label: string,
  target: LabelledContainer,
  condition: unknown,
): Problem[] {
  const name = shown(target.container.name);
  if (condition === UNKNOWN) return [];
  if (typeof condition !== "string" || !CONDITIONS.includes(condition)) {
    return [
      violated(
        key,
        condition === undefined
          ? `${label} waits for ${name} without a condition`
          : `${label} waits for ${name} to be ${shown(condition)}`,
        `Conditions are ${CONDITIONS.join(", ")}.`,
      ),
    ];
  }
  if (condition === "HEALTHY" && target.container.healthCheck === undefined) {
    return [
      violated(
        key,
        `${label} waits for ${name} to be HEALTHY, which has no healthCheck`,
        `Give ${name} a healthCheck, or wait for START.`,
      ),
    ];
  }
  if (condition === "HEALTHY" && neverHealthy(target.container.healthCheck)) {
    return [
      violated(
        key,
        `${label} waits for ${name} to be HEALTHY, whose healthCheck ${neverHealthy(target.container.healthCheck)}`,
        `Give ${name} a healthCheck that begins with CMD or CMD-SHELL, or wait for START.`,
      ),
    ];
  }
  const mustEnd = condition === "COMPLETE" || condition === "SUCCESS";
  if (mustEnd && (target.container.essential ?? true) === true) {
    return [
      violated(
        key,
        `${label} waits for ${name} to end (${shown(condition)}), but ${name} is essential, so that its end stops the task`,
        `Set essential to false on ${name}.`,
      ),
    ];
  }
  return [];
}

/** Containers that wait for one another, by `dependsOn`, `links` or `volumesFrom`: none of them could be the first. */
function cycles(containers: LabelledContainer[]): Problem[] {
  const waiting = new Map(containers.map(({ container }) => [shown(container.name), awaited(container)]));
  for (let ready = withoutWaiting(waiting); ready.length > 0; ready = withoutWaiting(waiting)) {
    for (const name of ready) waiting.delete(name);
  }
  const waitedFor = new Set([...waiting.values()].flat());
  const names = [...waiting.keys()].filter((name) => waitedFor.has(name)).sort();
  if (names.length === 0) return [];
  return [
    violated(
      "dependsOn cycle",
      names.length === 1
        ? `container ${names[0]} waits for itself`
        : `${names.join(", ")} wait for one another`,
      "Take one of the dependencies out.",
    ),
  ];
}

function withoutWaiting(waiting: Map<string, string[]>): string[] {
  return [...waiting].filter(([, names]) => !names.some((name) => waiting.has(name))).map(([name]) => name);
}

function awaited({ dependsOn, links, volumesFrom }: LabelledContainer["container"]): string[] {
  const linked = Array.isArray(links) ? links.map((link) => shown(link).replace(/:.*$/, "")) : [];
  return [
    ...records(dependsOn).map(({ containerName }) => shown(containerName)),
    ...records(volumesFrom).map(({ sourceContainer }) => shown(sourceContainer)),
    ...linked,
  ];
}

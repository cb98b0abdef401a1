/** The containers of a task definition as problems name and place them. */
import type { Problem } from "../findings/problem";
import {
  type Container,
  containerIdText,
  containerLabel,
  placeInContainer,
} from "../graph/resources/container-definitions";

export interface LabelledContainer {
  /** How messages call it: `container app`. */
  label: string;
  /** How ids know it. */
  idText: string;
  container: Container;
}

/** Each container with what messages and ids call it, in their order. */
export function labelledContainers(containers: readonly Container[]): LabelledContainer[] {
  return containers.map((container, index) => ({
    container,
    label: containerLabel(container, index),
    idText: containerIdText(container, index),
  }));
}

/** The problems of each container, known by it behind their own keys, and placed in it. @param property the one that all of them are of */
export function problemsOfEach(
  containers: readonly LabelledContainer[],
  problemsOf: (each: LabelledContainer) => Problem[],
  property?: string,
): Problem[] {
  return containers.flatMap((each) =>
    placedIn(each, problemsOf(each), property).map((problem) => ({
      ...problem,
      key: `${problem.key} ${each.idText}`,
    })),
  );
}

/** Problems of a container; those that know their property or entry keep it. */
export function placedIn(
  { container }: Pick<LabelledContainer, "container">,
  problems: Problem[],
  property?: string,
): Problem[] {
  return problems.map((problem) => ({
    ...problem,
    place: placeInContainer(container, problem.place?.property ?? property, problem.place?.entry),
  }));
}

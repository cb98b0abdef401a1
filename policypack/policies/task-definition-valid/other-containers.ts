/** The remedy where a container names one that the task does not have, and may not mean itself. */
import type { LabelledContainer } from "../../ecs/labelled-containers";
import { shown } from "../../findings/shown";

export function nameAnother(
  container: LabelledContainer["container"],
  all: readonly LabelledContainer[],
): string {
  const others = all.map((each) => each.container.name).filter((name) => name !== container.name);
  return others.length > 0
    ? `Name one of these: ${others.map(shown).join(", ")}.`
    : "Take it out; the task has no other container.";
}

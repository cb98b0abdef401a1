/** The containers of a task definition among each other. */
import { UNKNOWN } from "../../evaluation/types";
import { dependencyProblems } from "./dependencies";
import { imageProblem } from "./image";
import { limitProblems } from "./kernel-limits";
import { startProblems } from "./container-start";
import { type Problem, unproven, violated } from "../../findings/problem";
import type { Definition } from "./definition";
import { type LabelledContainer, problemsOfEach, placedIn } from "../../ecs/labelled-containers";
import { containerShapeProblems } from "./shape/problems";

const NAME = /^[\w-]{1,255}$/;

export function containerProblems(definition: Definition): Problem[] {
  const { containers } = definition;
  return [
    ...containerShapeProblems(definition),
    ...containers.flatMap((each) => placedIn(each, limitProblems(each, definition))),
    ...problemsOfEach(containers, nameAndImage),
    ...containers.flatMap((each) => placedIn(each, startProblems(each))),
    ...sharedNames(containers),
    ...noneEssential(definition),
    ...dependencyProblems(definition),
  ];
}

function nameAndImage({ container, label }: LabelledContainer): Problem[] {
  const { name, image } = container;
  const problems: Problem[] = [];
  if (name === UNKNOWN) problems.push(unproven("name", `the name of ${label}`));
  else if (name === undefined || name === null || name === "") {
    problems.push(violated("name", `${label} has no name`, "Give each container a name."));
  } else if (typeof name === "string" && !NAME.test(name)) {
    problems.push(
      violated(
        "name",
        `${label} has a name that ECS refuses`,
        "Use up to 255 letters, digits, hyphens and underscores.",
      ),
    );
  }
  const wrong = imageProblem(image);
  if (wrong) {
    const message = `${label} has ${wrong.message}`;
    problems.push(violated("image", message, wrong.remedy, { property: "image" }));
  }
  return problems;
}

function sharedNames(containers: LabelledContainer[]): Problem[] {
  const names = containers.map(({ container }) => container.name).filter((name) => typeof name === "string");
  const shared = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
    .filter(Boolean)
    .sort();
  if (shared.length === 0) return [];
  return [
    violated(
      "shared names",
      `several containers have the name ${shared.join(", ")}`,
      "Give each container its own name.",
    ),
  ];
}

/** A container is essential unless it says otherwise. */
function noneEssential({ containers, isComplete }: Definition): Problem[] {
  const essentials = containers.map(({ container }) => container.essential ?? true);
  if (essentials.length === 0 || essentials.includes(true)) return [];
  if (essentials.includes(UNKNOWN) || !isComplete)
    return [unproven("essential", "whether any container is essential")];
  return [
    violated("essential", "no container is essential", "Set essential to true on at least one container."),
  ];
}

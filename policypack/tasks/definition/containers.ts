/** The containers of a task definition among each other. */
import { UNKNOWN } from "../../evaluation/types";
import { propertyProblems } from "./container-properties";
import {
  type Definition,
  type LabelledContainer,
  type Problem,
  records,
  shown,
  unproven,
  violated,
} from "./definition";

const NAME = /^[\w-]{1,255}$/;

export function containerProblems(definition: Definition): Problem[] {
  const { containers } = definition;
  return [
    ...containers.flatMap(propertyProblems),
    ...containers.flatMap(nameAndImage),
    ...sharedNames(containers),
    ...noneEssential(definition),
    ...containers.flatMap((each) => dependencyProblems(each, definition)),
  ];
}

function nameAndImage({ container, label }: LabelledContainer): Problem[] {
  const { name, image } = container;
  const problems: Problem[] = [];
  if (name === UNKNOWN) problems.push(unproven(`name ${label}`, `the name of ${label}`));
  else if (name === undefined || name === null || name === "") {
    problems.push(violated(`name ${label}`, `${label} has no name`, "Give each container a name."));
  } else if (typeof name === "string" && !NAME.test(name)) {
    problems.push(
      violated(
        `name ${label}`,
        `${label} has a name that ECS refuses`,
        "Use up to 255 letters, digits, hyphens and underscores.",
      ),
    );
  }
  if (image === undefined || image === null || image === "") {
    problems.push(violated(`image ${label}`, `${label} has no image`, "Set the container's image."));
  } else if (typeof image === "string" && /\s/.test(image)) {
    problems.push(
      violated(`image ${label}`, `${label} has an image with white space in it`, "Correct the image."),
    );
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

const CONDITIONS = ["START", "COMPLETE", "SUCCESS", "HEALTHY"];

function dependencyProblems({ container, label }: LabelledContainer, definition: Definition): Problem[] {
  const { containers: all, isComplete } = definition;
  return records(container.dependsOn).flatMap(({ containerName, condition }) => {
    const key = `dependsOn ${shown(containerName)} ${label}`;
    if (typeof containerName !== "string") return [];
    const target = all.find((each) => each.container.name === containerName);
    if (!target) {
      if (!isComplete || all.some((each) => each.container.name === UNKNOWN))
        return [unproven(key, `whether ${label} waits for a container that exists`)];
      const names = all.map((each) => each.container.name).filter((name) => typeof name === "string");
      return [
        violated(
          key,
          `${label} waits for ${containerName}, and there is no such container`,
          `There are: ${names.join(", ")}.`,
        ),
      ];
    }
    if (containerName === container.name) {
      return [violated(key, `${label} waits for itself`, "Take the dependency out.")];
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
  if (typeof condition === "string" && !CONDITIONS.includes(condition)) {
    return [
      violated(
        key,
        `${label} waits for ${name} to be ${condition}`,
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

/** Environment variables and secrets of containers. */
import { UNKNOWN } from "../../evaluation/types";
import {
  type Definition,
  type LabelledContainer,
  type Problem,
  records,
  shown,
  violated,
} from "./definition";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html */
export function variableProblems({ containers }: Definition): Problem[] {
  return containers.flatMap((each) => [
    ...environmentProblems(each),
    ...secretProblems(each),
    ...sharedNames(each),
  ]);
}

function environmentProblems({ container, label }: LabelledContainer): Problem[] {
  return records(container.environment).flatMap(({ name, value }, index) => {
    const key = `environment ${shown(name)} ${label}`;
    if (name === undefined || name === "" || (typeof name !== "string" && name !== UNKNOWN)) {
      return [
        violated(
          key,
          `${label} has an environment variable (entry ${index + 1}) without a name`,
          "Give it a name.",
        ),
      ];
    }
    if (value === undefined || value === null || typeof value === "string" || value === UNKNOWN) return [];
    return [
      violated(
        key,
        `${label} has an environment variable ${shown(name)} whose value is no text`,
        'Put the value in quotes, as in "8080".',
      ),
    ];
  });
}

function secretProblems({ container, label }: LabelledContainer): Problem[] {
  return records(container.secrets).flatMap(({ name, valueFrom }) => {
    if (name === UNKNOWN || valueFrom === UNKNOWN) return [];
    const isNamed = typeof name === "string" && name !== "";
    if (isNamed && typeof valueFrom === "string" && valueFrom !== "") return [];
    return [
      violated(
        `secret ${shown(name)} ${label}`,
        `${label} has a secret ${isNamed ? `${name} without a valueFrom` : "without a name"}`,
        "Give each entry of secrets a name, and the ARN of a secret or parameter as valueFrom.",
      ),
    ];
  });
}

/** Of two values for one name one is lost; ECS refuses a name in both lists. */
function sharedNames({ container, label }: LabelledContainer): Problem[] {
  const names = [...records(container.environment), ...records(container.secrets)]
    .map(({ name }) => name)
    .filter((name) => typeof name === "string" && name !== "");
  const shared = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].sort();
  if (shared.length === 0) return [];
  return [
    violated(
      `shared variables ${label}`,
      `${label} gives the variable ${shared.join(", ")} more than once in environment and secrets`,
      "Keep one entry for each name.",
    ),
  ];
}

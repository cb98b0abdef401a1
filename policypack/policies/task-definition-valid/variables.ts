/** Environment variables and secrets of containers. */
import { UNKNOWN } from "../../evaluation/types";
import { type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { records } from "../../graph/resources/plain";
import { type Definition, type LabelledContainer, problemsOfEach, placedIn } from "./definition";
import { sourceProblems } from "./value-from";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html */
export function variableProblems({ containers }: Definition): Problem[] {
  return problemsOfEach(containers, (each) => [
    ...placedIn(each, environmentProblems(each), "environment"),
    ...sourceProblems(each),
    ...sharedNames(each),
  ]);
}

function environmentProblems({ container, label }: LabelledContainer): Problem[] {
  return records(container.environment).flatMap(({ name, value }, index) => {
    const key = `environment ${shown(name)}`;
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
        `${label} has an environment variable ${shown(name)} whose value is not a string`,
        'Put the value in quotes, as in "8080".',
        { entry: shown(name) },
      ),
    ];
  });
}

/** Of two values for one name one is lost; ECS refuses a name in both lists. */
function sharedNames({ container, label }: LabelledContainer): Problem[] {
  const names = [...records(container.environment), ...records(container.secrets)]
    .map(({ name }) => name)
    .filter((name): name is string => typeof name === "string" && name !== "");
  const shared = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].sort();
  if (shared.length === 0) return [];
  return [
    violated(
      "shared variables",
      `${label} gives the variable ${shared.join(", ")} more than once in environment and secrets`,
      "Keep one entry for each name.",
      { property: "environment", entry: shared[0] },
    ),
  ];
}

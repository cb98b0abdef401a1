/** Environment variables and secrets of containers. */
import { textRemedy } from "../../documents/output-text";
import { UNKNOWN } from "../../evaluation/types";
import { advice, type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { records } from "../../graph/resources/plain";
import type { Definition } from "./definition";
import { type LabelledContainer, problemsOfEach, placedIn } from "../../ecs/labelled-containers";
import { sourceProblems } from "./value-from";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html */
export function variableProblems({ containers, resource }: Definition): Problem[] {
  return problemsOfEach(containers, (each) => [
    ...placedIn(each, environmentProblems(each), "environment"),
    ...sourceProblems(each, resource.urn),
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
        textRemedy([value], 'Put the value in quotes, as in "8080".'),
        { entry: shown(name) },
      ),
    ];
  });
}

/**
 * ECS refuses a secret's name that another entry has; of two plain values for one name it keeps both, and the container
 * sees the last. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html
 */
function sharedNames({ container, label }: LabelledContainer): Problem[] {
  const plain = namesOf(container.environment);
  const secret = namesOf(container.secrets);
  const refused = repeated([...new Set(plain), ...secret]);
  const lost = repeated(plain).filter((name) => !refused.includes(name));
  const place = (entry: string | undefined) => ({ property: "environment", entry });
  const problems: Problem[] = [];
  if (refused.length > 0) {
    const what = `${label} gives the variable ${refused.join(", ")} more than once in environment and secrets`;
    problems.push(violated("shared variables", what, "Keep one entry for each name.", place(refused[0])));
  }
  if (lost.length > 0) {
    const what = `${label} gives the variable ${lost.join(", ")} more than once in environment, and the container sees the last value`;
    problems.push({
      ...advice("repeated variables", what, "Keep one entry for each name."),
      place: place(lost[0]),
    });
  }
  return problems;
}

function namesOf(list: unknown): string[] {
  return records(list)
    .map(({ name }) => name)
    .filter((name): name is string => typeof name === "string" && name !== "");
}

function repeated(names: string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].sort();
}

/** Properties of the task itself that hold a list or an object: of another type, or unknown, nothing in them is judged. */
import { UNKNOWN } from "../../evaluation/types";
import { isRecord } from "../../graph/resources/plain";
import { type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import type { Definition } from "./definition";

const LISTS = ["volumes", "placementConstraints"];
const OBJECTS = ["runtimePlatform", "proxyConfiguration", "ephemeralStorage"];

export function propertyTypeProblems({ props }: Definition): Problem[] {
  // `aws` has tags as an object, `aws-native` as a list of key and value.
  const tags = Array.isArray(props.tags) ? "list" : "object";
  return [
    ...LISTS.flatMap((property) => typeProblems(property, props[property], "list")),
    ...OBJECTS.flatMap((property) => typeProblems(property, props[property], "object")),
    // Tags are often made of outputs; AWS judges those that are not known yet.
    ...(props.tags === UNKNOWN ? [] : typeProblems("tags", props.tags, tags)),
  ];
}

function typeProblems(property: string, value: unknown, type: "list" | "object"): Problem[] {
  if (value === undefined || value === null) return [];
  if (value === UNKNOWN) return [unproven(`type ${property}`, `the ${property}`)];
  if (type === "list" ? Array.isArray(value) : isRecord(value)) return [];
  const wanted = type === "list" ? "a list" : "an object";
  return [
    violated(
      `type ${property}`,
      `${property} is ${shown(value)}, and must be ${wanted}`,
      `Write ${property} as ${wanted}.`,
    ),
  ];
}

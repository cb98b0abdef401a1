/** Schemas made from the shapes of AWS's API model: members, types and values, in AWS's own spelling. */
import { z } from "zod";
import * as names from "../names";
import { listOf, mapOf, strictObject } from "../shapes";
import { type Shape, shapeOf } from "./shapes";

/** Whole numbers in ECS's API have 32 bits. */
const [leastInteger, mostInteger] = [-(2 ** 31), 2 ** 31 - 1];

/** What is said of members that have a key of their own in this project, or none in the provider. */
export type Advice = Record<string, string>;

/**
 * A structure of the API, less the members that are said elsewhere.
 *
 * @param elsewhere members that are refused, with what to write instead
 */
export function structureSchema(name: string, elsewhere: Advice = {}) {
  const { members = {}, required = [] } = shapeOf(name);
  const own = Object.entries(members).filter(([member]) => !Object.hasOwn(elsewhere, member));
  const fields = own.map(([member, shape]): [string, z.ZodType] => {
    const value = shapeSchema(shape).describe(`\`${member}\` of AWS's \`${name}\`.`);
    return [member, required.includes(member) ? value : value.optional()];
  });
  return strictObject(Object.fromEntries(fields), elsewhere);
}

/** Any shape of the API. */
export function shapeSchema(name: string): z.ZodType {
  const shape = shapeOf(name);
  switch (shape.type) {
    case "structure":
      return shape.union ? unionSchema(name) : structureSchema(name);
    case "list":
      return listOf(shapeSchema(shape.of ?? "String"));
    case "map":
      return mapOf(names.anyText("a key"), shapeSchema(shape.of ?? "String"));
    case "string":
      return stringSchema(shape);
    case "integer":
      return integerSchema(shape);
    case "boolean":
      return z.boolean({ error: (issue) => missing(issue.input, "true or false") });
  }
}

/** A structure of which one member is set. */
function unionSchema(name: string): z.ZodType {
  const allowed = Object.keys(shapeOf(name).members ?? {});
  return structureSchema(name).refine(
    (value) => Object.values(value).filter((member) => member !== undefined).length === 1,
    `must have exactly one of ${allowed.join(", ")}`,
  );
}

function stringSchema({ enum: values = [] }: Shape): z.ZodType {
  const [first, ...others] = values;
  if (first === undefined) return names.anyText("text");
  const form = others.length === 0 ? first : `one of ${values.join(", ")}`;
  return z.enum([first, ...others], { error: (issue) => missing(issue.input, form) });
}

function integerSchema({ min = leastInteger, max = mostInteger }: Shape): z.ZodType {
  const form =
    max === mostInteger
      ? min === leastInteger
        ? "a whole number"
        : `a whole number of at least ${min}`
      : `a whole number from ${min} to ${max}`;
  return z
    .int({ error: (issue) => missing(issue.input, form) })
    .min(min, `must be ${form}`)
    .max(max, `must be ${form}`);
}

function missing(input: unknown, form: string): string {
  return input === undefined ? `is missing; it must be ${form}` : `must be ${form}`;
}

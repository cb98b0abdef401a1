/**
 * The form of RegisterTaskDefinition's request, as AWS's own API model has it. Written by `npm run ecs-model`.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
import catalogue from "../catalogue/task-definition-shapes.json";

/** One shape of the model. */
export interface Shape {
  type: "structure" | "list" | "map" | "string" | "integer" | "boolean";
  /** Of a structure: the members that ECS requires. */
  required?: string[];
  /** Of a structure: member to the name of its shape. */
  members?: Record<string, string>;
  /** The shape of a list's entries or of a map's values. */
  of?: string;
  /** The values of a string. */
  enum?: string[];
  /** Of a number. */
  min?: number;
  max?: number;
  /** A structure of which just one member may be set. */
  union?: boolean;
}

const shapes = new Map(Object.entries(catalogue.shapes as Record<string, Shape>));

/** @throws {Error} where the model has no such shape: this program was written against another one */
export function shapeOf(name: string): Shape {
  const shape = shapes.get(name);
  if (!shape) throw new Error(`AWS's model of ECS has no shape ${name}.`);
  return shape;
}

/** The values of a string's shape. */
export function valuesOf(name: string): [string, ...string[]] {
  const [first, ...others] = shapeOf(name).enum ?? [];
  if (first === undefined) throw new Error(`AWS's model of ECS lists no values of ${name}.`);
  return [first, ...others];
}

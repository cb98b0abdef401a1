/**
 * The form of RegisterTaskDefinition's request as AWS's own API model has it: members, required ones, types, values.
 * Written by `npm run ecs-model`. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
import { once, readCatalogueFile } from "./data-file";

/** In the catalogue's folder. */
export const SHAPES_FILE = "task-definition-shapes.jsonl";

/** The shape of the whole request. */
export const REQUEST = "RegisterTaskDefinitionRequest";

/** The shape of one of its containers. */
export const CONTAINER = "ContainerDefinition";

/** A line of the file: one shape of the model. */
export interface ShapeEntry {
  /** AWS's name for it, e.g. `PortMapping`. */
  shape: string;
  type: "structure" | "list" | "map" | "string" | "integer" | "boolean";
  /** Of a structure: the members that ECS requires. */
  required?: string[];
  /** Of a structure: member to the name of its shape. */
  members?: Record<string, string>;
  /** Of a structure: what AWS's description of a list of strings names as valid, by member. */
  documented?: Record<string, string[]>;
  /** The shape of a list's entries or of a map's values; a map's keys are strings. */
  of?: string;
  /** The values of a string. */
  enum?: string[];
  /** Of a string or list its least length, of a number its least value; `max` likewise. */
  min?: number;
  max?: number;
  pattern?: string;
  /** A structure of which just one member may be set. */
  union?: boolean;
}

const file = once(() => readCatalogueFile<ShapeEntry>(SHAPES_FILE));

/** The names of all shapes. */
export function shapeNames(): string[] {
  return file().keys;
}

/**
 * The shape of that name.
 *
 * @throws {Error} when there is none: what asks for it was written against another model
 */
export function shapeOf(name: string): ShapeEntry {
  const entry = file().entry(name);
  if (!entry) throw new Error(`${SHAPES_FILE} has no shape ${name}.`);
  return entry;
}

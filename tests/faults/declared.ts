/**
 * Stacks for the fault catalogue, written down as plain data so that one stack can be put before the analyzer process,
 * the real engine and (as CloudFormation) other tools.
 */

/** A value that the program takes from another resource's output: unknown at a first preview. */
export interface OutputOf {
  $output: { resource: string; property: string };
}

/** A resource as a program declares it. `name` is the Pulumi name and unique in its stack. */
export interface Declared {
  type: string;
  name: string;
  props: Record<string, unknown>;
}

export type DeclaredStack = Declared[];

/** What a program gets when it passes `other.property` on. */
export function output(resource: string, property: string): OutputOf {
  return { $output: { resource, property } };
}

export function isOutput(value: unknown): value is OutputOf {
  return typeof value === "object" && value !== null && "$output" in value;
}

/** The named resource of a stack, to change it in place. */
export function find(stack: DeclaredStack, name: string): Declared {
  const found = stack.find((resource) => resource.name === name);
  if (!found) throw new Error(`no resource ${name}; there are: ${stack.map((one) => one.name).join(", ")}`);
  return found;
}

export function remove(stack: DeclaredStack, name: string): void {
  stack.splice(stack.indexOf(find(stack, name)), 1);
}

/** A document as the program passes it: JSON text. */
export function json(document: unknown): string {
  return JSON.stringify(document);
}

type Json = Record<string, unknown>;

/** Changes the statements of a document that a resource carries as JSON text. */
export function editStatements(
  stack: DeclaredStack,
  name: string,
  edit: (statements: Json[]) => void,
  property = "policy",
) {
  const { props } = find(stack, name);
  const document = JSON.parse(props[property] as string) as { Statement: Json[] };
  edit(document.Statement);
  props[property] = json(document);
}

/** Changes the containers of a task definition. */
export function editContainers(stack: DeclaredStack, name: string, edit: (containers: Json[]) => void) {
  const { props } = find(stack, name);
  const containers = JSON.parse(props.containerDefinitions as string) as Json[];
  edit(containers);
  props.containerDefinitions = json(containers);
}

/** The statement with that Sid. */
export function statement(statements: Json[], sid: string): Json {
  const found = statements.find((one) => one.Sid === sid);
  if (!found) throw new Error(`no statement ${sid}`);
  return found;
}

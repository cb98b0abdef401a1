/**
 * Programs as other people write them, run as the engine and the AWS provider run them: defaults and generated names
 * join the inputs, what AWS makes up is unknown at a first preview and known at every later one.
 */
import { UNKNOWN } from "../../policypack/evaluation/types";
import type { Analyzer } from "../support/analyzer";
import type { Diagnostic } from "../support/messages";
import type { TestResource } from "../support/stacks";
import { checkedInputs, outputsOnceCreated, unknownBeforeCreation } from "./aws-provider";
import { holdsSecret, secretOf, withoutSecrecy } from "./secrets";
import { isMade, type Made, type Program, type Resource } from "./program";

/**
 * `first`: nothing exists yet. `later`: everything exists, and nothing has changed. Else what exists already and stays: the rest
 * is created or replaced.
 */
export type Run = "first" | "later" | ((resource: Resource) => boolean);

type Props = Record<string, unknown>;

export interface RunResource extends TestResource {
  /** Read, not created: the engine has nobody judge it alone. */
  lookedUp: boolean;
}

/**
 * What the analyzer is given in that run, in the order in which the program registers its resources.
 *
 * @param suffix what the names end in that the provider generates
 */
export function runProgram(program: Program, run: Run, suffix = "4f2c9a1"): RunResource[] {
  const outputs = new Map<Resource, Props>();
  const resources = program.resources.map((resource) => {
    const propertyDependencies: Record<string, string[]> = {};
    const plain: Props = {};
    for (const [key, given] of Object.entries(resource.inputs)) {
      const from = new Set<string>();
      const value = resolved(given, outputs, from);
      if (value === undefined) continue;
      plain[key] = value;
      if (from.size > 0) propertyDependencies[key] = [...from];
    }
    const provider = providerIn(program, resource, outputs);
    // Without its whole configuration the engine asks the provider nothing, and knows nothing but what the program says.
    const isConfigured = !holdsUnknown(provider?.props);
    const inputs = isConfigured ? checkedInputs(resource, plain, provider, suffix) : plain;
    const lookedUp = program.isLookedUp(resource);
    const made = lookedUp ? {} : madeIn(run, resource, inputs, program);
    const props: Props = isConfigured ? { ...made, ...withoutDefaults(inputs) } : {};
    Object.assign(props, made.normalized as Props | undefined);
    delete props.normalized;
    outputs.set(resource, props);
    return {
      urn: resource.urn,
      type: resource.type,
      name: resource.name,
      inputs,
      props,
      propertyDependencies,
      dependencies: [...new Set(Object.values(propertyDependencies).flat())],
      ...(resource.parent ? { parent: resource.parent } : {}),
      ...(provider ? { provider } : {}),
      lookedUp,
    };
  });
  return resources;
}

/** The provider that makes the resource, with its settings as the run knows them. */
function providerIn(program: Program, resource: Resource, outputs: Map<Resource, Props>) {
  const provider = program.providerOf(resource);
  return provider && { ...provider, props: resolved(provider.props, outputs, new Set()) as Props };
}

function madeIn(run: Run, resource: Resource, inputs: Props, program: Program): Props {
  const isThere = typeof run === "function" ? run(resource) : run === "later";
  return isThere ? outputsOnceCreated(resource, inputs, program) : unknownBeforeCreation(resource);
}

/** What the engine does at a preview: first each resource that it creates or has created, then the stack. */
export async function preview(analyzer: Analyzer, resources: RunResource[]): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const resource of resources) if (!resource.lookedUp) found.push(...(await analyzer.analyze(resource)));
  return [...found, ...(await analyzer.analyzeStack(resources))];
}

/** A value with outputs put in: UNKNOWN as a whole where a text is made of one that is not known. */
function resolved(value: unknown, outputs: Map<Resource, Props>, from: Set<string>): unknown {
  if (isMade(value)) return made(value, outputs, from);
  if (Array.isArray(value)) return value.map((each) => resolved(each, outputs, from));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each, outputs, from)]));
}

function made(value: Made, outputs: Map<Resource, Props>, from: Set<string>): unknown {
  switch (value.kind) {
    case "output":
      from.add(value.of.urn);
      return outputOf(value.of, value.property, outputs);
    case "text": {
      const parts = value.parts.map((part) => resolved(part, outputs, from));
      return put(parts, (known) => (known as unknown[]).join(""));
    }
    case "json":
      return put(resolved(value.value, outputs, from), (known) => JSON.stringify(known));
    case "invoke": {
      const inner = resolved(value.value, outputs, new Set());
      if (value.waits && holdsUnknown(inner)) return UNKNOWN;
      return JSON.stringify(withoutUnknowns(inner), undefined, 2);
    }
    case "answer":
      return resolved(value.value, outputs, new Set());
    case "secret":
      return secretOf(resolved(value.value, outputs, from));
  }
}

function outputOf(of: Resource, property: string, outputs: Map<Resource, Props>): unknown {
  if (of.registered) return resolved(of.registered[property], outputs, new Set());
  let at: unknown = outputs.get(of);
  for (const key of property.split(".")) {
    at = (at as Props | undefined)?.[key] ?? UNKNOWN;
    if (at === UNKNOWN) return UNKNOWN;
  }
  return at;
}

/** A text of what is known; secret where any part of it is. */
function put(parts: unknown, together: (known: unknown) => string): unknown {
  const known = withoutSecrecy(parts);
  const whole = holdsUnknown(known) ? UNKNOWN : together(known);
  return holdsSecret(parts) ? secretOf(whole) : whole;
}

/** Arguments as the engine sends them to an invoke, and the answer's lists that are empty then, which are left out. */
function withoutUnknowns(value: unknown): unknown {
  if (value === UNKNOWN) return undefined;
  if (Array.isArray(value)) {
    const left = value.map(withoutUnknowns).filter((each) => each !== undefined);
    return left.length > 0 ? left : undefined;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutUnknowns(each)]));
}

function holdsUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown);
}

/** The provider's notes on what it filled in stand in inputs, not in outputs. */
function withoutDefaults(value: Props): Props {
  return stripped(value) as Props;
}

function stripped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripped);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "__defaults")
      .map(([key, each]) => [key, stripped(each)]),
  );
}

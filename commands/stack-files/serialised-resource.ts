import { isRecord } from "../../policypack/graph/resources/plain";
import type { RegisteredResource } from "../offline/recording-monitor";
import { deserialisedProps } from "./serialised-value";

/**
 * A resource of a state or a preview.
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/core.go (ResourceV3)
 * @throws Error that says, after the resource's place, what it lacks
 */
export function deserialisedResource(content: unknown, place: string): RegisteredResource {
  if (!isRecord(content)) throw new Error(`${place} is not an object`);
  const { urn, type, parent, provider } = content;
  if (typeof urn !== "string" || !urn.startsWith("urn:pulumi:")) throw new Error(`${place} has no URN`);
  if (typeof type !== "string") throw new Error(`${place} (${urn}) has no type`);
  for (const key of ["inputs", "outputs", "propertyDependencies"]) {
    const value = content[key];
    if (value !== undefined && value !== null && !isRecord(value)) {
      throw new Error(`${place} (${urn}) has ${key} that are no object`);
    }
  }
  return {
    urn,
    type,
    name: nameIn(urn),
    ...(typeof parent === "string" && parent !== "" && { parent }),
    ...(typeof provider === "string" && provider !== "" && { provider }),
    inputs: deserialisedProps(content.inputs),
    outputs: outputsOf(content),
    dependencies: texts(content.dependencies),
    propertyDependencies: dependenciesOf(content.propertyDependencies),
    protect: content.protect === true,
    ignoreChanges: texts(content.ignoreChanges),
    ...(content.external === true && { external: true }),
  };
}

/** The stack and the project that a URN names. */
export function stackIn(urn: string): { stack: string; project: string } {
  const [stack = "", project = ""] = urn.slice("urn:pulumi:".length).split("::");
  return { stack, project };
}

/** `urn:pulumi:STACK::PROJECT::TYPE::NAME`; a name may hold `::` itself. */
function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The id is a property of its own in a state, and one of the outputs for policies. */
function outputsOf({ outputs, id }: Record<string, unknown>): Record<string, unknown> {
  const plain = deserialisedProps(outputs);
  return typeof id === "string" && id !== "" ? { id, ...plain } : plain;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function dependenciesOf(value: unknown): Record<string, string[]> {
  const entries = Object.entries(isRecord(value) ? value : {}).map(([key, on]) => [key, texts(on)] as const);
  return Object.fromEntries(entries.filter(([, on]) => on.length > 0));
}

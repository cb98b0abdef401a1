"use strict";

const pulumi = require("@pulumi/pulumi");

const STACK = "pulumi:pulumi:Stack";

/** Registers the resources of a program in the language of `tests/shapes/program.ts`, as its author would by the SDK. */
module.exports = function register(resources) {
  const made = new Map();
  const parents = new Set(resources.map(({ parent }) => parent));
  for (const resource of resources.filter(({ type }) => type !== STACK)) {
    const { type, name, inputs, urn } = resource;
    const parent = [...made].find(([one]) => one.urn === resource.parent)?.[1];
    const isComponent = parents.has(urn) && !type.startsWith("aws:");
    made.set(
      resource,
      isComponent
        ? new pulumi.ComponentResource(type, name, {}, { parent })
        : new pulumi.CustomResource(
            type,
            name,
            { ...outputsAskedOf(resource), ...resolved(inputs) },
            { parent },
          ),
    );
  }

  /** A resource has as properties only the outputs that it is told of beforehand. */
  function outputsAskedOf(resource) {
    const asked = {};
    for (const { of, property } of outputsIn(resources.map(({ inputs }) => inputs)))
      if (of === resource && property !== "id") asked[property] = undefined;
    return asked;
  }

  function resolved(value) {
    if (Array.isArray(value)) return value.map(resolved);
    if (typeof value !== "object" || value === null) return value;
    if (!("made" in value))
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each)]));
    switch (value.kind) {
      case "output":
        return made.get(value.of)[value.property];
      case "text":
        return pulumi.all(value.parts.map(resolved)).apply((parts) => parts.join(""));
      case "json":
        return pulumi.output(resolved(value.value)).apply((known) => JSON.stringify(known));
      default:
        throw new Error(`${value.kind} is not asked of the engine`);
    }
  }
};

function outputsIn(value) {
  if (typeof value !== "object" || value === null) return [];
  if (value.made && value.kind === "output") return [value];
  return Object.values(value).flatMap(outputsIn);
}

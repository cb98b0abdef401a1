"use strict";

const pulumi = require("@pulumi/pulumi");

const STACK = "pulumi:pulumi:Stack";
const PROVIDER = "pulumi:providers:";

/** Registers the resources of a program in the language of `tests/shapes/program.ts`, as its author would by the SDK. */
module.exports = function register(program) {
  const { resources } = program;
  const made = new Map();
  const parents = new Set(resources.map(({ parent }) => parent));
  for (const resource of resources.filter(({ type }) => type !== STACK)) made.set(resource, madeOf(resource));

  function madeOf(resource) {
    const { type, name, inputs } = resource;
    if (type.startsWith(PROVIDER))
      return new pulumi.ProviderResource(type.slice(PROVIDER.length), name, resolved(inputs));
    const parent = [...made].find(([one]) => one.urn === resource.parent)?.[1];
    const isComponent = parents.has(resource.urn) && !type.startsWith("aws:");
    if (isComponent) return new pulumi.ComponentResource(type, name, {}, { parent });
    const options = { parent, provider: providerOf(resource) };
    return new pulumi.CustomResource(
      type,
      name,
      { ...outputsAskedOf(resource), ...resolved(inputs) },
      options,
    );
  }

  /** The provider that the program itself makes; else the default one. */
  function providerOf(resource) {
    const name = program.providerOf(resource)?.name;
    return made.get(resources.find((one) => one.type.startsWith(PROVIDER) && one.name === name));
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
      case "secret":
        return pulumi.secret(resolved(value.value));
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

"use strict";

const pulumi = require("@pulumi/pulumi");

const STACK = "pulumi:pulumi:Stack";
const PROVIDER = "pulumi:providers:";

/** Registers the resources of a program in the language of `tests/shapes/program.ts`, as its author would by the SDK. */
module.exports = function register(program) {
  const { resources } = program;
  const made = new Map();
  const registered = resources.filter((each) => each.type !== STACK && !program.isLookedUp(each));
  const parents = new Set(resources.map(({ parent }) => parent));
  for (const resource of registered) made.set(resource, madeOf(resource));

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
    for (const { of, property } of outputsIn(
      resources.map(({ inputs, registered: handedOut }) => [inputs, handedOut]),
    ))
      if (of === resource && property !== "id") asked[property.split(".")[0]] = undefined;
    return asked;
  }

  function outputOf(of, [property, ...within]) {
    if (of.registered) return resolved(of.registered[property]);
    if (program.isLookedUp(of)) return [property, ...within].reduce((at, key) => at[key], of.inputs);
    return pulumi.output(made.get(of)[property]).apply((at) => within.reduce((part, key) => part[key], at));
  }

  function resolved(value) {
    if (Array.isArray(value)) return value.map(resolved);
    if (typeof value !== "object" || value === null) return value;
    if (!("made" in value))
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each)]));
    switch (value.kind) {
      case "output":
        return outputOf(value.of, value.property.split("."));
      case "text":
        return pulumi.all(value.parts.map(resolved)).apply((parts) => parts.join(""));
      case "json":
        return pulumi.output(resolved(value.value)).apply((known) => JSON.stringify(known));
      case "secret":
        return pulumi.secret(resolved(value.value));
      case "invoke":
        return documentOf(resolved(value.value), value.waits);
      case "answer":
        return invoked("aws:iam/getRole:getRole", { arn: resolved(value.value) }).apply(({ arn }) => arn);
      default:
        throw new Error(`${value.kind} is not asked of the engine`);
    }
  }
};

/**
 * The text that `getPolicyDocument` answers. It is sent the document as it is instead of its statements one by one: who
 * waits for what, and what becomes of unknown values on the way, is the SDK's and the engine's matter.
 */
function documentOf(document, waits) {
  const token = "aws:iam/getPolicyDocument:getPolicyDocument";
  const answer = waits
    ? invoked(token, document)
    : pulumi.output(knownOf(document).then((args) => pulumi.runtime.invoke(token, args)));
  return answer.apply(({ json }) => json);
}

/** What Python's synchronous invokes send: the parts that are known, without the others. (Node.js sends nothing at all.) */
async function knownOf(value) {
  if (pulumi.Output.isInstance(value)) return (await value.isKnown) ? value.promise() : undefined;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value))
    return (await Promise.all(value.map(knownOf))).filter((each) => each !== undefined);
  const entries = Object.entries(value).map(async ([key, each]) => [key, await knownOf(each)]);
  return Object.fromEntries(await Promise.all(entries));
}

function invoked(token, args) {
  return pulumi.runtime.invokeOutput(token, args);
}

function outputsIn(value) {
  if (typeof value !== "object" || value === null) return [];
  if (value.made && value.kind === "output") return [value];
  return Object.values(value).flatMap(outputsIn);
}

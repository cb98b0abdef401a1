"use strict";

const pulumi = require("@pulumi/pulumi");

/**
 * Creates the resources of a stack written down as data (`tests/faults/declared.ts`), in whatever order they need. Two of
 * different types may have the same name; what refers to it means the first.
 */
module.exports = function declare(declared) {
  const created = new Map();
  for (const one of declared) create(one);

  function create(one) {
    const known = created.get(one);
    if (known) return known;
    const { type, name, props } = one;
    const resource = new pulumi.CustomResource(type, name, {
      ...outputsOf(declared, name),
      ...resolved(props),
    });
    created.set(one, resource);
    return resource;
  }

  function resolved(value) {
    if (Array.isArray(value)) return value.map(resolved);
    if (value === null || typeof value !== "object") return value;
    if ("$output" in value) return create(named(value.$output.resource))[value.$output.property];
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, resolved(part)]));
  }

  function named(name) {
    return declared.find((one) => one.name === name);
  }
};

/** A resource has as properties only the outputs that it is told of beforehand. */
function outputsOf(value, name) {
  if (value === null || typeof value !== "object") return {};
  const { resource, property } = value.$output ?? {};
  const own = resource === name && property !== "id" ? { [property]: undefined } : {};
  return Object.assign(own, ...Object.values(value).map((part) => outputsOf(part, name)));
}

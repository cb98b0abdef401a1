/** Permissions boundaries. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
import { resourceType } from "../../aws/resource-types";
import { type NamedDocument, UNKNOWN } from "../../evaluation/types";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { iamArn } from "../../aws/iam-arn";
import type { ModelParts } from "./model-parts";
import { text } from "../resources/plain";
import { reference } from "../resources/references";
import type { PlainResource } from "../types";

/** Gives each role and user its boundary; one that cannot be resolved is a document of which nothing is known. */
export function setBoundaries(parts: ModelParts): void {
  const { index, principals, policies } = parts;
  for (const resource of index.ofKind("role", "user")) {
    const principal = principals.byUrn(resource.urn);
    const property = resourceType(resource.type)?.boundary;
    if (!property) continue;
    const bound = reference(resource, property, policies);
    if (!principal || bound.value === undefined || bound.value === "") continue;
    const { document } = policies.resolve(bound, resource);
    principal.boundary = document
      ? { ...document, kind: "boundary" }
      : unknownBoundary(bound.value, resource);
  }
}

function unknownBoundary(value: unknown, bounded: PlainResource): NamedDocument {
  const name = text(value)?.split("/").at(-1) ?? "the permissions boundary";
  return {
    name,
    kind: "boundary",
    urn: bounded.urn,
    reading: { state: "unknown", because: unknownOf(value, bounded) },
  };
}

function unknownOf(value: unknown, { name }: PlainResource): UnknownFact {
  if (value === UNKNOWN) return { kind: "boundary", principal: name };
  const arn = iamArn(value);
  if (arn?.kind !== "policy") return { kind: "boundary-no-arn", principal: name };
  const kind = arn.account === "aws" ? "boundary-not-carried" : "boundary-elsewhere";
  return { kind, arn: arn.arn };
}

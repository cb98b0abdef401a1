/** Containers of which nothing, or not all, is known. One rule reports it for all. */
import { readContainers } from "../graph/resources/container-definitions";
import type { UnknownFact, ValueState } from "../unknowns/unknown-fact";
import type { PlainResource } from "../graph/types";
import { finding, type Finding } from "../findings/finding";
import type { SharedCause } from "../findings/shared-causes";

export const MAKE_CONTAINERS_KNOWN =
  "Build containerDefinitions from what is known at preview: names, account, region, an image by its repository's name " +
  "and tag. One output of a resource that does not exist yet (a repository's URL, an endpoint, an id, an ARN) makes all " +
  "of it unknown.";

/** How much of the containers is unknown; undefined where they are known, or are none. */
export function unknownContainers(resource: PlainResource): "all" | "some" | undefined {
  const read = readContainers(resource);
  if (read.state === "unknown") return "all";
  return read.state === "known" && read.unknownContainers > 0 ? "some" : undefined;
}

/** That they are unknown, as the cause that rules share. */
export function unknownContainersCause({ urn }: PlainResource): SharedCause {
  return { kind: "unknown-containers", urn };
}

/** That they are not known, or cannot be read, as what leaves a finding unproven. */
export function containersUnknown(resource: PlainResource, state: ValueState): UnknownFact {
  return { kind: "property", property: "containerDefinitions", of: `"${resource.name}"`, state };
}

/** Whether some of them are unknown, and no other rule reports it. */
export function areLeftOpen(resource: PlainResource, isReported: (cause: SharedCause) => boolean): boolean {
  return unknownContainers(resource) !== undefined && !isReported(unknownContainersCause(resource));
}

/** The finding of a rule that they leave open. @param message what is unproven, and why */
export function openContainersFinding(
  policy: string,
  resource: PlainResource,
  message: string,
  state: ValueState = "unknown",
): Finding {
  return finding(policy, {
    urn: resource.urn,
    subject: resource.name,
    key: "containers",
    verdict: "unproven",
    unknowns: [containersUnknown(resource, state)],
    message,
    remedy: MAKE_CONTAINERS_KNOWN,
  });
}

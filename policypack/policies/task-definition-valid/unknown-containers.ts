import {
  containersUnknown,
  MAKE_CONTAINERS_KNOWN,
  unknownContainers,
  unknownContainersCause,
} from "../../ecs/unknown-containers";
import type { PlainResource } from "../../graph/types";
import type { Problem } from "../../findings/problem";

/** The problem that containers are, or one of them is, unknown at preview; reported for all rules. */
export function unknownContainersProblem(resource: PlainResource): Problem | undefined {
  const unknown = unknownContainers(resource);
  if (!unknown) return undefined;
  const what = unknown === "all" ? "containerDefinitions is" : "a container in containerDefinitions is";
  return {
    key: "containers",
    verdict: "unproven",
    unknowns: [containersUnknown(resource, "unknown")],
    message: `${what} unknown at preview, and so is what its containers run, read and keep in plain text`,
    remedy: MAKE_CONTAINERS_KNOWN,
    sharedCause: unknownContainersCause(resource),
  };
}

/** Containers of which nothing, or not all, is known. `task-definition-valid` reports it for all policies. */
import { readContainers } from "../graph/resources/container-definitions";
import type { PlainResource } from "../graph/types";
import { type Finding, finding } from "../findings/finding";
import type { Problem } from "../findings/problem";

/** The policy that reports it, and everything else about a task definition by itself. */
export const DEFINITION_POLICY = "task-definition-valid";

export const MAKE_CONTAINERS_KNOWN =
  "Build containerDefinitions from what is known at preview: names, account, region, an image by its repository's name " +
  "and tag. One output of a resource that does not exist yet (a repository's URL, an endpoint, an id, an ARN) makes all " +
  "of it unknown.";

/** The problem that containers are, or one of them is, unknown at preview. */
export function unreadProblem(resource: PlainResource): Problem | undefined {
  const read = readContainers(resource);
  const isWhole = read.state === "unknown";
  if (!isWhole && (read.state !== "known" || read.unknownContainers === 0)) return undefined;
  const what = isWhole ? "containerDefinitions is" : "a container in containerDefinitions is";
  return {
    key: "containers",
    verdict: "unproven",
    what: `${what} unknown at preview, and so is what its containers run, read and keep in plain text`,
    remedy: MAKE_CONTAINERS_KNOWN,
  };
}

/** That problem as the finding of `task-definition-valid`; undefined where the containers are known. */
export function unreadContainers(resource: PlainResource): Finding | undefined {
  const problem = unreadProblem(resource);
  return problem && definitionFinding(resource, problem);
}

/** A finding of `task-definition-valid`. */
export function definitionFinding(resource: PlainResource, { key, verdict, what, remedy }: Problem): Finding {
  return finding(DEFINITION_POLICY, {
    urn: resource.urn,
    subject: resource.name,
    key,
    verdict,
    what:
      verdict === "violated"
        ? `ECS would refuse the task definition "${resource.name}": ${what}.`
        : `Whether ECS accepts the task definition "${resource.name}" is unproven: ${what}.`,
    remedy,
  });
}

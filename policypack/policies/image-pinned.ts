import { isA } from "../aws/resource-types";
import { UNKNOWN } from "../evaluation/types";
import { stateOf } from "../graph/resources/value-state";
import type { PlainResource } from "../graph/types";
import {
  type Container,
  containerIdText,
  containerLabel,
  placeInContainer,
  readContainers,
} from "../graph/resources/container-definitions";
import { areLeftOpen, openContainersFinding } from "../ecs/unknown-containers";
import { type Finding, finding } from "../findings/finding";
import { resourcePolicy } from "../sdk/policy";

const NAME = "image-pinned";

/** Each container's image is one that does not change behind the task definition's back. */
export const imagePinned = resourcePolicy({
  name: NAME,
  description: "Container images are pinned by a digest or by a tag other than latest.",
  enforcementLevel: "advisory",
  severity: "medium",
  remediationSteps: "Name the image with its digest (repository@sha256:...) or with a version's tag.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
  judge: (resource, _config, isReported) => {
    if (!isA(resource.type, "task definition")) return [];
    const read = readContainers(resource);
    const open = areLeftOpen(resource, isReported) ? [openFinding(resource, "unknown")] : [];
    if (read.state === "malformed") return [openFinding(resource, "wrong")];
    if (read.state === "unknown") return open;
    const findings = read.containers.flatMap((container, index) => judgeImage(resource, container, index));
    return [...findings, ...open];
  },
});

function openFinding(resource: PlainResource, state: "unknown" | "wrong"): Finding {
  const why = state === "unknown" ? "is unknown at preview" : "cannot be read";
  const message = `Whether the images of "${resource.name}" are pinned is unproven: containerDefinitions ${why}.`;
  return openContainersFinding(NAME, resource, message, state);
}

function judgeImage(resource: PlainResource, container: Container, index: number): Finding[] {
  const { image } = container;
  const label = containerLabel(container, index);
  const draft = (verdict: Finding["verdict"], message: string, remedy: string) =>
    finding(NAME, {
      urn: resource.urn,
      subject: resource.name,
      key: containerIdText(container, index),
      place: placeInContainer(container, "image"),
      verdict,
      unknowns: [{ kind: "image", of: label, state: stateOf(image) }],
      message,
      remedy,
    });
  if (typeof image !== "string" || image.trim() === "") {
    const why = image === UNKNOWN ? "is unknown at preview" : "is not an image";
    return [
      draft(
        "unproven",
        `Whether the image of ${label} in "${resource.name}" is pinned is unproven: image ${why}.`,
        "Name the image with a tag or digest that is known at preview.",
      ),
    ];
  }
  const tag = imageTag(image);
  if (tag !== "latest") return [];
  return [
    draft(
      "violated",
      `The image of ${label} in "${resource.name}" is ${image}, which is whatever was pushed last.`,
      "Name its digest (repository@sha256:...) or a version's tag; without a tag, latest is meant.",
    ),
  ];
}

/**
 * Which tag an image's name asks for: `latest` where it names none, undefined where it names a digest. A colon before
 * the last slash belongs to the registry's port.
 * https://docs.docker.com/reference/cli/docker/image/tag/
 */
export function imageTag(image: string): string | undefined {
  if (image.includes("@")) return undefined;
  const name = image.slice(image.lastIndexOf("/") + 1);
  const colon = name.indexOf(":");
  const tag = colon < 0 ? "" : name.slice(colon + 1).trim();
  return tag === "" ? "latest" : tag;
}

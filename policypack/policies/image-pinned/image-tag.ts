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

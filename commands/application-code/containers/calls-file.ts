/** `infrastructure/<stack>/calls.json`: what the code calls, committed, so that the pack judges it without the code. */
import type { ContainerNeeds } from "../needs/code-need";

/** The file's name in the stack's export. */
export const CALLS = "calls.json";

/** One container's calls as the pack's config takes them. */
export interface PackCode {
  family: string;
  container: string;
  calls: { action: string; resources?: string[]; file: string; line: number }[];
}

/** The file's content. */
export function callsContent(stack: string, code: ContainerNeeds[]): object {
  return {
    stack,
    containers: code.map((each) => {
      const { family, container, calls } = packCode(each);
      const { task, unresolved, passedOver } = each;
      return { task, family, container, calls, unresolved, passedOver };
    }),
  };
}

/** What the pack is told of a container. */
export function packCode({ family, container, needs }: ContainerNeeds): PackCode {
  const calls = needs.map(({ action, resources, file, line }) => ({
    action,
    ...(resources.length > 0 && { resources }),
    file,
    line,
  }));
  return { family, container, calls };
}

/** What a committed file tells the pack. @throws Error where it is none of these files */
export function packCodeIn(text: string): PackCode[] {
  const { containers } = JSON.parse(text) as { containers?: PackCode[] };
  if (!Array.isArray(containers)) throw new Error("it has no list of containers");
  return containers.map(({ family, container, calls }) => ({ family, container, calls }));
}

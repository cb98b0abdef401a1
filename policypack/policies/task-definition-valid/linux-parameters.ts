/** What a container asks of the Linux kernel. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html */
import { type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { isRecord, records } from "../../graph/resources/plain";
import type { LabelledContainer } from "../../ecs/labelled-containers";

/** Least and most. */
const RANGES: Record<string, [number, number]> = {
  maxSwap: [0, Infinity],
  swappiness: [0, 100],
  sharedMemorySize: [0, Infinity],
};

export function linuxParameterProblems({ container, label, idText }: LabelledContainer): Problem[] {
  const linux = container.linuxParameters;
  if (!isRecord(linux)) return [];
  const ranges = Object.entries(RANGES).flatMap(([property, [least, most]]) => {
    const value = linux[property];
    if (typeof value !== "number" || (value >= least && value <= most)) return [];
    const allowed = most === Infinity ? `${least} or more` : `a number from ${least} to ${most}`;
    return [
      violated(
        `${property} ${idText}`,
        `${label} has the linuxParameters.${property} ${value}`,
        `Set ${property} to ${allowed}.`,
      ),
    ];
  });
  return [...ranges, ...records(linux.tmpfs).flatMap((one) => tmpfsProblems(one, label, idText))];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tmpfs.html */
function tmpfsProblems(
  { containerPath, size }: Record<string, unknown>,
  label: string,
  idText: string,
): Problem[] {
  const problems: Problem[] = [];
  const at = shown(containerPath);
  if (typeof containerPath === "string" && containerPath !== "" && !containerPath.startsWith("/")) {
    const what = `${label} has a tmpfs at ${at}, which is not an absolute path`;
    problems.push(
      violated(`tmpfs path ${at} ${idText}`, what, "Write the path from the root, as in /scratch."),
    );
  }
  if (typeof size === "number" && size < 1) {
    const what = `${label} has a tmpfs at ${at} with the size ${size}`;
    problems.push(violated(`tmpfs size ${at} ${idText}`, what, "Set size to 1 MiB or more."));
  }
  return problems;
}

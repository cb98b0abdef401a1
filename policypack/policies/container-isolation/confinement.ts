/**
 * `dockerSecurityOptions` that take away what Docker confines every container with.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html#ECS-Type-ContainerDefinition-dockerSecurityOptions
 * https://docs.docker.com/reference/cli/docker/container/run/#security-opt
 */
import { type LabelledContainer, problemsOfEach } from "../../ecs/labelled-containers";
import { advice, type Problem } from "../../findings/problem";
import type { Task } from "./task";

/** Each opens nothing by itself, and leaves what breaks out of a container without an obstacle. */
const UNCONFINED: [option: RegExp, why: string][] = [
  [/^apparmor[:=]unconfined$/, "without AppArmor's profile"],
  [/^label[:=]disable$/, "without SELinux's labels"],
  [/^label[:=]type:(spc_t|unconfined_t)$/, "under a type that SELinux confines nowhere"],
  [/^seccomp[:=]unconfined$/, "with every system call of the kernel"],
  [/^systempaths[:=]unconfined$/, "with the kernel's settings under /proc open to it"],
  [/^writable-cgroups[:=]true$/, "with its control groups open to it"],
];

/** Windows has none of it, and Managed Instances take no such option, as `task-definition-valid` says. */
export function confinementProblems({ containers, windows, managedInstances }: Task): Problem[] {
  if (windows || managedInstances) return [];
  return problemsOfEach(containers, ({ container: { dockerSecurityOptions: given }, label }) => {
    const options: unknown[] = Array.isArray(given) ? given : [];
    return options.flatMap((option) => (typeof option === "string" ? unconfined(option, label) : []));
  });
}

function unconfined(option: string, label: LabelledContainer["label"]): Problem[] {
  const why = UNCONFINED.find(([pattern]) => pattern.test(option.trim().toLowerCase()))?.[1];
  if (why === undefined) return [];
  const what = `${label} runs ${why} (dockerSecurityOptions ${option})`;
  const remedy = `Take ${option} out of dockerSecurityOptions, or name a profile that allows what it needs.`;
  return [
    {
      ...advice(`dockerSecurityOptions ${option}`, what, remedy),
      place: { property: "dockerSecurityOptions", entry: option },
    },
  ];
}

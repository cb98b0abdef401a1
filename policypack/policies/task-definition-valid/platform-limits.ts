/** What Windows containers, external instances and Managed Instances do not have; Fargate's own limits stand in `fargate`. */
import type { Problem } from "../../findings/problem";
import type { Definition } from "./definition";
import { windowsOnFargateProblems, windowsProblems } from "./platform-limits/windows";
import { externalProblems } from "./platform-limits/external";
import { managedInstancesProblems } from "./platform-limits/managed-instances";

export function platformLimitProblems(definition: Definition): Problem[] {
  const { windows, external, managedInstances, fargate } = definition;
  return [
    ...(windows ? windowsProblems(definition) : []),
    ...(windows && fargate ? windowsOnFargateProblems(definition) : []),
    ...(external ? externalProblems(definition) : []),
    ...(managedInstances ? managedInstancesProblems(definition) : []),
  ];
}

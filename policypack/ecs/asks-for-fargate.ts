import { UNKNOWN } from "../evaluation/types";

/**
 * Whether ECS validates a task definition for Fargate, which it does only where `requiresCompatibilities` asks for it;
 * undefined where that is unknown. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
export function asksForFargate(compatibilities: unknown): boolean | undefined {
  if (compatibilities === UNKNOWN) return undefined;
  if (!Array.isArray(compatibilities)) return false;
  if (compatibilities.includes("FARGATE")) return true;
  return compatibilities.includes(UNKNOWN) ? undefined : false;
}

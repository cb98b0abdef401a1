import type { StackConfig } from "../../components/config";
import { keys } from "../../components/config/stack";
import type { JudgedFinding } from "../judgement/judgement";
import type { RegisteredResource } from "../offline/recording-monitor";
import type { YamlPath } from "../project/yaml-places";

/** The container that a finding's place names, or else its task; undefined where config has neither. */
export function placeInTask(
  { place, urn }: JudgedFinding,
  { config, resources }: { config: StackConfig; resources: RegisteredResource[] },
): YamlPath | undefined {
  const family = place?.family ?? resources.find((resource) => resource.urn === urn)?.inputs.family;
  const task = config.tasks.find((each) => each.family === family);
  if (!task) return undefined;
  const whole: YamlPath = ["config", keys.tasks, task.key];
  if (place?.container === undefined) return whole;
  const index = task.containers.findIndex(({ name }) => name === place.container);
  return index < 0 ? undefined : [...whole, "containers", index];
}

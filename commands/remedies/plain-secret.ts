/** A variable in plain text whose value belongs into Secrets Manager: the entry under `secrets` that takes its place. */
import { stringify } from "yaml";
import type { StackConfig } from "../../components/config";
import { keys } from "../../components/config/stack";
import type { JudgedFinding, YamlChange } from "../judgement/judgement";
import type { RegisteredResource } from "../offline/recording-monitor";
import type { StackFile } from "../project/stack-file";
import type { YamlPath } from "../project/yaml-places";
import { keyText } from "./key-text";

/** Which secret it is, nobody but the team knows. */
const NAME = "NAME-OF-THE-SECRET";

/** The list under the container that fills what each property holds in plain text. */
const SECRETS_OF: Record<string, YamlPath> = {
  environment: ["secrets"],
  logConfiguration: ["log", "secrets"],
};

/** What to write instead of the variable or log option; taking it out of where it stands is said by the remedy. */
export function secretChanges(
  { place, urn }: JudgedFinding,
  { file, config, resources }: { file: StackFile; config: StackConfig; resources: RegisteredResource[] },
): YamlChange[] {
  const below = SECRETS_OF[place?.property ?? ""];
  const family = resources.find((resource) => resource.urn === urn)?.inputs.family;
  const task = config.tasks.find((each) => each.family === family);
  const index = task?.containers.findIndex(({ name }) => name === place?.container) ?? -1;
  if (!below || !task || index < 0 || place?.entry === undefined) return [];
  const path = ["config", keys.tasks, task.key, "containers", index, ...below];
  const yaml = stringify({ [place.entry]: { secret: NAME } }, { lineWidth: 0 }).trimEnd();
  return [{ file: file.file, line: file.locate(path).line, key: keyText(path), yaml }];
}

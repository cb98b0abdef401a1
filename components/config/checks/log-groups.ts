import type { IssueDraft } from "../errors";
import type { DraftConfig } from "../stack";
import { type ContainerPart, containersIn } from "./walk";

/** What only the program's own groups have. */
const settings = ["retentionDays", "kmsKey"] as const;

/** Settings that nobody would make, and containers that disagree on a group they share. */
export function checkLogGroups(config: DraftConfig): IssueDraft[] {
  const containers = containersIn(config);
  return [...containers.flatMap(retention), ...disagreement(containers)];
}

function retention({ container, path }: ContainerPart): IssueDraft[] {
  const group = container.logGroup;
  if (group === undefined || (group.createdBy ?? "program") === "program") return [];
  const message = `has no effect where createdBy is ${group.createdBy}: only the program sets it`;
  return settings
    .filter((key) => group[key] !== undefined)
    .map((key) => ({ keys: [...path, "logGroup", key], value: group[key], message }));
}

function disagreement(containers: ContainerPart[]): IssueDraft[] {
  const first = new Map<string, ContainerPart>();
  return containers.flatMap((part) => {
    const group = part.container.logGroup;
    if (group?.name === undefined) return [];
    const other = first.get(group.name);
    if (!other) {
      first.set(group.name, part);
      return [];
    }
    const otherGroup = other.container.logGroup;
    const same = (["createdBy", ...settings] as const).every(
      (key) => settled(group, key) === settled(otherGroup, key),
    );
    if (same) return [];
    const where = `container ${other.container.name} of ${other.task.key}`;
    const message = `is shared with ${where}, which has another createdBy, retentionDays or kmsKey; they must agree`;
    return [{ keys: [...part.path, "logGroup", "name"], value: group.name, message }];
  });
}

function settled(
  group: ContainerPart["container"]["logGroup"],
  key: "createdBy" | (typeof settings)[number],
): unknown {
  return key === "createdBy" ? (group?.createdBy ?? "program") : group?.[key];
}

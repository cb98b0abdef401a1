import type { IssueDraft } from "../errors";
import type { DraftConfig } from "../stack";
import { repeated, tasksIn } from "./walk";

/** Two tasks of one family would overwrite each other's revisions. */
export function checkFamilies(config: DraftConfig): IssueDraft[] {
  return repeated(tasksIn(config), ({ key, task }) => task.family ?? key).map(({ part, first }) => ({
    keys: part.task.family === undefined ? part.path : [...part.path, "family"],
    value: part.task.family,
    message: `is the family of ${first.key} too; every task needs its own`,
  }));
}

import { lineDiff } from "../../fixing/line-diff";
import type { Subject } from "../subject";
import type { Refused } from "./declaration-change";
import type { Written } from "./write-external";

/** What `verify --write` has written, as a diff, and what it has not. */
export function writtenText(
  { packConfigFile, stack }: Pick<Subject, "packConfigFile" | "stack">,
  { before, after, refused }: Written,
): string {
  const lines =
    before === after
      ? [`${packConfigFile} declares what there is; nothing was written.`]
      : [
          lineDiff(packConfigFile, before, after).trimEnd(),
          `wrote ${packConfigFile}; \`npm run check -- --stack ${stack}\` judges by it.`,
        ];
  return `${[...lines, ...refused.map(refusalText)].join("\n")}\n`;
}

function refusalText({ what, why }: Refused): string {
  return `not written: ${what}: ${why}`;
}

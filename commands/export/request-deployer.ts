/** The part of an administrator's request that is about whoever runs Pulumi on the whole stack. */
import type { StackConfig } from "../../components/config";
import type { ExportFile } from "./export-file";
import { code, commands } from "./request-text";
import { commandLine } from "./shell";

/** What to ask for on behalf of whoever deploys, instead of doing all of the above by hand. */
export function deployerSection({ stack }: StackConfig, files: readonly ExportFile[]): string[] {
  if (files.length === 0) return [];
  const created = files.map(({ path }) =>
    commandLine("aws iam create-policy", {
      "policy-name": `${stack}-${path.replace(/\.json$/, "")}`,
      "policy-document": `file://${path}`,
    }),
  );
  return [
    [
      "## Whoever deploys all of it",
      `In place of the commands above, somebody may run \`npm run up -- --stack ${stack}\`, who needs ` +
        `${files.map(({ path }) => code(path)).join(" and ")}: the least that creating, reading, changing and deleting every ` +
        "resource of this stack takes. Who may write policies of roles that he may pass is an administrator in all but name: " +
        `give it to whom you would give that. A preview takes less: \`npm run rights -- --stack ${stack} --for preview\`.`,
      commands(...created),
    ].join("\n\n"),
  ];
}

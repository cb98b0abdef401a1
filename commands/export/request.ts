import type { StackConfig } from "../../components/config";
import type { PlainResource } from "../../policypack/graph/types";
import type { ExportFile } from "./export-file";
import { attachmentSection, identityProviderSection, policySections, roleSections } from "./request-iam";
import { deployerSection } from "./request-deployer";
import type { ForeignResource } from "./other-accounts";
import { otherAccountsSection } from "./request-other-accounts";
import { logGroupSection, registrationSection } from "./request-tasks";

/**
 * The request to an IAM administrator, for those who may not touch IAM themselves: every command, the console's way,
 * and what to do about what exists already.
 */
export function requestFile(
  config: StackConfig,
  resources: PlainResource[],
  deployer: readonly ExportFile[],
  foreign: readonly ForeignResource[],
): ExportFile {
  const { stack, region } = config;
  const sections = [
    introduction(config),
    ...identityProviderSection(resources),
    ...policySections(resources, config),
    ...roleSections(resources),
    ...attachmentSection(resources),
    ...otherAccountsSection(foreign),
    ...logGroupSection(resources, region),
    ...registrationSection(config),
    ...deployerSection(config, deployer),
    afterwards(stack),
  ];
  return { path: "REQUEST.md", content: `${sections.join("\n\n")}\n` };
}

function introduction({ stack, accountId, region, deployers, tasks }: StackConfig): string {
  const families = tasks.map(({ family }) => `\`${family}\``).join(", ");
  const who = deployers.map(({ type, name }) => `${type} \`${name}\``).join(", ");
  return [
    `# Request to the IAM administrator of account ${accountId}`,
    `<!-- Written by \`npm run export -- --stack ${stack}\`; do not edit. -->`,
    `The ECS task definitions ${families} are to be registered in ${region}${who ? ` by ${who}` : ""}. ` +
      "This needs the policies, roles and attachments below; `permissions.json` lists what each principal may do then. " +
      "Nothing is granted beyond it.",
    `Run the commands in this file's folder, with credentials of account ${accountId}: ` +
      "`aws sts get-caller-identity` must print that account.",
  ].join("\n\n");
}

function afterwards(stack: string): string {
  return [
    "## Afterwards",
    `\`npm run verify -- --stack ${stack}\` checks in the account that all of it is there and works. ` +
      `Whoever runs the stack with Pulumi later takes over what exists with \`npm run adopt -- --stack ${stack}\`.`,
  ].join("\n\n");
}

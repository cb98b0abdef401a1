/** The parts of an administrator's request that come after IAM: log groups and the registration itself. */
import type { StackConfig } from "../../components/config";
import type { PlainResource } from "../../policypack/graph/types";
import { commands, ofType, text } from "./request-text";
import { commandLine, tagList } from "./shell";
import { taskDefinitionPath } from "./task-definition-files";

/** The log groups that the stack creates; a container does not start without its group. */
export function logGroupSection(resources: PlainResource[], region: string): string[] {
  const groups = ofType(resources, "aws:cloudwatch/logGroup:LogGroup");
  if (groups.length === 0) return [];
  const created = groups.flatMap(({ props }) => {
    const name = text(props.name);
    const { retentionInDays, kmsKeyId, tags } = props;
    const create = commandLine("aws logs create-log-group", {
      "log-group-name": name,
      "kms-key-id": text(kmsKeyId) || undefined,
      tags: tagList(tags) && JSON.stringify(tags),
      region,
    });
    const retain = commandLine("aws logs put-retention-policy", {
      "log-group-name": name,
      "retention-in-days": String(retentionInDays),
      region,
    });
    return retentionInDays ? [create, retain] : [create];
  });
  return [["## Log groups", "Skip those that exist.", commands(...created)].join("\n\n")];
}

/** What the deployer runs when everything else is there. */
export function registrationSection({ stack, region, tasks, deployers }: StackConfig): string[] {
  const who = deployers.map(({ name }) => `\`${name}\``).join(" or ") || "whoever deploys";
  const registered = tasks.map(({ key }) =>
    commandLine("aws ecs register-task-definition", {
      "cli-input-json": `file://${taskDefinitionPath(stack, key)}`,
      region,
    }),
  );
  return [
    [
      "## Registration",
      `Then ${who} registers the task definitions. In the console: Amazon ECS → Task definitions → ` +
        "Create new task definition → Create new task definition with JSON, paste the file, Create.",
      commands(...registered),
    ].join("\n\n"),
  ];
}

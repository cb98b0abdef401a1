import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { failed, proven, type Question } from "../question";
import { declared, type Subject, textInput, updateCommand } from "../subject";

/** Every log group that a container writes exists, or ECS creates it at the first start. */
export function logGroupQuestions(subject: Subject): Question[] {
  const groups = new Map<string, Question>();
  for (const { key, containers } of subject.config.tasks) {
    containers.forEach(({ logGroup }, index) => {
      if (!logGroup || groups.has(logGroup.name)) return;
      const at = `\`tasks.${key}.containers[${index}].logGroup\` in Pulumi.${subject.config.stack}.yaml`;
      groups.set(logGroup.name, question(subject, logGroup, at));
    });
  }
  return [...groups.values()];
}

function question(
  subject: Subject,
  { name, createdBy }: { name: string; createdBy: "program" | "agent" | "elsewhere" },
  at: string,
): Question {
  const byStack = declared(subject, "aws:cloudwatch/logGroup:LogGroup").find(
    (group) => textInput(group, "name") === name,
  );
  return {
    check: "log group",
    subject: name,
    needs: ["logs:DescribeLogGroups"],
    async ask() {
      const { logGroups } = await subject.live.logs.send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: name }),
      );
      const found = logGroups?.find((group) => group.logGroupName === name);
      const days = found?.retentionInDays;
      const wanted = byStack?.inputs.retentionInDays;
      if (found && byStack && typeof wanted === "number" && (days ?? 0) !== wanted)
        return failed(`keeps events ${kept(days)}, not ${kept(wanted)}`, updateCommand(subject));
      if (found) return proven(`exists, keeps events ${kept(days)}`);
      if (createdBy === "agent") return proven("does not exist yet; ECS creates it at the first start");
      if (byStack) return failed("there is no such log group", updateCommand(subject));
      const create = `aws logs create-log-group --log-group-name ${name} --region ${subject.config.region}`;
      return failed(
        "there is no such log group, and nobody creates it",
        `${create}; or set \`createdBy\` at ${at}`,
      );
    },
  };
}

/** 0 and undefined: no limit. */
function kept(days: number | undefined): string {
  return days ? `${days} days` : "for ever";
}

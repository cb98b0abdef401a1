/**
 * Sessions of ECS Exec that are to be logged encrypted: the agent begins none where the log group has no key.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandLogConfiguration.html
 */
import { finding, type Finding } from "../../findings/finding";
import { nameOf } from "../../graph/resources/names";
import { text } from "../../graph/resources/plain";
import type { PlainResource, StackModel, TaskDefinition } from "../../graph/types";
import { execSettingsOf } from "./exec-settings";
import { execUse } from "./exec-use";

/** Advice, one finding a task: what becomes of it, AWS documents for Session Manager and not for ECS Exec. */
export function execLogEncryptionFindings(
  policy: string,
  model: StackModel,
  execFamilies: readonly string[],
): Finding[] {
  return model.taskDefinitions.flatMap((task) => {
    const services = execUse(task, model, execFamilies)?.services ?? [];
    const group = services.map((service) => plainGroup(service, model)).find((each) => each !== undefined);
    return group ? [plainFinding(policy, task, group)] : [];
  });
}

/** The stack's log group that sessions are to be logged to, encrypted, and that has no key. */
function plainGroup(service: PlainResource, model: StackModel): PlainResource | undefined {
  const { log } = execSettingsOf(service, model) ?? {};
  const name = text(log?.cloudWatchLogGroupName);
  const asked = log?.cloudWatchEncryptionEnabled;
  if (name === undefined || (asked !== true && asked !== "true")) return undefined;
  return model.named("log group", name).find((group) => NO_KEY.includes(group.props.kmsKeyId));
}

const NO_KEY: unknown[] = [undefined, null, ""];

function plainFinding(policy: string, task: TaskDefinition, group: PlainResource): Finding {
  const name = nameOf(group) ?? group.name;
  return finding(policy, {
    verdict: "violated",
    level: "advisory",
    urn: task.urn,
    subject: task.family,
    key: "exec log without a key",
    message: `ECS Exec begins no session of ${task.family}: its log is to be encrypted (cloudWatchEncryptionEnabled), and the log group ${name} has no key.`,
    remedy: `give the log group ${name} a kmsKeyId, or set cloudWatchEncryptionEnabled of the cluster to false`,
  });
}

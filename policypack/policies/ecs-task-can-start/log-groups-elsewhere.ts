/**
 * Containers that log to another region than that in which the stack creates their log group: where that region has no group of
 * the name, their tasks do not start.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
 */
import { placeInContainer } from "../../graph/resources/container-definitions";
import { scopeOf } from "../../graph/places/scope";
import { isRecord, text } from "../../graph/resources/plain";
import type { StackModel } from "../../graph/types";
import { finding, type Finding } from "../../findings/finding";
import { listed } from "../../unknowns/listed";
import { type ContainerPlace, containersOf } from "./containers";
import { isCreatedByStack } from "./stack-log-groups";

/** Advice, one finding a container: a group of that name may lie in that region all the same. */
export function logGroupElsewhereFindings(policy: string, model: StackModel): Finding[] {
  return model.taskDefinitions.flatMap((task) =>
    containersOf(task, model).flatMap((place) => elsewhere(policy, place) ?? []),
  );
}

function elsewhere(policy: string, { model, task, container, label }: ContainerPlace): Finding | undefined {
  const log = container.logConfiguration;
  if (!isRecord(log) || log.logDriver !== "awslogs" || !isRecord(log.options)) return undefined;
  const group = text(log.options["awslogs-group"]);
  const region = text(log.options["awslogs-region"]);
  const creates = log.options["awslogs-create-group"];
  if (group === undefined || region === undefined || (creates !== undefined && creates !== "false"))
    return undefined;
  if (isCreatedByStack(model, group, scopeOf(model, region))) return undefined;
  const groups = model.named("log group", group);
  if (groups.some(({ props }) => props.region === region)) return undefined;
  const places = groups.flatMap((each) => model.accountsAndRegionsOf(each));
  const regions = [...new Set(places.flatMap((each) => each.region ?? []))].sort();
  if (regions.length === 0 || regions.includes(region)) return undefined;
  return finding(policy, {
    verdict: "violated",
    level: "advisory",
    urn: task.urn,
    subject: task.family,
    key: `log group elsewhere ${group} ${region}`,
    message: `The ${label} logs to the log group ${group} in ${region}, and the stack creates that group in ${listed(regions)}: where ${region} has none, the task does not start.`,
    place: { family: task.family, ...placeInContainer(container, "logConfiguration") },
    remedy: `set awslogs-region to ${listed(regions, "or")}, or create the log group in ${region}`,
  });
}

/** Which task definition a property names. */
import { scopeOf } from "../graph/places/scope";
import { arnIn } from "../aws/arn";
import { UNKNOWN } from "../evaluation/types";
import { text } from "../graph/resources/plain";
import { stateOf } from "../graph/resources/value-state";
import type { PlainResource, StackModel, TaskDefinition } from "../graph/types";

export interface NamedTask {
  family: string;
  /**
   * The revision as IAM authorises it, `…:task-definition/FAMILY:REVISION`; `*` for a revision that is not known. A
   * request without a revision is authorised on the newest one; a grant on the family without a revision covers none.
   * https://docs.aws.amazon.com/step-functions/latest/dg/ecs-iam.html
   */
  arn: string;
  /** The ARN of all its revisions, which a grant should name: each change makes a new one. */
  anyRevision: string;
  /** Undefined where the stack does not define it. */
  task?: TaskDefinition;
}

const REVISION = /^(.*?)(?::(\d+|\*))?$/s;

/**
 * @param property the resource's own property that the task definition stands in
 * @param value `FAMILY`, `FAMILY:REVISION` or the ARN of either
 * @returns undefined where it is not known, or names none
 */
export function taskNamed(
  model: StackModel,
  by: PlainResource,
  property: string,
  value: unknown,
): NamedTask | undefined {
  const behind = tasksBehind(model, by, property);
  if (value === UNKNOWN) {
    const [only, ...others] = behind;
    return only && others.length === 0 ? namedTask(model, only) : undefined;
  }
  const named = text(value);
  if (named === undefined) return undefined;
  const [, stem, last = named] = /^(arn:.*:task-definition\/)(.*)$/s.exec(named) ?? [];
  const [, family = last, revision] = REVISION.exec(last) ?? [];
  const task = [...behind, ...model.taskDefinitions].find((each) => each.family === family);
  return namedTask(model, task, family, stem, revision);
}

/** The task definitions of the stack that a property may name: one or none, and any of them where it is not known. */
export function tasksPossiblyNamed(
  model: StackModel,
  by: PlainResource,
  property: string,
  value: unknown,
): TaskDefinition[] {
  const named = taskNamed(model, by, property, value);
  if (named) return named.task ? [named.task] : [];
  return stateOf(value) === "missing" ? [] : model.taskDefinitions;
}

/** As the stack's own task definition is named that a service or an action runs. */
export function namedTask(
  model: StackModel,
  task: TaskDefinition | undefined,
  family = task?.family ?? "*",
  stem = arnIn(scopeOf(model), "ecs", "task-definition/"),
  revision?: string,
): NamedTask {
  const anyRevision = `${stem}${family}:*`;
  const own = text(task?.resource.props.arn) ?? text(task?.resource.props.taskDefinitionArn);
  const newest = own?.startsWith(`${stem}${family}:`) ? own : anyRevision;
  return { family, task, anyRevision, arn: revision === undefined ? newest : `${stem}${family}:${revision}` };
}

/** The task definitions of the stack from which a property's values come. */
export function tasksBehind(
  { taskDefinitions }: StackModel,
  { propertyDependencies }: PlainResource,
  property: string,
): TaskDefinition[] {
  const urns = new Set(propertyDependencies[property] ?? []);
  return taskDefinitions.filter(({ urn }) => urns.has(urn));
}

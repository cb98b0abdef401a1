/** How much a statement leaves open. */
import { arnFields, arnIn, s3Arn } from "../../aws/arn";
import {
  actionsMatching,
  isKnownAction,
  type ResourceTypes,
  resourceTypesOf,
} from "../../evaluation/catalogue/actions";
import { onceEach } from "../../evaluation/once-each";
import { covers, parsePattern, type Pattern } from "../../evaluation/patterns/pattern";
import type { Condition, PatternList, Statement } from "../../evaluation/types";

/**
 * Actions that take `*` in practice although the reference lists a resource for them, and `iam:PassRole`, of which a
 * mandatory rule of its own asks more.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_service-with-iam.html
 */
const EXCEPTED = new Set([
  "iam:passrole",
  "ecs:registertaskdefinition",
  "ecs:deregistertaskdefinition",
  "cloudwatch:putmetricdata",
]);

/**
 * What whoever starts a task does with it: ECS makes up what the task is called, so that AWS's own page on Step Functions
 * leaves it open. https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html#ecs-iam
 */
const ON_STARTED_TASKS = new Set(["ecs:stoptask", "ecs:describetasks"]);

/** The tasks of one account and Region. */
const TASKS_OF_A_REGION = /^arn:[^:*?]+:ecs:[^:*?]+:[^:*?]+:task\/\*$/;

/** Keys by which a condition narrows the resources; what an action creates (`ecs:CreateAction`) has no name before. */
const RESOURCE_KEY =
  /resourcetag\/|:(createaction|resourceaccount|resourceorgid|resourceorgpaths|viaservice|resourcealiases|encryptioncontext|prefix|cluster|policyarn|permissionsboundary|leadingkeys|secretid|name)\b/i;

/** The patterns that name every action of a service, or of all. */
export function serviceWidePatterns({ negated, patterns }: PatternList): string[] {
  if (negated) return [`everything but ${patterns.join(", ")}`];
  return patterns.filter((pattern) => /^\*+$|:\*+$/.test(pattern));
}

/** Whether a statement is about every resource there is, and no condition narrows that. */
export function isOnEverything({ resources, conditions }: Statement): boolean {
  if (!resources || conditions.some(narrows)) return false;
  return resources.negated || resources.patterns.some((pattern) => /^\*+$/.test(pattern));
}

/** The actions of a statement that take a resource and may be done to every one of a kind. */
export function openActions({ actions, resources, conditions }: Statement): string[] {
  if (!resources || conditions.some(narrows)) return [];
  const named = new Set(actions.patterns.flatMap(actionsNamed));
  const asked = resources.negated ? "all but some" : resources.patterns.map(askedFor);
  return [...named].filter((action) => isOpenFor(action, asked)).sort();
}

/** A pattern of a statement's resources. */
interface AskedFor {
  anywhere: Pattern;
  isTasksOfARegion: boolean;
}

function askedFor(pattern: string): AskedFor {
  return {
    anywhere: parsePattern(anywhere(pattern)),
    isTasksOfARegion: TASKS_OF_A_REGION.test(pattern),
  };
}

function narrows({ operator, key }: Condition): boolean {
  return !/not|null/i.test(operator) && RESOURCE_KEY.test(key);
}

/** A pattern over several services stands for itself: nobody can read what it names. */
function actionsNamed(pattern: string): string[] {
  return /^[^:]*[*?]/.test(pattern) ? [pattern] : actionsMatching(pattern);
}

function isOpenFor(action: string, asked: readonly AskedFor[] | "all but some"): boolean {
  const types = resourceTypesOf(action);
  if (
    EXCEPTED.has(action.toLowerCase()) ||
    types.wildcardOnly ||
    (types.arnPatterns.includes("*") && isKnownAction(action))
  ) {
    return false;
  }
  if (asked === "all but some") return true;
  const isOnTasks = ON_STARTED_TASKS.has(action.toLowerCase());
  return asked
    .filter(({ isTasksOfARegion }) => !(isOnTasks && isTasksOfARegion))
    .some(({ anywhere: pattern }) => kindsIn(types).some((kind) => covers(pattern, kind)));
}

/** The same few actions stand in most statements. */
const kindsIn = onceEach(({ arnPatterns }: ResourceTypes) => arnPatterns.map((kind) => parsePattern(kind)));

/** The pattern in every partition, Region and account; log groups' streams are named by such patterns as a rule. */
function anywhere(pattern: string): string {
  const [arn = "", , service = "", , , resource] = arnFields(pattern);
  if (arn.toLowerCase() !== "arn" || resource === undefined || service === "logs") return pattern;
  return service === "s3"
    ? s3Arn("*", resource)
    : arnIn({ partition: "*", region: "*", account: "*" }, service, resource);
}

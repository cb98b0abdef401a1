/**
 * Every action that AWS has: whether it exists, how it accesses, and the resources that a request for it may name.
 * Written by `npm run catalogue` from data that follows AWS's service reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/); put right where AWS documents otherwise.
 */
import { onceEach } from "../once-each";
import { matches, parsePattern } from "../patterns/pattern";
import { alsoAuthorisedOn, authorisedOn } from "./corrections";
import { once, readCatalogueFile } from "./data-file";
import { editDistance, nearest } from "./nearest";

/** A line of `actions.jsonl`. */
export interface ServiceEntry {
  /** The prefix of its actions, e.g. `dynamodb`. */
  service: string;
  /** Resource type to its ARN's format, e.g. `arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}`. */
  types: Record<string, string>;
  /** `ACCESS LEVEL|TYPE|TYPE…` to the names of the actions with that access level and those resource types. */
  actions: Record<string, string[]>;
}

/** What the service reference says of one action. */
export interface ActionFacts {
  /** In AWS's letter case, e.g. `dynamodb:UpdateItem`. */
  action: string;
  /** `Read`, `List`, `Write`, `Tagging, Write` or `Permissions management, Write`. */
  accessLevel: string;
  /** Requests name no resource, so that a statement must say `*`. */
  wildcardOnly: boolean;
  /** Formats of the ARNs that requests may name; `*` stands among them where a request may name none. */
  arnFormats: string[];
}

/** The resources that requests for an action name. */
export interface ResourceTypes {
  wildcardOnly: boolean;
  /** With `*` for what varies. */
  arnPatterns: readonly string[];
}

/** An action as its service's entry has it, in AWS's letter case. */
interface ListedAction {
  action: string;
  /** The key of its group: access level and resource types. */
  group: string;
}

const file = once(() => readCatalogueFile<ServiceEntry>("actions.jsonl"));
const byService = new Map<string, Map<string, ListedAction>>();
const facts = new Map<string, ActionFacts>();

/** Documents repeat the same few patterns, and expanding one means looking at every action of its service. */
const expansions = new Map<string, string[]>();
const MOST_EXPANSIONS = 10_000;

/** Where the catalogue comes from and of which day it is. */
export function actionCatalogueDate(): string {
  return file().header.date;
}

/** Whether AWS has a service with this action prefix, e.g. `dynamodb`; letter case does not count. */
export function isKnownService(prefix: string): boolean {
  return file().keys.includes(prefix.toLowerCase());
}

/** What is known of an action; letter case does not count. Undefined for actions that AWS does not have. */
export function actionFacts(action: string): ActionFacts | undefined {
  const { service, name } = splitAction(action);
  const listed = actionsOf(service).get(name);
  if (!listed) return undefined;
  const known = facts.get(listed.action);
  if (known) return known;
  const made = factsOf(listed, file().entry(service)?.types ?? {});
  facts.set(listed.action, made);
  return made;
}

function factsOf({ action, group }: ListedAction, formats: Record<string, string>): ActionFacts {
  const [accessLevel = "", ...types] = group.split("|");
  const arnFormats = [...authorisedOn(action, types, formats), ...alsoAuthorisedOn(action, types, formats)];
  return { action, accessLevel, wildcardOnly: types.length === 0, arnFormats };
}

/** Whether AWS has this action, e.g. `dynamodb:UpdateItem`; letter case does not count. */
export function isKnownAction(action: string): boolean {
  const { service, name } = splitAction(action);
  return actionsOf(service).has(name);
}

/**
 * The actions that a pattern of an `Action` element names, e.g. of `dynamodb:*Item`, `*` or `iam:PassRole`: in AWS's
 * letter case, sorted within a service.
 */
export function actionsMatching(pattern: string): string[] {
  const known = expansions.get(pattern);
  if (known) return known;
  const { service, name } = splitAction(pattern);
  const wanted = parsePattern(name);
  const found = servicesMatching(service).flatMap((prefix) =>
    [...actionsOf(prefix)].filter(([key]) => matches(wanted, key)).map(([, { action }]) => action),
  );
  if (expansions.size >= MOST_EXPANSIONS) expansions.clear();
  expansions.set(pattern, found);
  return found;
}

/** Whether a pattern names at least one action that AWS has. */
export function matchesAnyAction(pattern: string): boolean {
  return /[*?]/.test(pattern)
    ? pattern === "*" || actionsMatching(pattern).length > 0
    : isKnownAction(pattern);
}

/**
 * The resources that requests for an action name: patterns with `*` for what varies. `wildcardOnly` where they name
 * none; an action that AWS does not have is taken to fit every resource.
 */
export function resourceTypesOf(action: string): ResourceTypes {
  const facts = actionFacts(action);
  return facts ? typesIn(facts) : ANY_TYPE;
}

const ANY_TYPE: ResourceTypes = { wildcardOnly: false, arnPatterns: ["*"] };

const typesIn = onceEach(({ wildcardOnly, arnFormats }: ActionFacts): ResourceTypes => ({
  wildcardOnly,
  arnPatterns: arnFormats.map((format) => format.replace(/\$\{[^}]*\}/g, "*")),
}));

/** The existing actions that a mistaken name comes nearest to, nearest first; of all services if its own is unknown. */
export function nearestActions(action: string, n = 3): string[] {
  const { service, name } = splitAction(action);
  const prefixes = isKnownService(service) ? [service] : nearestServices(service);
  const candidates = prefixes.flatMap((prefix) =>
    [...actionsOf(prefix).values()].map((listed) => listed.action),
  );
  const written = action.slice(action.indexOf(":") + 1);
  return nearest(written || name, candidates, n, (candidate) => candidate.slice(candidate.indexOf(":") + 1));
}

function nearestServices(prefix: string): string[] {
  return file()
    .keys.map((key) => ({ key, distance: editDistance(prefix, key, 2) }))
    .filter(({ distance }) => distance <= 2)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 2)
    .map(({ key }) => key);
}

function servicesMatching(pattern: string): string[] {
  if (!/[*?]/.test(pattern)) return isKnownService(pattern) ? [pattern] : [];
  const wanted = parsePattern(pattern);
  return file().keys.filter((key) => matches(wanted, key));
}

/** In lower case; `*` alone means every action of every service. */
function splitAction(action: string): { service: string; name: string } {
  const colon = action.indexOf(":");
  if (colon < 0) return { service: action === "*" ? "*" : "", name: action.toLowerCase() };
  return { service: action.slice(0, colon).toLowerCase(), name: action.slice(colon + 1).toLowerCase() };
}

function actionsOf(service: string): Map<string, ListedAction> {
  const known = byService.get(service);
  if (known) return known;
  const actions = new Map<string, ListedAction>();
  const entry = file().entry(service);
  for (const [group, names] of Object.entries(entry?.actions ?? {})) {
    for (const name of names) actions.set(name.toLowerCase(), { action: `${service}:${name}`, group });
  }
  if (entry) byService.set(service, actions);
  return actions;
}

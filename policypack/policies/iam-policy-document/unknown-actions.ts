/** Actions of a document that AWS does not have: IAM accepts them without a word, and they grant nothing. */
import {
  actionCatalogueDate,
  actionsMatching,
  isKnownService,
  matchesAnyAction,
  nearestActions,
} from "../../evaluation/catalogue/actions";
import { editDistance } from "../../evaluation/catalogue/nearest";
import { matches } from "../../evaluation/patterns/pattern";
import type { PolicyDocument } from "../../evaluation/types";

export interface UnknownAction {
  /** As written. */
  action: string;
  /** In words, with the names that may have been meant. */
  why: string;
  /**
   * True where another name was plainly meant. Otherwise the action may also be newer than the catalogue, and nothing
   * is proven about it.
   */
  misspelt: boolean;
}

/** More would help nobody, and looking for the nearest names takes its time. */
const MOST_EXPLAINED = 20;

/** @param accepted patterns of actions that exist although the catalogue does not have them yet */
export function unknownActions(document: PolicyDocument, accepted: string[]): UnknownAction[] {
  const written = new Set(document.statements.flatMap(({ actions }) => actions.patterns));
  return [...written]
    .filter((action) => !matchesAnyAction(action) && !isAccepted(action, accepted))
    .slice(0, MOST_EXPLAINED)
    .map(explained);
}

function isAccepted(action: string, accepted: string[]): boolean {
  return accepted.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()));
}

function explained(action: string): UnknownAction {
  const [service = "", name = ""] = action.split(":");
  if (!isKnownService(service)) return ofUnknownService(action, service, name);
  const meant = nearestActions(action);
  const misspelt = isMisspelling(name, meant[0] ?? "") || /[*?]/.test(name) || /\s/.test(name);
  return { action, misspelt, why: `${service} has no such action${offer(meant)}` };
}

function ofUnknownService(action: string, service: string, name: string): UnknownAction {
  const homes = /[*?]/.test(name) ? [] : servicesWith(name);
  const meant = homes.length > 0 ? homes : nearestActions(action);
  return { action, misspelt: meant.length > 0, why: `there is no service ${service}${offer(meant)}` };
}

/** `cloudwatchlogs:PutLogEvents` → `logs:PutLogEvents`. */
function servicesWith(name: string): string[] {
  return actionsMatching(`*:${name}`).slice(0, 3);
}

/** A letter or two wrong, or an ending: what nobody takes for a new action. */
function isMisspelling(name: string, nearest: string): boolean {
  const meant = nearest.slice(nearest.indexOf(":") + 1);
  return meant !== "" && editDistance(name, meant, 2) <= Math.min(2, Math.floor(name.length / 4));
}

function offer(names: string[]): string {
  if (names.length === 0) return ` in AWS's list of ${actionCatalogueDate()}`;
  return names.length === 1 ? `; did you mean ${names[0]}?` : `; the nearest are ${names.join(", ")}`;
}

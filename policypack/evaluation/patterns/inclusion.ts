/** Decides the rare coverings that a plain walk over two patterns does not see, such as `??*` over `*a?`. */
import { matchesWildcard } from "./wildcards";

/** A character of the private use area, for all those that no pattern names. */
const OTHER = "\ue002";

/** Positions visited before the search gives up; real patterns need some hundreds. */
const SEARCH_LIMIT = 20_000;

/** Patterns whose lengths' product is larger are not searched at all. */
const LENGTH_LIMIT = 50_000;

/**
 * Whether every text that matches `inner` matches `outer`, both in inner spelling. Exact unless the search outgrows
 * its limit, which takes patterns made for the purpose; the answer is then the safe one, not covered.
 */
export function includes(outer: string, inner: string): boolean {
  if (outer.length * inner.length > LENGTH_LIMIT) return false;
  return samples(outer, inner).every((sample) => matchesWildcard(outer, sample)) && search(outer, inner);
}

/** The shortest text of a pattern, and one with long runs: most patterns that are not covered fail on these. */
function samples(outer: string, inner: string): string[] {
  const longRun = OTHER.repeat(outer.split("?").length);
  const filled = inner.replaceAll("?", OTHER);
  return [filled.replaceAll("*", ""), filled.replaceAll("*", longRun)];
}

interface State {
  /** How far the walk is in the inner pattern. */
  at: number;
  /** Where in the outer pattern it may be. */
  positions: number[];
}

/**
 * Walks all texts of `inner` at once, keeping for each the set of positions that `outer` can be in; covered if
 * `outer` can be at its end whenever `inner` is.
 */
function search(outer: string, inner: string): boolean {
  const alphabet = [...new Set(outer + inner + OTHER)].filter(
    (character) => character !== "*" && character !== "?",
  );
  const seen = new Set<string>();
  const pending: State[] = [{ at: 0, positions: closed(outer, [0]) }];
  let work = 0;
  for (let state = pending.pop(); state; state = pending.pop()) {
    const { at, positions } = state;
    if (positions.length === 0) return false;
    const key = `${at}:${positions.join()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const token = inner[at];
    if (token === undefined) {
      if (!positions.includes(outer.length)) return false;
      continue;
    }
    if (token === "*") pending.push({ at: at + 1, positions });
    for (const character of token === "*" || token === "?" ? alphabet : [token]) {
      pending.push({ at: token === "*" ? at : at + 1, positions: advanced(outer, positions, character) });
      work += positions.length;
    }
    if (work > SEARCH_LIMIT) return false;
  }
  return true;
}

function advanced(pattern: string, positions: readonly number[], character: string): number[] {
  const next: number[] = [];
  for (const at of positions) {
    const token = pattern[at];
    if (token === "*") next.push(at);
    else if (token === "?" || token === character) next.push(at + 1);
  }
  return closed(pattern, next);
}

/** Adds the positions behind each `*` that matches nothing; ascending, without repetition. */
function closed(pattern: string, positions: readonly number[]): number[] {
  const all = new Set<number>();
  for (const start of positions) {
    let at = start;
    all.add(at);
    while (pattern[at] === "*") all.add(++at);
  }
  return [...all].sort((left, right) => left - right);
}

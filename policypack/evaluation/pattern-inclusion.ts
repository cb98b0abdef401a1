/** Decides the rare coverings that a plain walk over two patterns does not see, such as `??*` over `*a?`. */
import { ANY_ONE, ANY_RUN, absorbs } from "./pattern-tokens";

/** A character that no pattern contains, for all those that no pattern names. */
const OTHER = 0x110000;

/** Positions visited before the search gives up; real patterns need some hundreds. Longer ones are not begun with. */
const SEARCH_LIMIT = 200_000;

/**
 * Whether every text that matches `inner` matches `outer`. Exact unless the search outgrows its limit, which takes
 * patterns made for the purpose; the answer is then the safe one, not covered.
 */
export function includes(outer: readonly number[], inner: readonly number[]): boolean {
  if (outer.length * inner.length > SEARCH_LIMIT) return false;
  return samples(outer, inner).every((sample) => absorbs(outer, sample)) && search(outer, inner);
}

/** The shortest text of a pattern, and one with long runs: most patterns that are not covered fail on these. */
function samples(outer: readonly number[], inner: readonly number[]): number[][] {
  const shortest: number[] = [];
  const long: number[] = [];
  const run = new Array<number>(outer.filter((token) => token === ANY_ONE).length + 1).fill(OTHER);
  for (const token of inner) {
    if (token === ANY_RUN) {
      long.push(...run);
    } else {
      shortest.push(token === ANY_ONE ? OTHER : token);
      long.push(token === ANY_ONE ? OTHER : token);
    }
  }
  return [shortest, long];
}

/**
 * Walks all texts of `inner` at once, keeping for each the set of positions that `outer` can be in; covered if
 * `outer` can be at its end whenever `inner` is.
 */
function search(outer: readonly number[], inner: readonly number[]): boolean {
  const alphabet = [...new Set([...outer, ...inner, OTHER])].filter((token) => token >= 0);
  const seen = new Set<string>();
  const pending: { at: number; positions: number[] }[] = [{ at: 0, positions: closed(outer, [0]) }];
  let work = 0;
  for (let state = pending.pop(); state; state = pending.pop()) {
    const { at, positions } = state;
    if (positions.length === 0) return false;
    work += positions.length;
    if (work > SEARCH_LIMIT) return false;
    const key = `${at}:${positions.join()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const token = inner[at];
    if (token === undefined) {
      if (!positions.includes(outer.length)) return false;
      continue;
    }
    if (token === ANY_RUN) pending.push({ at: at + 1, positions });
    const after = token === ANY_RUN ? at : at + 1;
    for (const character of token < 0 ? alphabet : [token]) {
      pending.push({ at: after, positions: advanced(outer, positions, character) });
      work += positions.length;
    }
  }
  return true;
}

function advanced(pattern: readonly number[], positions: readonly number[], character: number): number[] {
  const next: number[] = [];
  for (const at of positions) {
    const token = pattern[at];
    if (token === ANY_RUN) next.push(at);
    else if (token === ANY_ONE || token === character) next.push(at + 1);
  }
  return closed(pattern, next);
}

/** Adds the positions behind each `*` that matches nothing; ascending, without repetition. */
function closed(pattern: readonly number[], positions: readonly number[]): number[] {
  const all = new Set<number>();
  for (const start of positions) {
    let at = start;
    all.add(at);
    while (pattern[at] === ANY_RUN) all.add(++at);
  }
  return [...all].sort((left, right) => left - right);
}

/** Algorithms on the tokens of wildcard patterns. None backtracks further than the last `*`. */

/** Tokens of a pattern are UTF-16 code units and these two. */
export const ANY_ONE = -1;
export const ANY_RUN = -2;

/** Brings runs of wildcards into normal form, every `?` first, then at most one `*`, which means the same. */
export function normalized(tokens: readonly number[]): number[] {
  const normal: number[] = [];
  let run = false;
  for (const token of tokens) {
    if (token === ANY_RUN) {
      run = true;
      continue;
    }
    if (run && token !== ANY_ONE) {
      normal.push(ANY_RUN);
      run = false;
    }
    normal.push(token);
  }
  if (run) normal.push(ANY_RUN);
  return normal;
}

/**
 * Matches a pattern against tokens of which some may be wildcards themselves: a `?` takes one character or one `?`,
 * a `*` takes anything. On a literal subject that is matching; else it proves that the subject is covered, though not
 * every covering has such a proof. Time is bounded by the product of the lengths.
 */
export function absorbs(pattern: readonly number[], subject: readonly number[]): boolean {
  let at = 0;
  let position = 0;
  let lastRun = -1;
  let resume = 0;
  while (position < subject.length) {
    const wanted = pattern[at];
    const given = subject[position];
    if (wanted === ANY_RUN) {
      lastRun = at++;
      resume = position;
    } else if (wanted !== undefined && (wanted === given || (wanted === ANY_ONE && given !== ANY_RUN))) {
      at++;
      position++;
    } else if (lastRun >= 0) {
      at = lastRun + 1;
      position = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[at] === ANY_RUN) at++;
  return at === pattern.length;
}

/** Whether some text matches both: walks both at once, row by row, in time bounded by the product of the lengths. */
export function shareText(a: readonly number[], b: readonly number[]): boolean {
  let reached = new Uint8Array(b.length + 1);
  reached[0] = 1;
  passRuns(reached, b);
  for (const token of a) {
    const next = new Uint8Array(b.length + 1);
    if (token === ANY_RUN) {
      const first = reached.indexOf(1);
      if (first >= 0) next.fill(1, first);
    } else {
      for (let at = 0; at < b.length; at++) {
        if (!reached[at]) continue;
        if (b[at] === ANY_RUN) next[at] = 1;
        else if (token === ANY_ONE || b[at] === ANY_ONE || token === b[at]) next[at + 1] = 1;
      }
    }
    passRuns(next, b);
    reached = next;
  }
  return reached[b.length] === 1;
}

/** A `*` may match nothing: whoever stands before it stands behind it as well. */
function passRuns(reached: Uint8Array, tokens: readonly number[]): void {
  for (let at = 0; at < tokens.length; at++) {
    if (reached[at] && tokens[at] === ANY_RUN) reached[at + 1] = 1;
  }
}

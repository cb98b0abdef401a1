/**
 * Algorithms on wildcard patterns in their inner spelling: `*` and `?` are always wildcards there, and these two
 * characters of the private use area stand for a literal `*` and `?`. None backtracks further than the last `*`.
 */
const STAR = "\ue000";
const QUESTION_MARK = "\ue001";

const NEEDS_ESCAPE = new RegExp(`[${STAR}${QUESTION_MARK}]|\\$\\{`);

const RUN = "*".charCodeAt(0);
const ONE = "?".charCodeAt(0);

/** The inner spelling of a text that stands for itself. */
export function literalSpelling(text: string): string {
  if (!hasWildcard(text)) return text;
  return text.replace(/[*?]/g, (character) => (character === "*" ? STAR : QUESTION_MARK));
}

/** The spelling of a 2012-10-17 document, where `${*}`, `${?}` and `${$}` stand for the characters themselves. */
export function documentSpelling(spelling: string): string {
  if (!NEEDS_ESCAPE.test(spelling)) return spelling;
  return spelling
    .replace(/\$(?=\{)/g, "${$}")
    .replaceAll(STAR, "${*}")
    .replaceAll(QUESTION_MARK, "${?}");
}

export function hasWildcard(spelling: string): boolean {
  return spelling.includes("*") || spelling.includes("?");
}

/** The longest run of characters that are no wildcards, of those that start at `from` or later. */
export function longestLiteral(spelling: string, from: number): string {
  let start = 0;
  let end = 0;
  for (let at = from; at <= spelling.length; at++) {
    const unit = spelling.charCodeAt(at);
    if (at < spelling.length && unit !== RUN && unit !== ONE) continue;
    if (at - from > end - start) [start, end] = [from, at];
    from = at + 1;
  }
  return spelling.slice(start, end);
}

/** Brings runs of wildcards into normal form, every `?` first, then at most one `*`, which means the same. */
export function normalized(spelling: string): string {
  return spelling.replace(/[*?]{2,}/g, (run) => {
    const several = run.replaceAll("*", "");
    return several.length < run.length ? `${several}*` : several;
  });
}

/**
 * Matches a pattern against a spelling that may have wildcards itself: a `?` takes one character or one `?`, a `*`
 * takes anything. On a literal subject that is matching; else it proves that the subject is covered, though not every
 * covering has such a proof. Time is bounded by the product of the lengths.
 *
 * @param from how many characters, none of them a wildcard, are known to be the same in both
 */
export function matchesWildcard(pattern: string, subject: string, from = 0): boolean {
  let at = from;
  let position = from;
  let lastRun = -1;
  let resume = from;
  while (position < subject.length) {
    const wanted = at < pattern.length ? pattern.charCodeAt(at) : -1;
    const given = subject.charCodeAt(position);
    if (wanted === RUN) {
      if (at === pattern.length - 1) return true;
      lastRun = at++;
      resume = position;
    } else if (wanted === ONE ? given !== RUN : wanted === given) {
      at++;
      position++;
    } else if (lastRun >= 0) {
      at = lastRun + 1;
      position = ++resume;
    } else {
      return false;
    }
  }
  while (pattern.charCodeAt(at) === RUN) at++;
  return at === pattern.length;
}

/** Whether some text matches both: walks both at once, row by row, in time bounded by the product of the lengths. */
export function patternsOverlap(a: string, b: string): boolean {
  let reached = new Uint8Array(b.length + 1);
  reached[0] = 1;
  passRuns(reached, b);
  for (let row = 0; row < a.length; row++) {
    const unit = a.charCodeAt(row);
    const next = new Uint8Array(b.length + 1);
    if (unit === RUN) {
      const first = reached.indexOf(1);
      if (first >= 0) next.fill(1, first);
    } else {
      for (let at = 0; at < b.length; at++) {
        if (!reached[at]) continue;
        const other = b.charCodeAt(at);
        if (other === RUN) next[at] = 1;
        else if (unit === ONE || other === ONE || unit === other) next[at + 1] = 1;
      }
    }
    passRuns(next, b);
    reached = next;
  }
  return reached[b.length] === 1;
}

/** A `*` may match nothing: whoever stands before it stands behind it as well. */
function passRuns(reached: Uint8Array, pattern: string): void {
  for (let at = 0; at < pattern.length; at++) {
    if (reached[at] && pattern.charCodeAt(at) === RUN) reached[at + 1] = 1;
  }
}

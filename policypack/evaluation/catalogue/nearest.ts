/** Which known names a mistaken one may have meant. */

/**
 * The candidates nearest to a name, nearest first. Names are compared word by word without regard to letter case
 * (`SecretsManagerReadOnly` shares four words with `AWSSecretsManagerClientReadOnlyAccess`), then by edit distance.
 *
 * @param textOf what of a candidate is compared
 */
export function nearest(
  name: string,
  candidates: string[],
  n: number,
  textOf: (candidate: string) => string = (candidate) => candidate,
): string[] {
  const wanted = new Set(words(name));
  const ranked = candidates.map((candidate) => {
    const text = textOf(candidate);
    const own = words(text);
    const shared = own.filter((word) => wanted.has(word)).length;
    const likeness = (2 * shared) / (own.length + wanted.size || 1);
    return { candidate, text, likeness };
  });
  const same = ranked.filter(({ text }) => text.toLowerCase() === name.toLowerCase());
  const likely = ranked
    .filter((entry) => !same.includes(entry))
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, 40);
  const close = ranked.filter(
    (entry) => !same.includes(entry) && !likely.includes(entry) && editDistance(name, entry.text, 3) <= 3,
  );
  const rest = [...likely, ...close]
    .map((entry) => ({ ...entry, score: entry.likeness - relativeDistance(name, entry.text) }))
    .sort((one, other) => other.score - one.score);
  return [...same, ...rest].slice(0, n).map(({ candidate }) => candidate);
}

function relativeDistance(name: string, text: string): number {
  return editDistance(name, text, 40) / Math.max(name.length, text.length, 1);
}

/** `AWSSecretsManager_v2` → `aws secrets manager v 2`. */
function words(name: string): string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((word) => word.toLowerCase());
}

/**
 * How many letters must be put in, left out or changed to turn one text into the other, without regard to letter
 * case; two neighbours swapped count as one. Above `limit` it says `limit + 1` and stops counting.
 */
export function editDistance(one: string, other: string, limit: number): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(changed, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    [beforeLast, last] = [last, row];
  }
  return Math.min(last[b.length] ?? 0, limit + 1);
}

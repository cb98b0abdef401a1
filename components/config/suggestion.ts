/** "did you mean …?" where a known word is near, or the same but for its namespace; else all known words. */
export function suggestion(word: string, known: string[]): string {
  const meant = known.find((candidate) => candidate.endsWith(`:${word}`)) ?? nearest(word, known);
  return meant === undefined ? `allowed: ${known.join(", ")}` : `did you mean ${meant}?`;
}

/** The known word that a misspelt one most likely means, whatever its letter case; undefined if none is near. */
export function nearest(word: string, known: string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const most = Math.max(2, Math.floor(word.length / 3));
  return best && best.distance <= most ? best.candidate : undefined;
}

/** Levenshtein's distance, row by row. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

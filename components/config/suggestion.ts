/** "did you mean …?" where a known word is near, or the same but for its namespace; else all known words. */
export function suggestion(word: string, known: string[]): string {
  const qualified = known.find((candidate) => candidate.endsWith(`:${word}`));
  if (qualified) return `did you mean ${qualified}?`;
  const nearest = known
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)[0];
  const near = nearest !== undefined && nearest.distance <= Math.max(2, Math.floor(word.length / 3));
  return near ? `did you mean ${nearest.candidate}?` : `allowed: ${known.join(", ")}`;
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

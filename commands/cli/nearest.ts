import { editDistance } from "../../policypack/evaluation/catalogue/nearest";

/** The candidate that a misspelt word most likely means, or undefined if none is near. */
export function nearest(word: string, candidates: string[]): string | undefined {
  const limit = Math.max(2, Math.floor(word.length / 3));
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate, limit) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= limit ? best.candidate : undefined;
}

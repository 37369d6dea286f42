/** "Did you mean …?": finds the candidate that differs from a word by the fewest typing errors. */

import { editDistance } from '../../core/entities/variants/spelling.ts';

/** The nearest candidate, or `undefined` if none is close enough to have been meant. */
export function closestMatch(word: string, candidates: readonly string[]): string | undefined {
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase().slice(0, 64), candidate);
    const maxDistance = Math.max(2, Math.floor(candidate.length / 2));
    if (
      distance <= maxDistance &&
      distance < candidate.length &&
      distance < (best?.distance ?? Number.POSITIVE_INFINITY)
    )
      best = { candidate, distance };
  }
  return best?.candidate;
}

/** «Did you mean»: the candidate that the fewest slips of the finger lead to. */

/** The nearest candidate, or `undefined` where none is near enough to be what was meant. */
export function closestMatch(word: string, candidates: readonly string[]): string | undefined {
  let best: { candidate: string; slips: number } | undefined;
  for (const candidate of candidates) {
    const slips = distance(word.toLowerCase().slice(0, 64), candidate);
    const bearable = Math.max(2, Math.floor(candidate.length / 2));
    if (slips <= bearable && slips < candidate.length && slips < (best?.slips ?? Number.POSITIVE_INFINITY))
      best = { candidate, slips };
  }
  return best?.candidate;
}

/** Letters added, lost or taken for others, and neighbours swapped (optimal string alignment distance). */
export function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

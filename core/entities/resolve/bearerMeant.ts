/** Which of several people a surname means at one place of a text, by where the text names them in full. */

export interface Bearing {
  key: string;
  reason: string;
}

/**
 * A text names people in full before it shortens them, except in a headline, which is about the one that the
 * text names most.
 *
 * @param named the people, each with the places of its full name in text order
 * @param at the place of the surname
 * @returns `undefined` if the places do not tell
 */
export function bearerMeant(
  named: readonly { key: string; starts: readonly number[] }[],
  at: number,
): Bearing | undefined {
  const before = named.filter(({ starts }) => (starts[0] ?? at) < at);
  const [only, ...others] = before;
  // If several were named, the last one is meant too seldom (in Re-DocRED, a third of the time).
  if (only !== undefined)
    return others.length === 0 ? { key: only.key, reason: 'the only one named so far' } : undefined;
  const [most, second] = named.toSorted((a, b) => b.starts.length - a.starts.length);
  if (most === undefined || most.starts.length === second?.starts.length) return undefined;
  return { key: most.key, reason: 'the one named most' };
}

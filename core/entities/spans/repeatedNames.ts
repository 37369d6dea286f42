/** Organisations whose whole name the tagger has once, and its beginning elsewhere: "[Orsk] Card said". */

import type { TaggedName } from '../tagger/tagger.ts';
import { lengthened } from './lengthened.ts';
import { formOf } from './nameWords.ts';

/** In words: a longer name is a body's with many fields. */
const longest = 8;

/** The names, in text order, with those whole that the text has whole elsewhere. */
export function joinRepeated(names: readonly TaggedName[]): TaggedName[] {
  const wholes = new Map<string, number>();
  for (const name of names) {
    const { from, to, type, confidence } = name;
    if (type !== 'organization' || to - from < 2 || to - from > longest) continue;
    const words = formOf(name);
    wholes.set(words, Math.max(wholes.get(words) ?? 0, confidence));
  }
  if (wholes.size === 0) return [...names];
  return lengthened(names, (name, i) => {
    const to = wholeEnd(name, names[i + 1], wholes);
    const confidence = Math.max(name.confidence, wholes.get(formOf({ ...name, to })) ?? 0);
    return to === name.to ? name : { ...name, to, confidence };
  });
}

/** Where the longest whole name ends that the name begins, up to the next name. */
function wholeEnd(
  name: TaggedName,
  next: TaggedName | undefined,
  wholes: ReadonlyMap<string, number>,
): number {
  const { passage, from, to, type } = name;
  if (type !== 'organization' || passage.titleCase || passage.tokens[to]?.adjacent !== true) return to;
  const limit = next?.passage === passage ? next.from : passage.tokens.length;
  for (let end = Math.min(limit, from + longest); end > to; end--)
    if (wholes.has(formOf({ ...name, to: end }))) return end;
  return to;
}

/** Words that were taken for names because of a capital within them, or of two names that a hyphen joins. */
import { textBefore } from '../../text/slices.ts';
import { wordSet } from '../../text/wordSet.ts';
import { gazetteerEntry } from '../gazetteer.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { Token } from '../token.ts';

const hyphen = /[-‐‑]/;

/** Behind two countries, what they have with each other: "the India-Pakistan talks". */
const common = wordSet`
  peace talks war wars border relations conflict match matches series summit trade tensions ties treaty deal
`;

/** "Bagle.AU", "jane.orsk@": a part of what stands beside it without a space. */
export function isAttached(text: string, { passage: { tokens }, from, to }: TaggedName): boolean {
  const { start, end } = tokens[from] as Token;
  return to - from === 1 && text[end] === '@' && /^[\p{L}\p{N}]\.$/u.test(textBefore(text, start, 2));
}

/**
 * "India-Pakistan talks", "Anglo-Swedish", "Swiss-German": two countries or peoples, no name of one thing.
 * Austria-Hungary was one.
 */
export function isPair({ passage: { tokens }, from, to, type }: TaggedName): boolean {
  const [one = '', two = '', ...more] = (tokens[from]?.text ?? '').split(hyphen);
  if (to - from > 1 || (type !== 'place' && type !== 'organization') || two === '' || more.length > 0)
    return false;
  const typeOf = (part: string) => gazetteerEntry(part)?.type;
  const isListed = (part: string) => /^(?:place|group)$/.test(typeOf(part) ?? '');
  return isListed(one) && isListed(two) && common.has(tokens[to]?.text ?? '');
}

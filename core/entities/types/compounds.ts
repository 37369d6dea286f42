/** Words that were taken for names because of a capital within them, or of two names that a hyphen joins. */
import { textBefore } from '../../text/slices.ts';
import { wordSet } from '../../text/wordSet.ts';
import { gazetteerEntry } from '../gazetteer.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { isAcronym, type Token } from '../token.ts';

/** Before a hyphen and a people or a place: "Anglo-Swedish". */
const combining = wordSet`Anglo Franco Sino Indo Afro Euro Russo Greco Austro Luso Hispano`;

const hyphen = /[-‐‑]/;

/** Behind two countries, what they have with each other: "the India-Pakistan talks". */
const common = wordSet`
  peace talks war wars border relations conflict match matches series summit trade tensions ties treaty deal
`;

/** "Bagle.AU", "jane.orsk@": a part of what stands beside it without a space. */
export function isAttached(text: string, { passage: { tokens }, from, to }: TaggedName): boolean {
  const [first, last] = [tokens[from] as Token, tokens[to - 1] as Token];
  if (to - from > 1 || !/^[\p{L}\p{N}]\.$/u.test(textBefore(text, first.start, 2))) return false;
  return text[last.end] === '@' || isAcronym(first.text);
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
  if (typeOf(one) === 'group' && typeOf(two) === 'group') return true;
  const isListed = (part: string) => /^(?:place|group)$/.test(typeOf(part) ?? '');
  return isListed(two) && (combining.has(one) || (isListed(one) && common.has(tokens[to]?.text ?? '')));
}

/** Behind two names, what is between them: "the Orsk-Velmar feud". */
const between = wordSet`
  feud row rift clash replay match game tie deal merger alliance rivalry pact saga spat dispute battle duel
`;

/** "The Orsk-Velmar feud": two names of any kind. */
export function isFeud({ passage: { tokens }, from, to }: TaggedName): boolean {
  const behind = tokens[to];
  const areTwo = /\p{Ll}[-‐‑]\p{Lu}\p{Ll}/u.test(tokens[from]?.text ?? '');
  return areTwo && behind?.adjacent === true && between.has(behind.text);
}

/** "Pay-TV": a common noun with an acronym; "al-Qaeda" is a name. */
export function isCompound({ passage: { tokens }, from, to }: TaggedName): boolean {
  return to - from === 1 && /^\p{Ll}{3,}[-‐‑]\p{Lu}{2,}$/u.test(tokens[from]?.text ?? '');
}

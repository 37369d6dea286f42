/** Possessive endings, which the tokeniser cuts off: part of "Moody's" and "Howl's Moving Castle". */

import { wordSet } from '../../text/wordSet.ts';
import type { Candidate } from '../candidate.ts';
import { listedName } from '../gazetteer.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { lowerWordAt, type Token, wordAt } from '../token.ts';
import { formOf } from './nameWords.ts';

/** In characters: an apostrophe and an s. */
const possessiveLength = 2;

/**
 * Words that cannot begin what is owned. "Moody's has", "Sotheby's and": the ending belongs to the name.
 * What may follow "is" is absent, because 's may be short for it.
 */
const notOwned = wordSet`
  and or but is are was has had have were will would could may might should which who that said says expects
  reported reports posted announced unveiled fell rose lost won made cut raised closed opened dropped jumped
  gained bought sold hopes plans wants declined refused agreed confirmed
`;

/** Before "Sony's": what is owned is left out, because it was named before, as in "unlike Sony's." */
const comparing = wordSet`than not unlike like is are was were be as or nor and to`;
const saint = /^(?:St\.?|Saint)$/;
/** The same behind a saint's name: "at St Velmar's to win", "left St Velmar's in haste". */
const behindSaint = wordSet`to with in on at for after before by from as when while`;

/** Whether a possessive ending follows the token. */
export function hasPossessive(text: string, { end }: Token): boolean {
  return /^['’][sS](?![\p{L}\p{N}])/u.test(text.slice(end, end + 3));
}

/** Whether a possessive ending follows the name. */
export const isPossessive = (text: string, { passage, to }: Pick<TaggedName, 'passage' | 'to'>): boolean =>
  hasPossessive(text, passage.tokens[to - 1] as Token);

/**
 * The names that are written with a possessive ending and stand like a name of their own at least once:
 * "Moody's has downgraded it", "sold at Varnby's." A name that the document also has without the ending is
 * not one of them.
 */
export function possessiveNames(text: string, names: readonly TaggedName[]): Set<string> {
  const without = new Set<string>();
  const own = new Set<string>();
  for (const name of names) {
    const words = formOf(name);
    if (!isPossessive(text, name)) {
      without.add(words);
      without.add(wordAt(name.passage.tokens, name.to - 1));
    } else if (ownsNothing(text, name)) own.add(words);
  }
  return new Set([...own].filter((words) => !without.has(words)));
}

/** Whether nothing that is owned follows the possessive ending of the name. */
function ownsNothing(text: string, { passage: { tokens }, from, to, type }: TaggedName): boolean {
  const isSaints = saint.test(wordAt(tokens, from)) && type !== 'event';
  const isLone = to - from === 1;
  if (type === 'group' || listedName(tokens, from, to) !== undefined) return false;
  const behind = wordAt(tokens, to);
  if (notOwned.has(behind)) return isLone || isSaints || type === 'organization';
  if (isSaints && behindSaint.has(behind)) return true;
  const after = (tokens[to - 1]?.end ?? 0) + possessiveLength;
  const isEnd = /^\s*(?:[,.;:!?)]|$)/.test(text.slice(after, after + 2));
  const before = lowerWordAt(tokens, from - 1);
  // "At Varnby's," is where somebody is, whatever it is.
  const isWhere = isLone && before === 'at';
  return isEnd && (isWhere || ((isSaints || type === 'organization') && !comparing.has(before)));
}

/**
 * The candidate with the signs that belong to it: possessive endings and quotation marks within the name, and
 * the last ending of a name that is written with it.
 * @param own the names that end with a possessive, from `possessiveNames`
 */
export function withSigns(
  text: string,
  name: TaggedName,
  candidate: Candidate,
  own: ReadonlySet<string>,
): Candidate {
  const { from, to } = name;
  const { tokens } = name.passage;
  const isOwn = isPossessive(text, name) && own.has(formOf(name));
  const isInner = tokens
    .slice(from, to - 1)
    .some((token) => hasPossessive(text, token) || /["“”]/.test(token.text));
  if (!isOwn && !isInner) return candidate;
  const end = isOwn ? candidate.end + possessiveLength : candidate.end;
  const words = text.slice(candidate.start, end).split(/\s+/);
  if (!isOwn) return { ...candidate, words };
  const type = candidate.type === 'place' && to - from > 1 ? 'place' : 'organization';
  return { ...candidate, end, words, type };
}

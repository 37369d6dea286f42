/** Groups of which the tagger is doubtful: peoples and adherents have names that look alike, unlike "Uni". */
import { anyOf } from '../../text/anyOf.ts';
import { textBefore } from '../../text/slices.ts';
import type { Mention } from '../annotation.ts';
import { gazetteerEntry } from '../gazetteer.ts';

/** Below this confidence, most unlisted groups that do not look like one are none. */
const doubtful = 0.5;

/** "Corsican", "Frenchwoman", "New Zealander", "Kashmiri", "pro-Europeans", "Francophone", "Alawite". */
const people = /(?:[ae]ns?|.{3}ites?|ish|ese|ists?|ers?|.{3}is?|[mM][ae]n|phones?|[oi]ts?|ics?)$/;
/**
 * Before the mention, a word with a capital: "Electronic [Arts]" is half of a name. "For [Swifties]" is none.
 */
const half = new RegExp(
  String.raw`(?<!\p{L})(?!(?:${anyOf`
    The, And, As, At, But, By, For, From, If, In, Like, Many, Most, Of, On, Some, These, To, When, While, With
  `}) )\p{Lu}\p{L}* $`,
  'u',
);
/** In characters. */
const wordLength = 24;

/** @param mentions of one entity, which is a group */
export function isDoubtfulGroup(text: string, mentions: readonly Mention[]): boolean {
  return mentions.every(({ start, name, confidence }) => {
    if (confidence >= doubtful || name.split(/[ -]/).some(isListed)) return false;
    // "The Killers", "fellow Springboks".
    const isPlural = /s$/.test(name) && !half.test(textBefore(text, start, wordLength));
    return !isPlural && !people.test(name);
  });
}

const isListed = (word: string): boolean => gazetteerEntry(word)?.type === 'group';

/**
 * In texts of other languages than English, what looks like a name because a sentence begins with it: "Den
 * nye kaien". The tagger knows the common words of English alone.
 */

import { givenNames } from '../data/people.ts';
import { gazetteerMatchAt } from '../gazetteer.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { isAcronym } from '../token.ts';
import { wordsOf } from './nameWords.ts';

/** @param names of one document; without those of one word of which nothing but the capital tells */
export function withoutSentenceOpeners<Name extends TaggedName>(names: readonly Name[]): Name[] {
  const known = new Set(names.flatMap((name) => (isOpener(name) ? [] : wordsOf(name))));
  return names.filter((name) => !isOpener(name) || known.has(wordsOf(name)[0] ?? ''));
}

/** A word at the beginning of a sentence that no list has as a name. */
function isOpener({ passage: { tokens }, from, to }: TaggedName): boolean {
  const word = tokens[from];
  if (word === undefined || to - from > 1 || !(from === 0 || word.opensSentence)) return false;
  if (isAcronym(word.text) || tokens[from - 1]?.text === '(') return false;
  return !givenNames.has(word.text) && gazetteerMatchAt(tokens, from) === undefined;
}

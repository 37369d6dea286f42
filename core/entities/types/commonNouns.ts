/** Common nouns with a capital that were taken for names: "the Bill", "the Attorney General". */

import { thingHeads } from '../data/nouns.ts';
import { otherRoles } from '../data/people.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { isTitle } from '../titles.ts';

/** "The Bill", "the Orskian Quelle Bill", of which the tagger has a given name: persons have no article. */
export function isLaw({ passage: { tokens, titleCase }, from, to, type }: TaggedName): boolean {
  const before = tokens[from - 1];
  const isLone = type === 'person' && to - from === 1 && tokens[from]?.adjacent === true && !titleCase;
  if (!isLone || !thingHeads.has(tokens[from]?.text ?? '') || tokens[to]?.capital) return false;
  return /^[Tt]h(?:e|is)$/.test(before?.text ?? '') || (before?.capital === true && !isTitle(before.text));
}

/** "Sprinter Ana Velmar": what somebody is, and not the name that follows. */
export function isRole({ passage: { tokens, titleCase }, from, to, type }: TaggedName): boolean {
  const [word, behind] = [tokens[from], tokens[to]];
  const isFirst = type === 'person' && to - from === 1 && word?.opensSentence === true && !titleCase;
  return isFirst && behind?.capital === true && behind.adjacent && otherRoles.has(word.text.toLowerCase());
}

/** "Catholicism"; a person may be called so. */
export function isAbstract({ passage: { tokens }, from, to, type }: TaggedName): boolean {
  const word = tokens[from]?.text ?? '';
  if (to - from > 1 || type === 'person' || tokens[to]?.capital) return false;
  return /^\p{Lu}\p{Ll}{2,}ism$/u.test(word);
}

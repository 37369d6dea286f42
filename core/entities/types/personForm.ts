/** What shows that a name taken for a person is one: several words, a given name, an office before it. */

import type { NamedKind } from '../data/nouns.ts';
import { givenNames, sharedTitles } from '../data/people.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { isTitle } from '../titles.ts';
import { wordAt } from '../token.ts';

/** "The manufacturer Chung Na-min": above this confidence, several words of a person name nothing else. */
const doubtfulFullName = 0.5;
/** "The executive, Orsk Council": from this confidence on, several words of a body name no person. */
const sureBody = 0.7;

/** Whether a "person" has several words, and the tagger or a given name is sure of it. */
export function isSureFullName({ passage: { tokens }, from, to, type, confidence }: TaggedName): boolean {
  if (type !== 'person' || to - from < 2) return false;
  return confidence > doubtfulFullName || givenNames.has(wordAt(tokens, from));
}

/**
 * Whether what the tagger took for a person has the form of one: a full name, a common given name, or an
 * office before it, as in "President Velmar".
 */
export function isNamedAsPerson(name: TaggedName): boolean {
  const { passage, from, type } = name;
  const { tokens } = passage;
  if (type !== 'person') return false;
  const before = tokens[from]?.adjacent && tokens[from - 1]?.capital ? wordAt(tokens, from - 1) : '';
  const isTitled = isTitle(before) && !sharedTitles.has(before.toLowerCase());
  return isSureFullName(name) || givenNames.has(wordAt(tokens, from)) || isTitled;
}

/** Whether the noun beside a name of several words makes a person of a body, or the other way round. */
export function isAgainstSureName({ from, to, type, confidence }: TaggedName, kind: NamedKind): boolean {
  if (to - from < 2) return false;
  if (type === 'organization') return kind === 'person' && confidence >= sureBody;
  const isOther = kind === 'organization' || kind === 'team' || kind === 'place';
  return type === 'person' && isOther && confidence > doubtfulFullName;
}

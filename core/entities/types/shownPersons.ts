/** What shows that a lone "place" or "organisation" is a person: an initial, an age, what it said or did. */

import { givenNames } from '../data/people.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { isTitle } from '../titles.ts';
import { isAcronym, type Token } from '../token.ts';

/** "The manufacturer Chung Na-min": above this confidence, several words of a person name nothing else. */
export const doubtfulFullName = 0.5;

/** Whether a "person" has several words, and the tagger or a given name is sure of it. */
export function isSureFullName({ passage: { tokens }, from, to, type, confidence }: TaggedName): boolean {
  if (type !== 'person' || to - from < 2) return false;
  return confidence > doubtfulFullName || givenNames.has(tokens[from]?.text ?? '');
}

/**
 * Whether what the tagger took for a person has the form of one: a full name, a common given name, or an
 * office before it, as in "President Velmar".
 */
export function isNamedAsPerson(name: TaggedName): boolean {
  const { passage, from, type } = name;
  const { tokens } = passage;
  if (type !== 'person') return false;
  const before = tokens[from]?.adjacent && tokens[from - 1]?.capital ? (tokens[from - 1]?.text ?? '') : '';
  // "Rival Velmar".
  const isTitled = isTitle(before) && before !== 'Rival';
  return isSureFullName(name) || givenNames.has(tokens[from]?.text ?? '') || isTitled;
}

const didWithGroup =
  /^(?:(?:co-)?founded|created|leads|led|runs|ran|heads|headed|chairs|chaired|joined|left)$/;

/** "The group [Velmar] led in May" is somebody's; "The group [Velmar] led the market" is its name. */
export function isOfClause({ passage: { tokens }, to, type }: TaggedName): boolean {
  const [verb, behind] = [tokens[to]?.text ?? '', tokens[to + 1]];
  const hasObject = behind?.capital === true || /^(?:an?|the|its|their|\d.*)$/.test(behind?.text ?? '');
  return type === 'person' && didWithGroup.test(verb) && !hasObject;
}

export function isShownAsPerson(name: TaggedName): boolean {
  const isLone = (name.type === 'place' || name.type === 'organization') && name.to - name.from === 1;
  return isLone && (hasInitial(name) || hasAge(name) || isSubstitute(name) || isSpeaker(name));
}

/** "“We won,” said Velmar." Bodies speak too. */
function isSpeaker({ passage: { tokens }, from, to, type }: TaggedName): boolean {
  const isQuoted = /^["”’]$/.test(tokens[from - 2]?.text ?? '') && tokens[from - 1]?.text === 'said';
  return type === 'place' && isQuoted && /^[.,]$/.test(tokens[to]?.text ?? '.');
}

/** "M Velmar (Orsk Harriers)": an initial that nothing else explains. */
function hasInitial({ passage: { tokens }, from, to }: TaggedName): boolean {
  const [sign, initial, word] = [tokens[from - 2], tokens[from - 1], tokens[from]];
  if (!/^[A-Z]$/.test(initial?.text ?? '') || !word?.adjacent || isAcronym(word.text)) return false;
  return (sign === undefined || /^[,.;:()–-]$/.test(sign.text)) && tokens[to]?.text === '(';
}

/** "Velmar, 14, was". */
function hasAge({ passage: { tokens }, to }: TaggedName): boolean {
  const [comma, age, behind] = [tokens[to], tokens[to + 1], tokens[to + 2]];
  if (comma?.text !== ',' || !/^[1-9]\d?$/.test(age?.text ?? '')) return false;
  return /^(?:,|and|who|is|was|were)$/.test(behind?.text ?? '');
}

/** "Orsk for Velmar (71)": one player comes on for another in a minute. */
function isSubstitute({ passage: { tokens }, from, to }: TaggedName): boolean {
  const comesOn = tokens[to]?.text === 'for' && tokens[to + 1]?.capital === true && isMinute(tokens, to + 2);
  return comesOn || (tokens[from - 1]?.text === 'for' && isMinute(tokens, to));
}

const isMinute = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.text === '(' && /^\d{1,2}$/.test(tokens[at + 1]?.text ?? '');

/** Names that the tagger split, or of which it has a part: "David dal Maso", "Johnson & Johnson". */

import { isFormOfGivenName } from '../data/givenNameForms.ts';
import { givenNames, officeParts, otherRoles, particles } from '../data/people.ts';
import { calendar } from '../data/words.ts';
import { isGazetteerWord } from '../gazetteer.ts';
import { fold } from '../slug.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { isTitle } from '../titles.ts';
import { type Token, wordAt } from '../token.ts';
import { joinPartners } from './legalForms.ts';
import { formOf } from './nameWords.ts';

/** Without those that also mean "and", and without a verb. */
const surnameParticles = new Set(
  [...particles, 'dal', 'dalla', 'dello'].filter((word) => word.length > 1 && word !== 'do'),
);

/** Joins the parts of names, in text order. */
export function joinNames(names: readonly TaggedName[]): TaggedName[] {
  const joined = joinPersons(joinParticles(joinPartners(joinBracketed(names.flatMap(behindSign)))));
  const often = twice(joined.filter(isLonePerson).map(withWordBefore).map(formOf));
  const full = joined.map((name, i) => withGivenName(withInitial(name), joined[i - 1], often));
  const known = new Set(full.filter(isFullName).map(formOf));
  return full.map((name, i) => withSurname(withKnownGivenName(name, known), full[i + 1]));
}

/** "@ Velmar Foods", "#Velmar": no name begins with such a sign, or is one. */
function behindSign(name: TaggedName): TaggedName[] {
  const { passage, from, to } = name;
  if (!/^[@#»–—、]$/.test(wordAt(passage.tokens, from))) return [name];
  return to - from > 1 ? [{ ...name, from: from + 1 }] : [];
}

/** "Dries Mertens" of which the tagger has only Mertens: nothing else explains the capital before it. */
function withGivenName(
  name: TaggedName,
  last: TaggedName | undefined,
  often: ReadonlySet<string>,
): TaggedName {
  const { passage, from } = name;
  const [before, given, word] = [passage.tokens[from - 2], passage.tokens[from - 1], passage.tokens[from]];
  if (!isLonePerson(name) || word?.adjacent !== true || passage.titleCase) return name;
  if (!isPartOfName(given) && !opensWithGivenName(given)) return name;
  const isFree = last?.passage !== passage || last.to < from;
  const isAlone = before !== undefined ? !before.capital || before.opensSentence : given?.opensSentence;
  if (!isFree || !isAlone) return name;
  const longer = withWordBefore(name);
  // "Hello Louise": what may be a given name too is a surname if both words stand together again.
  return givenNames.has(word.text) && !often.has(formOf(longer)) ? name : longer;
}

/** "Ally Warnock clawed back": of what opens a sentence, only a given name is part of the name. */
function opensWithGivenName(token: Token | undefined): boolean {
  if (token === undefined || !token.capital || !token.opensSentence) return false;
  return givenNames.has(token.text) || isFormOfGivenName(fold(token.text));
}

const withWordBefore = (name: TaggedName): TaggedName => ({ ...name, from: Math.max(0, name.from - 1) });

const isLonePerson = ({ from, to, type }: TaggedName): boolean => type === 'person' && to - from === 1;

function twice(forms: readonly string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(forms.filter((form) => seen.size === seen.add(form).size));
}

/** "Spike Lee" at the beginning of a sentence, where another sentence has the whole name. */
function withKnownGivenName(name: TaggedName, known: ReadonlySet<string>): TaggedName {
  const longer = withWordBefore(name);
  const isSurname = isLonePerson(name) && name.passage.tokens[name.from]?.adjacent === true;
  return isSurname && known.has(formOf(longer)) ? longer : name;
}

/** "David Laws,": between a lone given name and a sign, nothing else explains the capital. */
function withSurname(name: TaggedName, next: TaggedName | undefined): TaggedName {
  const { passage, to } = name;
  if (!isLoneGivenName(name) || passage.titleCase || !isPartOfName(passage.tokens[to])) return name;
  const isFree = next?.passage !== passage || next.from > to + 1;
  const behind = passage.tokens[to + 1];
  return isFree && (behind === undefined || behind.kind === 'symbol') ? { ...name, to: to + 1 } : name;
}

function isLoneGivenName(name: TaggedName): boolean {
  return isLonePerson(name) && givenNames.has(wordAt(name.passage.tokens, name.from));
}

/** Whether only a name explains the capital of the word, which follows another. */
function isPartOfName(token: Token | undefined): boolean {
  if (token?.kind !== 'word' || !token.capital || token.opensSentence || !token.adjacent) return false;
  const { text } = token;
  const lower = text.toLowerCase();
  const isRole = isTitle(text) || officeParts.has(lower) || otherRoles.has(lower);
  return /^\p{Lu}\p{Ll}{2,}$/u.test(text) && !isRole && !calendar.has(text) && !isGazetteerWord(text);
}

/** The names, each one that belongs to the one before it as one with it. @param join gives both as one */
function joinPairs(
  names: readonly TaggedName[],
  join: (before: TaggedName, name: TaggedName) => TaggedName | undefined,
): TaggedName[] {
  const joined: TaggedName[] = [];
  for (const name of names) {
    const before = joined.at(-1);
    const both = before && join(before, name);
    if (both === undefined) joined.push(name);
    else joined[joined.length - 1] = both;
  }
  return joined;
}

/** "David dal Maso" of which the tagger has David and Maso. */
const joinParticles = (names: readonly TaggedName[]): TaggedName[] =>
  joinPairs(names, (given, name) => (isSurnameOf(given, name) ? { ...name, from: given.from } : undefined));

/**
 * "Spike" and "Lee", two persons of one word with nothing between them, if the first is a given name or both
 * stand together again; "Thanks Kam Ed" ends a letter.
 */
function joinPersons(names: readonly TaggedName[]): TaggedName[] {
  const isNext = (given: TaggedName | undefined, name: TaggedName): boolean =>
    given?.passage === name.passage && given.to === name.from && arePartsOfPerson(given, name);
  const wholes = names.filter((name, i) => isNext(names[i - 1], name)).map(withWordBefore);
  const often = twice(wholes.map(formOf));
  return joinPairs(names, (given, name) => {
    const both = withWordBefore(name);
    return isNext(given, name) && (isLoneGivenName(given) || often.has(formOf(both))) ? both : undefined;
  });
}

function arePartsOfPerson(given: TaggedName, name: TaggedName): boolean {
  const { tokens, titleCase } = name.passage;
  return isLonePerson(given) && isLonePerson(name) && !titleCase && tokens[name.from]?.adjacent === true;
}

function isSurnameOf(given: TaggedName, name: TaggedName): boolean {
  const [between, first] = [name.passage.tokens[given.to], name.passage.tokens[name.from]];
  const isNear = given.passage === name.passage && given.to + 1 === name.from;
  const isParticle = between?.adjacent === true && surnameParticles.has(between.text);
  return isNear && isParticle && first?.adjacent === true && isLonePerson(given) && name.type === 'person';
}

/** "(Serena) Velmar": a quotation is completed with a given name in brackets. */
const joinBracketed = (names: readonly TaggedName[]): TaggedName[] =>
  joinPairs(names, (given, name) => {
    const { passage, from, to } = name;
    const { tokens } = passage;
    const arePersons = given.type === 'person' && name.type === 'person' && to - from === 1;
    if (!arePersons || given.passage !== passage || given.to + 1 !== from) return undefined;
    const [before, open, sign] = [tokens[given.from - 2], tokens[given.from - 1], tokens[given.to]];
    // Behind a player, another in brackets came on for him.
    const isGiven = open?.text === '(' && sign?.text === ')' && tokens[from]?.adjacent && !before?.capital;
    return isGiven ? { ...name, from: given.from - 1 } : undefined;
  });

/** "A Masi" in a line-up: "A" is no article after a comma or a bracket. */
function withInitial(name: TaggedName): TaggedName {
  const { passage, from, to, type } = name;
  const [before, initial] = [passage.tokens[from - 2], passage.tokens[from - 1]];
  const isInitial =
    type === 'person' &&
    to - from === 1 &&
    /^[A-Z]$/.test(initial?.text ?? '') &&
    passage.tokens[from]?.adjacent === true &&
    (before === undefined || /^[,;(]$/.test(before.text));
  return isInitial ? { ...name, from: from - 1 } : name;
}

function isFullName({ from, to, type }: TaggedName): boolean {
  return type === 'person' && to - from > 1;
}

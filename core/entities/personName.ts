/**
 * Splits a person's name into parts: the forms that may stand for the whole name, and the initials that vary.
 */
import { arabicArticle } from '../text/arabicArticle.ts';
import {
  familyFirst,
  givenNames,
  honours,
  inhabitants,
  officeParts,
  otherRoles,
  personAddresses,
  titlesOrNames,
} from './data/people.ts';
import { sexOfGivenName } from './data/sexes.ts';
import { fold } from './slug.ts';
import { capitalAddresses, isAnyTitle } from './titles.ts';

const generation = /^(?:jr|sr|ii|iii|iv)\.?$/i;
/** A middle initial, or two with their periods. Folded names have them in lower case. */
const initial = /^(?:\p{L}\.?|(?:\p{L}\.){2,3})$/u;
const capitalInitial = /^\p{Lu}\.?$/u;
/** In words, particles included. */
const maxSurnameLength = 4;

/**
 * "President Maria Quelle QC" → Maria Quelle: removes titles, roles and honours that were recognised as part
 * of the name, and the spaces between initials ("J. K. Quelle"). A name of nothing else stays.
 */
export function stripTitles(words: readonly string[]): string[] {
  const name = words.slice(titlesLength(words));
  const last = name.findLastIndex((word) => !honours.has(word));
  return joinInitials(last < 1 ? name : name.slice(0, last + 1));
}

/** How many titles a person's name begins with; none if it has nothing else, but for "Mr Major" of Major. */
export function titlesLength(words: readonly string[]): number {
  const inCapitals = words.every((word) => word === word.toUpperCase());
  const first = words.findIndex((word, i) => {
    const rest = words.slice(i);
    const isAddress = inCapitals && capitalAddresses.has(word);
    return isFamilyName(rest) || (!isAddress && !isTitle(word) && !isBeforeFullName(rest));
  });
  if (first >= 0) return first;
  return personAddresses.has(words[0] ?? '') ? words.length - 1 : 0;
}

/** "J. K. Quelle" → J.K. Quelle, "J K Quelle" → JK Quelle. */
function joinInitials(words: readonly string[]): string[] {
  const joined: string[] = [];
  words.forEach((word, i) => {
    const isNext = i > 0 && capitalInitial.test(word) && capitalInitial.test(words[i - 1] ?? '');
    if (isNext) joined.push(`${joined.pop()}${word}`);
    else joined.push(word);
  });
  return joined;
}

/** "Hon Wai-lun", "Son Heung Min": only a family name stands before such a given name. Declan is a son. */
function isFamilyName([word = '', ...given]: readonly string[]): boolean {
  const first = given[0] ?? '';
  if (!familyFirst.has(word))
    return given.length === 1 && otherRoles.has(word.toLowerCase()) && /^\p{Lu}\p{Ll}+-\p{Ll}+$/u.test(first);
  const isKnown = givenNames.has(first) || sexOfGivenName(fold(first)) !== undefined;
  return !isKnown && given.length > 0 && given.length < 3 && given.every(isOfSyllables);
}

/** "DJ John Peel"; in "DJ Green Lantern" it is part of the name. */
function isBeforeFullName([word = '', given = '', surname]: readonly string[]): boolean {
  if (surname === undefined || generation.test(surname) || honours.has(surname)) return false;
  return titlesOrNames.has(word) && givenNames.has(given);
}

function isTitle(word: string): boolean {
  const lower = word.toLowerCase().replace(/\.$/, '');
  return isAnyTitle(word) || officeParts.has(lower) || inhabitants.has(lower);
}

/** "Robert Hald Jr" → Robert Hald. */
function withoutGeneration(words: readonly string[]): readonly string[] {
  return words.length > 2 && generation.test(words.at(-1) ?? '') ? words.slice(0, -1) : words;
}

/** Whether the family name comes first, as in Korean and Chinese. */
function isFamilyFirst(words: readonly string[]): boolean {
  return familyFirst.has(words[0] ?? '') && !familyFirst.has(words.at(-1) ?? '');
}

/** "Bashar al-Assad" is Assad too. */
const articleBefore = new RegExp(String.raw`^${arabicArticle}(?=\p{L})`, 'iu');

/** The possible surnames in a full name, folded, shortest first: bellen, der bellen, van der bellen. */
export function surnamesOf(name: string): string[] {
  const words = withoutGeneration(name.split(' '));
  if (words.length < 2) return [];
  if (isFamilyFirst(words)) return [fold(words[0] ?? '')];
  const most = Math.min(words.length - 1, maxSurnameLength);
  const surnames = Array.from({ length: most }, (_, i) => words.slice(-1 - i).join(' '));
  const last = words.at(-1)?.replace(articleBefore, '') ?? '';
  return [...new Set([last, ...surnames].map(fold))].filter(Boolean);
}

/** The given name, folded; '' for a name of one word. */
export function givenNameOf(name: string): string {
  const words = withoutGeneration(name.split(' '));
  if (words.length < 2) return '';
  return fold((isFamilyFirst(words) ? words.slice(1).join(' ') : words[0]) ?? '');
}

/**
 * "Maria J. Quelle" → core `maria quelle`, initials `j`. Names with the same core belong to one person unless
 * their initials differ.
 */
export function nameCore(name: string): { core: string; initials: string } {
  const words = name.split(' ');
  const isInner = (word: string, i: number) => i > 0 && i < words.length - 1 && initial.test(word);
  const initials = words.filter(isInner).map((word) => word.replaceAll('.', '').toLowerCase());
  return { core: fold(words.filter((word, i) => !isInner(word, i)).join(' ')), initials: initials.join('') };
}

/**
 * "M. Quelle", "MJ Quelle" → `m quelle`: the given name's initial and the surname; `undefined` for any other
 * name.
 */
export function initialAndSurname(name: string): string | undefined {
  const [first = '', ...rest] = name.split(' ');
  if (rest.length === 0 || !/^(?:\p{Lu}\.?){1,3}$/u.test(first)) return undefined;
  return `${first.charAt(0).toLowerCase()} ${fold(rest.filter((word) => !initial.test(word)).join(' '))}`;
}

const yearsOfLife =
  /^(?:(?:b\.|d\.|ca\.|fl\.|born|died|active|approximately) )?\d{3,4}\??(?:[-–](?:\d{3,4}\??)?)?\.?$/;
/** "Quelle, A. M. (Ana Maria)". */
const fullerForm = / \([^()]*\)$/;

const onset = '(?:ngh?|[tpkzcsgn]h|tr|ts|hs|gi|qu|[b-df-hj-np-tv-z])?';
const syllable = `${onset}[aeiouwy]{1,3}(?:ng|[nc]h|[cnmptklh])?`;
const ofSyllables = new RegExp(`^(?:${syllable}[ -]?){1,3}$`);

/** "Jinping", "Jong-un", "Thiệu", but not "Harper" or "Stan": the surname Lee is of all countries. */
const isOfSyllables = (given: string): boolean => ofSyllables.test(fold(given));

/**
 * A name as catalogues of libraries have it, in its usual order: "Koskela, Aino, 1950-" → Aino Koskela,
 * "Quelle, Martin L., Jr." → Martin L. Quelle Jr. Other names stay as they are, such as "Ana Quelle, MP" and
 * "Ana, Queen of Orsk".
 */
export function inUsualOrder(name: string): string {
  const [surname = '', given = '', ...more] = name.split(',').map((part) => part.trim());
  const suffixes = more.filter((part) => !yearsOfLife.test(part));
  const [first = ''] = given.split(' ');
  const isGiven = /^\p{L}/u.test(first) && !generation.test(given) && !honours.has(first) && !isTitle(first);
  if (surname === '' || !isGiven || !suffixes.every((part) => generation.test(part))) return name;
  const names = [given.replace(fullerForm, ''), surname];
  const isAsian = familyFirst.has(surname) && !givenNames.has(first) && given.split(' ').every(isOfSyllables);
  return [...(isAsian ? names.reverse() : names), ...suffixes].join(' ');
}

/**
 * Names of persons that may be inflected forms of others: "Boris Johnsonin" of Boris Johnson, "Morawieckin"
 * of Morawiecki; and surnames that may be misspelt. The tables of endings say what the base may be; the
 * archive tells whether such a person is known, and meant. A full name may also have a misspelt given name:
 * "Micheal Howard".
 */
import { familyFirst, givenNames } from '../entities/data/people.ts';
import { isGazetteerWord } from '../entities/gazetteer.ts';
import { type BaseForm, inflectedLanguages } from '../entities/inflection.ts';
import { givenForms, isEnglishDerivation } from '../entities/repairEvidence.ts';
import { fold, lastWord } from '../entities/slug.ts';
import { givenNamesMisspeltAs } from '../entities/variants/misspeltGivenNames.ts';
import { isLongEnough, isSlip } from '../entities/variants/slips.ts';
import { remembering } from '../text/remembering.ts';

export interface BaseName {
  /** The name without the ending, as it is written and folded. */
  name: string;
  folded: string;
  /** BCP 47 */
  language: string;
  /** The grammatical case, and the letters that were removed; absent if the given name is misspelt. */
  form?: { case: string; ending: string };
}

/** In letters, of the last word. */
const shortestBase = 4;
const maxWords = 4;
/** Per name, the most likely ones first. */
const maxBases = 8;
/** A stem may differ from its base in so many letters at the end. */
const changedLetters = 3;

/** The same names come again and again, in a document and in others; at most this many are remembered. */
const maxRemembered = 4_000;

/** What a person's name may be a form of, the most likely first; empty for nearly all names. */
export const baseNamesOf = remembering(findBaseNames, maxRemembered);

function findBaseNames(name: string): readonly BaseName[] {
  const words = name.split(' ');
  const last = words.at(-1) ?? '';
  const own = fold(name);
  if (words.length > maxWords || !/\p{Ll}/u.test(last)) return [];
  const bases = new Map<string, BaseName>(misspeltOf(words).map((base) => [base.folded, base]));
  if (givenNames.has(last) || familyFirst.has(last) || isGazetteerWord(last)) return [...bases.values()];
  for (const { base, language, form } of formsIn(words)) {
    const folded = fold(base);
    if (folded !== own && hasStemOf(folded, own) && !bases.has(folded))
      bases.set(folded, { name: base, folded, language, form });
  }
  return [...bases.values()].slice(0, maxBases);
}

/** What these words may be forms of. Where every word of a name takes an ending, the given name may too. */
function* formsIn(words: readonly string[]) {
  const [first = ''] = words;
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  for (const language of inflectedLanguages) {
    const of = ({ case: rule, ending }: BaseForm, ...base: string[]) => ({
      ...{ base: base.join(' '), language: language.tag, form: { case: rule, ending } },
    });
    const isInflected = language.inflects === 'each word' && words.length === 2;
    const given = isInflected ? givenForms(language.baseForms(first), words) : [];
    for (const form of language.baseForms(last)) {
      if (form.base.length < shortestBase) continue;
      if (!isEnglishDerivation(form)) yield of(form, ...before, form.base);
      // A given name with an ending of its own shows that English derived nothing: Andrzeja Dudy.
      for (const { base } of given) yield of(form, base, form.base);
    }
  }
}

/** The full names whose given name these words misspell. */
function misspeltOf([given = '', ...rest]: readonly string[]): BaseName[] {
  if (rest.length === 0) return [];
  return givenNamesMisspeltAs(given).map((right) => {
    const name = [right, ...rest].join(' ');
    return { name, folded: fold(name), language: 'en' };
  });
}

/**
 * The alias under which the archive lists a name that may be inflected, or a misspelt surname, so that a
 * person who becomes known later finds it; `undefined` for other names.
 */
export function inflectedAlias(name: string): string | undefined {
  const folded = fold(name);
  const mayBeMisspelt = !folded.includes(' ') && isLongEnough(folded);
  return mayBeMisspelt || baseNamesOf(name).length > 0 ? aliasOf(lastWord(folded)) : undefined;
}

/**
 * Whether a folded surname may be another one, misspelt in a usual way (`slips.ts`), so that a person with
 * that one finds it.
 */
export function mayMisspell(surname: string, other: string): boolean {
  return isLongEnough(surname) && isSlip(surname, other) && surname.startsWith(beginningOfSlips(other));
}

/** What a folded surname begins with, however it is misspelt. A slip further ahead is not looked for. */
export function beginningOfSlips(surname: string): string {
  return surname.slice(0, Math.max(shortestBase, surname.length - changedLetters - 1));
}

/** What the aliases of all forms and slips of this person's name begin with. @param folded the full name */
export function inflectedAliasPrefix(folded: string): string {
  const surname = lastWord(folded);
  const common = Math.min(stemOf(surname).length, beginningOfSlips(surname).length);
  return aliasOf(surname.slice(0, common));
}

/** What a folded surname begins with in all its forms. */
const stemOf = (surname: string): string =>
  surname.slice(0, Math.max(shortestBase - 1, surname.length - changedLetters));

/** Whether the surname changes near its end alone, from a base to what may be a form of it; both folded. */
export const hasStemOf = (base: string, form: string): boolean =>
  lastWord(form).startsWith(stemOf(lastWord(base)));

/** The sign sorts behind all letters, so that no look-up of a name meets these aliases before others. */
const aliasOf = (surname: string): string => `${surname.slice(0, 2)}~${surname}`;

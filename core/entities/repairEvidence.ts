/** Evidence for repairs: how a document writes its names, and which endings English itself explains. */
import type { Candidate } from './candidate.ts';
import { englishDerivations } from './data/inflections.ts';
import { givenNames } from './data/people.ts';
import { type BaseForm, type InflectedLanguage, inflectedLanguages } from './inflection.ts';
import type { Vocabulary } from './vocabulary.ts';

/** In characters. A shorter listed name may be the beginning of another name by chance. */
export const minListedLength = 5;
/** In characters, for a base form that no full name supports. */
export const minBaseLength = 4;

const punctuation = new Set(['', '.', ',', ';', ':', '!', '?', ')', '”', '"', '’', '—', '–']);

interface LastWord {
  count: number;
  /** It occurs at least once without a dangling postposition after it. */
  free: boolean;
  place: boolean;
  /** The words before it, for names of several words. */
  firsts: Set<string>;
}

/** A document's names by their whole form and by their last word. */
export class DocumentNameForms {
  readonly #vocabulary: Vocabulary;
  readonly #whole = new Set<string>();
  readonly #last = new Map<string, LastWord>();

  constructor(candidates: readonly Candidate[], vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    for (const candidate of candidates) {
      this.#whole.add(candidate.words.join(' '));
      // A lone word may be a person's base form even if it was tagged as another type.
      if (candidate.type === 'person' || candidate.words.length === 1) this.#addLastWord(candidate);
    }
  }

  #addLastWord(candidate: Candidate): void {
    const last = candidate.words.at(-1) ?? '';
    const entry: LastWord = this.#last.get(last) ?? {
      count: 0,
      free: false,
      place: false,
      firsts: new Set<string>(),
    };
    entry.count++;
    if (candidate.type === 'place') entry.place = true;
    if (!inflectedLanguages.some((language) => hasDanglingPostposition(candidate, language)))
      entry.free = true;
    if (candidate.words.length > 1) entry.firsts.add(candidate.words.slice(0, -1).join(' '));
    this.#last.set(last, entry);
  }

  has(name: string): boolean {
    return this.#whole.has(name);
  }

  /**
   * Whether a name with this last word occurs without a dangling postposition. If so, the word is its own
   * base form.
   */
  isFree(last: string): boolean {
    return this.#last.get(last)?.free ?? false;
  }

  isPlace(name: string): boolean {
    return this.#last.get(name)?.place ?? false;
  }

  /**
   * Whether the document has the base at least as often as the inflected form, and not only as another
   * person's name.
   */
  hasBase(base: string, inflected: string, first: string): boolean {
    const own = this.#last.get(base);
    const count = Math.max(own?.count ?? 0, this.#vocabulary.capital.get(base) ?? 0);
    if (count === 0 || count < (this.#last.get(inflected)?.count ?? 0)) return false;
    if (this.#vocabulary.lower.has(base.toLowerCase())) return false;
    return own === undefined || own.firsts.size === 0 || first === '' || own.firsts.has(first);
  }
}

/** Whether the translation of a postposition ends the phrase after the name: "Dominic Raabin with." */
export function hasDanglingPostposition(
  { after: [next, sign] }: Candidate,
  { postpositions }: InflectedLanguage,
): boolean {
  return postpositions.has(next) && punctuation.has(sign);
}

/** Whether English derives such a word from the name: "Obamas", "Ossetian", "Israeli", "Londoner". */
export function isEnglishDerivation({ ending, base, weak }: BaseForm): boolean {
  return weak && (englishDerivations.has(ending) || (ending === 'n' && base.endsWith('ia')));
}

/** Surnames of women, made from those of men: Petrova. Polish writes such a genitive with -w-. */
const womansSurname = /[eo]va$/;
/** As well Putina, which Polish makes of Putin, too. */
const mayBeWomans = /[iy]na$/;

/**
 * What the given name of a full name may be a form of; of none beside a woman's surname. One that is a given
 * name itself must come from another one: Tim is no form of Ti.
 */
export function givenForms(
  forms: readonly BaseForm[],
  [first = '', last = '']: readonly string[],
): readonly BaseForm[] {
  if (womansSurname.test(last)) return [];
  if (!givenNames.has(first)) return forms;
  return mayBeWomans.test(last) ? [] : forms.filter(({ base }) => givenNames.has(base));
}

/**
 * The same for a lone word, where "Crimean" is a people more often than a genitive. English derives -ist from
 * persons (Marxist) but not from places (Londonist).
 */
export function isEnglishWord(base: BaseForm, names: DocumentNameForms): boolean {
  if (base.ending === 'ist') return !names.isPlace(base.base);
  return isLoneDerivation(base);
}

/** Whether English derives such a lone word, or the name of a people, from the name. */
export function isLoneDerivation(base: BaseForm): boolean {
  return isEnglishDerivation(base) || (base.ending === 'n' && base.base.endsWith('a'));
}

/**
 * Whether the ending looks foreign after a full name. Of the endings that English has too, only the genitive
 * -n does.
 */
export function isForeignAfterFullName(base: BaseForm): boolean {
  return !base.weak || (base.ending === 'n' && !isEnglishDerivation(base));
}

/**
 * Whether the ending is unlikely by chance: three letters that are not an English ending, or an apostrophe
 * and letters.
 */
export function isDistinctive({ weak, ending }: BaseForm): boolean {
  return !weak && (ending.length >= 3 || /^['’]/.test(ending));
}

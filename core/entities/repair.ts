/**
 * Names that translation left with a foreign case ending: «Dominic Raabin with», «Donald Trumpin U.S. line». An ending is taken off only
 * with evidence: the document or the lists know the base form, or a foreign postposition dangles after the name. Where English has the
 * same ending, more is asked for. The surface stays as it is.
 */
import type { Mention } from './annotation.ts';
import type { Candidate } from './candidate.ts';
import { englishDerivations } from './data/inflections.ts';
import { familyFirst, givenNames } from './data/people.ts';
import { isKnownWord, knownName } from './gazetteer.ts';
import { type Base, basesOf, type Language, languages } from './inflection.ts';
import type { Vocabulary } from './vocabulary.ts';

export type Repair = NonNullable<Mention['repair']>;

const sentenceSigns = new Set(['', '.', ',', ';', ':', '!', '?', ')', '”', '"', '’', '—', '–']);
/** A longer name takes no ending that anybody would leave on it. */
const mostWords = 5;
/** A shorter name of the lists is too easily the beginning of another. */
const shortestListed = 5;
/** So many letters are left of a word that is taken for a form of another by that word alone. */
const shortestAlone = 4;

/** The repairs of a document's names, by candidate. */
export function repairs(candidates: readonly Candidate[], vocabulary: Vocabulary): Map<Candidate, Repair> {
  const names = new NamesAsWritten(candidates, vocabulary);
  const found = new Map<Candidate, Repair>();
  const inflected = candidates.filter(mayBeInflected);
  for (const candidate of inflected)
    add(found, candidate, ofFullName(candidate, names) ?? ofDangling(candidate, names));
  // One repair that stands on its own shows that the text was translated, and from what: now less is needed.
  const translated = new Set([...found.values()].map(({ language }) => language));
  for (const candidate of inflected) {
    if (!found.has(candidate))
      add(
        found,
        candidate,
        ofLastWord(candidate, names, translated) ?? ofLists(candidate, names, translated),
      );
  }
  return found;
}

function add(found: Map<Candidate, Repair>, candidate: Candidate, repair: Repair | undefined): void {
  if (repair !== undefined) found.set(candidate, repair);
}

function mayBeInflected({ known, words }: Candidate): boolean {
  const last = words.at(-1) ?? '';
  if (known !== undefined || words.length > mostWords || !/\p{Ll}/u.test(last)) return false;
  return !(givenNames.has(last) || familyFirst.has(last) || isKnownWord(last));
}

/** The names of the document, by the whole and by their last words. */
class NamesAsWritten {
  readonly #vocabulary: Vocabulary;
  readonly #whole = new Map<string, number>();
  readonly #last = new Map<string, { count: number; free: boolean; place: boolean; firsts: Set<string> }>();
  readonly #bases = new Map<string, Base[][]>();

  constructor(candidates: readonly Candidate[], vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    for (const candidate of candidates) {
      const whole = candidate.words.join(' ');
      this.#whole.set(whole, (this.#whole.get(whole) ?? 0) + 1);
      // A lone word may be the base form whatever it was taken for.
      if (candidate.type !== 'person' && candidate.words.length > 1) continue;
      const last = candidate.words.at(-1) ?? '';
      const entry = this.#last.get(last) ?? {
        count: 0,
        free: false,
        place: false,
        firsts: new Set<string>(),
      };
      entry.count++;
      if (candidate.type === 'place') entry.place = true;
      if (!languages.some((language) => dangles(candidate, language))) entry.free = true;
      if (candidate.words.length > 1) entry.firsts.add(candidate.words.slice(0, -1).join(' '));
      this.#last.set(last, entry);
    }
  }

  has(name: string): boolean {
    return this.#whole.has(name);
  }

  /** Does a name with this last word ever stand where nothing foreign shows? Then its form is its own. */
  isFree(last: string): boolean {
    return this.#last.get(last)?.free ?? false;
  }

  isPlace(name: string): boolean {
    return this.#last.get(name)?.place ?? false;
  }

  /** The base stands in the document, at least as often as the inflected form, and not as the name of somebody else. */
  hasLast(base: string, inflected: string, first: string): boolean {
    const own = this.#last.get(base);
    const bases = Math.max(own?.count ?? 0, this.#vocabulary.capital.get(base) ?? 0);
    if (
      bases === 0 ||
      bases < (this.#last.get(inflected)?.count ?? 0) ||
      this.#vocabulary.lower.has(base.toLowerCase())
    )
      return false;
    return own === undefined || own.firsts.size === 0 || first === '' || own.firsts.has(first);
  }

  /** The bases of a word in each language; the same word is asked for often. */
  basesOf(word: string): readonly Base[][] {
    const before = this.#bases.get(word);
    if (before !== undefined) return before;
    const bases = languages.map((language) => basesOf(word, language));
    this.#bases.set(word, bases);
    return bases;
  }
}

function dangles({ after: [next, sign] }: Candidate, { postpositions }: Language): boolean {
  return postpositions.has(next) && sentenceSigns.has(sign);
}

/** «Donald Trumpin», and «Donald Trump» stands in the document. That is enough, but for what English makes of names. */
function ofFullName({ words }: Candidate, names: NamesAsWritten): Repair | undefined {
  const [first, last] = split(words);
  if (first === '') return undefined;
  for (const [i, language] of languages.entries()) {
    for (const base of names.basesOf(last)[i] ?? []) {
      if (isEnglish(base)) continue;
      const name = firstsOf(words, language, names).find((each) => names.has(`${each} ${base.base}`));
      if (name === undefined) continue;
      return made(
        words,
        language,
        base,
        `${name} ${base.base}`,
        `«${name} ${base.base}» stands in the document`,
      );
    }
  }
  return undefined;
}

/** How the words before the last may stand in the base form. */
function firstsOf(words: readonly string[], { inflects }: Language, names: NamesAsWritten): string[] {
  const [first] = split(words);
  if (inflects === 'last word' || words.length !== 2) return [first];
  const polish = languages.findIndex((language) => language.inflects === 'each word');
  return [first, ...(names.basesOf(first)[polish] ?? []).map(({ base }) => base)];
}

/** «Obamas», «Ossetian», «Israeli», «Londoner». */
function isEnglish({ ending, base, weak }: Base): boolean {
  return weak && (englishDerivations.has(ending) || (ending === 'n' && base.endsWith('ia')));
}

/** «Crimean»: alone, a word like this is a people more often than a genitive. English has Marxists, but no «Londonist». */
function isEnglishAlone(base: Base, names: NamesAsWritten): boolean {
  if (base.ending === 'ist') return !names.isPlace(base.base);
  return isEnglish(base) || (base.ending === 'n' && base.base.endsWith('a'));
}

/** Of the endings that English has too, only the genitive -n is taken for foreign behind a full name. */
function tells(base: Base): boolean {
  return !base.weak || (base.ending === 'n' && !isEnglish(base));
}

/** «Dominic Raabin with.» */
function ofDangling(candidate: Candidate, names: NamesAsWritten): Repair | undefined {
  const { words, type } = candidate;
  const [first, last] = split(words);
  if (first === '' || names.isFree(last)) return undefined;
  let likeliest: { language: Language; base: Base } | undefined;
  for (const [i, language] of languages.entries()) {
    const [base] = dangles(candidate, language) ? (names.basesOf(last)[i] ?? []) : [];
    if (
      base === undefined ||
      !base.regular ||
      (isEnglish(base) && base.ending !== 'ist') ||
      base.base.length < shortestAlone
    )
      continue;
    if (base.weak && type !== 'person') continue;
    if (likeliest === undefined || base.ending.length > likeliest.base.ending.length)
      likeliest = { language, base };
  }
  if (likeliest === undefined) return undefined;
  const { language, base } = likeliest;
  return made(
    words,
    language,
    base,
    `${first} ${base.base}`,
    `the postposition «${candidate.after[0]}» is left dangling`,
  );
}

/** «Donald Trumpin», «Trumpista», and «Trump» stands in the document. */
function ofLastWord(
  { words, type }: Candidate,
  names: NamesAsWritten,
  translated: ReadonlySet<string>,
): Repair | undefined {
  const [first, last] = split(words);
  const full = first !== '' && type === 'person';
  for (const [i, language] of languages.entries()) {
    const shown = translated.has(language.tag);
    for (const base of names.basesOf(last)[i] ?? []) {
      const foreign = (base.regular || isLong(base)) && (full ? tells(base) : !isEnglishAlone(base, names));
      if (base.base.length < shortestAlone || !(shown || foreign)) continue;
      if (!names.hasLast(base.base, last, first)) continue;
      return made(
        words,
        language,
        base,
        [first, base.base].filter(Boolean).join(' '),
        `«${base.base}» stands in the document`,
      );
    }
  }
  return undefined;
}

/** «Helsingissä»: the lists know Helsinki. */
function ofLists(
  { words }: Candidate,
  names: NamesAsWritten,
  translated: ReadonlySet<string>,
): Repair | undefined {
  const [first, last] = split(words);
  for (const [i, language] of languages.entries()) {
    const shown = translated.has(language.tag);
    for (const base of names.basesOf(last)[i] ?? []) {
      const name = [first, base.base].filter(Boolean).join(' ');
      if (!shown && !(isLong(base) && name.length >= shortestListed)) continue;
      if (knownName(name) !== undefined)
        return made(words, language, base, name, `«${name}» stands in the lists`);
    }
  }
  return undefined;
}

/** An ending that does not come about by chance: three letters that English does not put behind names, or set off by an apostrophe. */
function isLong({ weak, ending }: Base): boolean {
  return !weak && (ending.length >= 3 || /^['’]/.test(ending));
}

function split(words: readonly string[]): [first: string, last: string] {
  return [words.slice(0, -1).join(' '), words.at(-1) ?? ''];
}

function made(words: readonly string[], { tag }: Language, base: Base, to: string, evidence: string): Repair {
  return { from: words.join(' '), to, language: tag, rule: `${base.case} -${base.ending}`, evidence };
}

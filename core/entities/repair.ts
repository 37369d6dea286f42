/**
 * Repairs names with a foreign case ending left by translation: "Dominic Raabin with", "Donald Trumpin U.S.
 * line". An ending is removed only with evidence: the document or the gazetteer has the base form, or a
 * foreign postposition dangles after the name. Endings that English has too need more evidence. The surface
 * stays unchanged.
 */
import type { Mention } from './annotation.ts';
import type { Candidate } from './candidate.ts';
import { familyFirst, givenNames } from './data/people.ts';
import { gazetteerEntry, isGazetteerWord } from './gazetteer.ts';
import { type BaseForm, type InflectedLanguage, inflectedLanguages } from './inflection.ts';
import {
  DocumentNameForms,
  givenForms,
  hasDanglingPostposition,
  isDistinctive,
  isEnglishDerivation,
  isEnglishWord,
  isForeignAfterFullName,
  minBaseLength,
  minListedLength,
} from './repairEvidence.ts';
import type { Vocabulary } from './vocabulary.ts';

export type Repair = NonNullable<Mention['repair']>;

/** Longer names are not inflected as a whole. */
const maxWords = 5;

/** The repairs of a document's names. Candidates without one are absent. */
export function findRepairs(
  candidates: readonly Candidate[],
  vocabulary: Vocabulary,
): Map<Candidate, Repair> {
  const names = new DocumentNameForms(candidates, vocabulary);
  const repairs = new Map<Candidate, Repair>();
  const repair = (candidate: Candidate, found: Repair | undefined) => {
    if (found !== undefined) repairs.set(candidate, found);
  };
  const inflected = candidates.filter(({ known, words }) => known === undefined && mayBeInflected(words));
  for (const candidate of inflected)
    repair(candidate, repairByFullName(candidate, names) ?? repairByPostposition(candidate, names));
  // Each of these repairs proves that the text was translated, and from which language. The others then need
  // less evidence.
  const translatedFrom = new Set([...repairs.values()].map(({ language }) => language));
  for (const candidate of inflected) {
    if (repairs.has(candidate)) continue;
    repair(
      candidate,
      repairByLastWord(candidate, names, translatedFrom) ?? repairByGazetteer(candidate, translatedFrom),
    );
  }
  return repairs;
}

/** Whether the last of these words may have an ending: it is no name of people or of the gazetteer itself. */
export function mayBeInflected(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  if (words.length > maxWords || !/\p{Ll}/u.test(last)) return false;
  return !(givenNames.has(last) || familyFirst.has(last) || isGazetteerWord(last));
}

/**
 * "Donald Trumpin", where the document has "Donald Trump". Sufficient unless English derives the word.
 */
function repairByFullName({ words }: Candidate, names: DocumentNameForms): Repair | undefined {
  const [first, last] = split(words);
  if (first === '') return undefined;
  for (const language of inflectedLanguages) {
    const firsts = firstForms(words, language);
    for (const base of language.baseForms(last)) {
      const baseFirst = firsts.find((each) => names.has(`${each} ${base.base}`));
      // A given name that has an ending too shows that English derived nothing: Andrzeja Dudy.
      if (baseFirst === undefined || (baseFirst === first && isEnglishDerivation(base))) continue;
      const name = `${baseFirst} ${base.base}`;
      return repairOf(words, language, base, name, `the document has "${name}"`);
    }
  }
  return undefined;
}

/** The possible base forms of the words before the last. */
function firstForms(words: readonly string[], language: InflectedLanguage): string[] {
  const [first] = split(words);
  if (language.inflects === 'last word' || words.length !== 2) return [first];
  return [first, ...givenForms(language.baseForms(first), words).map(({ base }) => base)];
}

/** "Dominic Raabin with.": takes the language with the longest ending. */
function repairByPostposition(candidate: Candidate, names: DocumentNameForms): Repair | undefined {
  const { words, type } = candidate;
  const [first, last] = split(words);
  if (first === '' || names.isFree(last)) return undefined;
  let best: { language: InflectedLanguage; base: BaseForm } | undefined;
  for (const language of inflectedLanguages) {
    const [base] = hasDanglingPostposition(candidate, language) ? language.baseForms(last) : [];
    if (base === undefined || !base.regular || base.base.length < minBaseLength) continue;
    if (isEnglishDerivation(base) && base.ending !== 'ist') continue;
    if (base.weak && type !== 'person') continue;
    if (best === undefined || base.ending.length > best.base.ending.length) best = { language, base };
  }
  if (best === undefined) return undefined;
  const { language, base } = best;
  const evidence = `the dangling postposition "${candidate.after[0]}" is a translation`;
  return repairOf(words, language, base, `${first} ${base.base}`, evidence);
}

/** "Donald Trumpin" or "Trumpista", where the document has "Trump". */
function repairByLastWord(
  { words, type }: Candidate,
  names: DocumentNameForms,
  translatedFrom: ReadonlySet<string>,
): Repair | undefined {
  const [first, last] = split(words);
  const isFullName = first !== '' && type === 'person';
  for (const language of inflectedLanguages) {
    const translated = translatedFrom.has(language.tag);
    for (const base of language.baseForms(last)) {
      const foreign =
        (base.regular || isDistinctive(base)) &&
        (isFullName ? isForeignAfterFullName(base) : !isEnglishWord(base, names));
      if (base.base.length < minBaseLength || !(translated || foreign)) continue;
      if (!names.hasBase(base.base, last, first)) continue;
      const evidence = `the document has "${base.base}"`;
      return repairOf(words, language, base, join(first, base.base), evidence);
    }
  }
  return undefined;
}

/** "Helsingissä", where the gazetteer has Helsinki. */
function repairByGazetteer({ words }: Candidate, translatedFrom: ReadonlySet<string>): Repair | undefined {
  const [first, last] = split(words);
  for (const language of inflectedLanguages) {
    const translated = translatedFrom.has(language.tag);
    for (const base of language.baseForms(last)) {
      const name = join(first, base.base);
      if (!translated && !(isDistinctive(base) && name.length >= minListedLength)) continue;
      if (gazetteerEntry(name) !== undefined)
        return repairOf(words, language, base, name, `the gazetteer has "${name}"`);
    }
  }
  return undefined;
}

function split(words: readonly string[]): [first: string, last: string] {
  return [words.slice(0, -1).join(' '), words.at(-1) ?? ''];
}

function join(first: string, last: string): string {
  return first === '' ? last : `${first} ${last}`;
}

/** What a repair says. */
export function repairOf(
  words: readonly string[],
  { tag }: InflectedLanguage,
  base: BaseForm,
  to: string,
  evidence: string,
): Repair {
  return { from: words.join(' '), to, language: tag, rule: `${base.case} -${base.ending}`, evidence };
}

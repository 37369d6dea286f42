/**
 * Names that translation left with a foreign case ending: «Dominic Raabin with», «Donald Trumpin U.S. line». An ending is taken off only
 * with evidence: the document has the base form, or a foreign postposition dangles after the name. The surface stays as it is.
 */
import type { Mention } from './annotation.ts';
import type { Candidate } from './candidate.ts';
import { type InflectedLanguage, inflectedLanguages } from './data/inflections.ts';
import { familyFirst, givenNames } from './data/people.ts';
import { isKnownWord } from './gazetteer.ts';
import type { Vocabulary } from './vocabulary.ts';

export type Repair = NonNullable<Mention['repair']>;

const shortestBase = 3;
const sentenceSigns = new Set(['', '.', ',', ';', ':', '!', '?', ')', '”', '"', '’', '—', '–']);

/** The repairs of a document's people, by candidate. */
export function repairs(candidates: readonly Candidate[], vocabulary: Vocabulary): Map<Candidate, Repair> {
  const people = candidates.filter(({ type, known }) => type === 'person' && known === undefined);
  const document = new Names(candidates, vocabulary);
  const found = new Map<Candidate, Repair>();
  for (const candidate of people) {
    const repair = repairOf(candidate, document);
    if (repair !== undefined) found.set(candidate, repair);
  }
  return found;
}

/** The names of the document by their last words: whether they ever stand without a postposition, and which words come before. */
class Names {
  readonly #vocabulary: Vocabulary;
  readonly #last = new Map<string, { count: number; free: boolean; firsts: Set<string> }>();

  constructor(candidates: readonly Candidate[], vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    for (const candidate of candidates) {
      // A lone word may be the base form whatever it was taken for.
      if (candidate.known !== undefined || (candidate.type !== 'person' && candidate.words.length > 1)) continue;
      const last = candidate.words.at(-1) ?? '';
      const entry = this.#last.get(last) ?? { count: 0, free: false, firsts: new Set<string>() };
      entry.count++;
      if (!inflectedLanguages.some((language) => dangles(candidate, language))) entry.free = true;
      if (candidate.words.length > 1) entry.firsts.add(candidate.words.slice(0, -1).join(' '));
      this.#last.set(last, entry);
    }
  }

  /** Does the name ever stand where nothing foreign shows? Then its form is its own. */
  isFree(last: string): boolean {
    return this.#last.get(last)?.free ?? false;
  }

  /** The base stands in the document, at least as often as the inflected form, and not as the name of somebody else. */
  hasBase(base: string, inflected: string, first: string): boolean {
    const own = this.#last.get(base);
    const bases = Math.max(own?.count ?? 0, this.#vocabulary.capital.get(base) ?? 0);
    if (bases === 0 || bases < (this.#last.get(inflected)?.count ?? 0) || this.#vocabulary.lower.has(base.toLowerCase())) return false;
    return own === undefined || own.firsts.size === 0 || own.firsts.has(first);
  }
}

function dangles({ after: [next, sign] }: Candidate, { postpositions }: InflectedLanguage): boolean {
  return postpositions.has(next) && sentenceSigns.has(sign);
}

function repairOf(candidate: Candidate, document: Names): Repair | undefined {
  const last = candidate.words.at(-1) ?? '';
  if (candidate.words.length < 2 || givenNames.has(last) || familyFirst.has(last) || isKnownWord(last)) return undefined;
  const first = candidate.words.slice(0, -1).join(' ');
  for (const language of inflectedLanguages) {
    const bases = basesOf(last, language);
    const told = bases.find(({ base }) => document.hasBase(base, last, first));
    if (told !== undefined) return made(candidate, language, told, `«${told.base}» stands in the document`);
    const [likeliest] = bases;
    if (likeliest !== undefined && dangles(candidate, language) && !document.isFree(last)) {
      return made(candidate, language, likeliest, `the postposition «${candidate.after[0]}» is left dangling`);
    }
  }
  return undefined;
}

interface Base {
  base: string;
  rule: string;
}

/** In the order of the language's endings: the first is the likeliest. */
function basesOf(word: string, { endings }: InflectedLanguage): Base[] {
  return endings.flatMap(({ case: name, ending, base: shape }) => {
    const base = word.slice(0, -ending.length);
    return word.endsWith(ending) && base.length >= shortestBase && shape.test(base) ? [{ base, rule: `${name} -${ending}` }] : [];
  });
}

function made({ words }: Candidate, { tag }: InflectedLanguage, { base, rule }: Base, evidence: string): Repair {
  return { from: words.join(' '), to: [...words.slice(0, -1), base].join(' '), language: tag, rule, evidence };
}

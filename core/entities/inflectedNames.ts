/**
 * Finds names that were not recognised because translation left a case ending on them: capitalised words
 * whose base form is a name of the document. `repair.ts` then decides whether the evidence is sufficient.
 */
import type { EntityType } from './annotation.ts';
import { type Candidate, candidateOf } from './candidate.ts';
import { inflectedLanguages } from './inflection.ts';
import type { Passage } from './passages.ts';
import { type Token, wordAt } from './token.ts';
import type { Vocabulary } from './vocabulary.ts';

interface BaseName {
  words: string[];
  type: EntityType;
}

/** Bounds the work for a text in which very many names share their first word. */
const maxNamesPerFirstWord = 20;
/**
 * Bounds the work for a text with very many different capitalised words; their capitals mean nothing then.
 */
const maxWordsLookedUp = 20_000;
/** Set by hand. */
const confidence = 0.6;

/** @param candidates the recognised names, in text order */
export function findInflectedNames(
  passages: readonly Passage[],
  candidates: readonly Candidate[],
  { lower }: Vocabulary,
): Candidate[] {
  const names = namesByFirstWord(candidates);
  const found: Candidate[] = [];
  const baseNames = new Map<string, BaseName | undefined>();
  let next = 0;
  for (const { tokens, titleCase } of passages) {
    if (titleCase) continue;
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i];
      if (!token?.capital) continue;
      while ((candidates[next]?.end ?? Number.POSITIVE_INFINITY) <= token.start) next++;
      const longName = inflectedNameAt(tokens, i, names, candidates[next]);
      if (longName !== undefined) {
        const end = i + longName.words.length;
        found.push(candidateOf(tokens, i, end, longName.type, confidence));
        i = end - 1;
        continue;
      }
      const covered = (candidates[next]?.start ?? Number.POSITIVE_INFINITY) < token.end;
      if (covered || lower.has(token.text.toLowerCase())) continue;
      if (!baseNames.has(token.text) && baseNames.size < maxWordsLookedUp)
        baseNames.set(token.text, baseNameOf(token.text, names));
      const name = baseNames.get(token.text);
      if (name !== undefined) found.push(candidateOf(tokens, i, i + 1, name.type, confidence));
    }
  }
  return found;
}

function namesByFirstWord(candidates: readonly Candidate[]): Map<string, BaseName[]> {
  const names = new Map<string, BaseName[]>();
  const add = (words: string[], type: EntityType) => {
    const first = words[0] ?? '';
    const sameFirst = names.get(first) ?? [];
    const form = words.join(' ');
    if (sameFirst.length < maxNamesPerFirstWord && !sameFirst.some((each) => each.words.join(' ') === form))
      sameFirst.push({ words, type });
    names.set(first, sameFirst);
  };
  for (const { words, type } of candidates) {
    if (type === 'group') continue;
    add(words, type);
    if (type === 'person' && words.length > 1) add(words.slice(-1), type);
  }
  return names;
}

/**
 * "British Museumin", where the document has "British Museum": a name of several words that begins at token
 * `i` with only its last word inflected. A recognised name there (`recognised`) that already covers the last
 * word takes precedence.
 */
function inflectedNameAt(
  tokens: readonly Token[],
  i: number,
  names: ReadonlyMap<string, BaseName[]>,
  recognised: Candidate | undefined,
): BaseName | undefined {
  return names.get(wordAt(tokens, i))?.find(({ words }) => {
    const base = words.at(-1) ?? '';
    const last = tokens[i + words.length - 1];
    if (words.length < 2 || !last?.adjacent || last.text === base) return false;
    if (!last.text.startsWith(base.slice(0, 2))) return false;
    if (recognised !== undefined && recognised.start < last.end && recognised.end >= last.end) return false;
    const sameStart = words
      .slice(0, -1)
      .every((word, n) => tokens[i + n]?.text === word && (n === 0 || tokens[i + n]?.adjacent));
    return sameStart && isFormOf(last.text, base);
  });
}

function isFormOf(word: string, base: string): boolean {
  return inflectedLanguages.some((language) => language.baseForms(word).some((each) => each.base === base));
}

/** "Argentinaan", where the document has "Argentina": the name of one word that the word is a form of. */
function baseNameOf(word: string, names: ReadonlyMap<string, BaseName[]>): BaseName | undefined {
  for (const language of inflectedLanguages) {
    for (const { base } of language.baseForms(word)) {
      const name = names.get(base)?.find(({ words }) => words.length === 1);
      if (name !== undefined) return name;
    }
  }
  return undefined;
}

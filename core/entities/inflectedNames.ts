/**
 * Names that were not recognised because translation left an ending on them: words with a capital whose base form is a name of the
 * document. What speaks for each, `repair.ts` weighs.
 */

import type { EntityType } from './annotation.ts';
import { type Candidate, candidateOf } from './candidate.ts';
import { basesOf, languages } from './inflection.ts';
import type { Passage, Token } from './token.ts';
import type { Vocabulary } from './vocabulary.ts';

interface Named {
  words: string[];
  type: EntityType;
}

/** Names that begin with one word, at most: a text with more is no news. */
const mostOfOneWord = 20;
/** More different words are not asked for their bases; a text has that many capitals only where they say nothing. */
const mostWords = 20_000;
/** How sure such a name is; set by hand. */
const ofInflected = 0.6;

/** @param candidates what was recognised, in the order of the text */
export function inflectedNames(
  passages: Iterable<Passage>,
  candidates: readonly Candidate[],
  { lower }: Vocabulary,
): Candidate[] {
  const names = namesByFirstWord(candidates);
  const found: Candidate[] = [];
  const asked = new Map<string, Named | undefined>();
  let at = 0;
  for (const { tokens, titled } of passages) {
    if (titled) continue;
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i];
      if (!token?.capital) continue;
      while ((candidates[at]?.end ?? Number.POSITIVE_INFINITY) <= token.start) at++;
      const several = longer(tokens, i, names, candidates[at]);
      if (several !== undefined) {
        const end = i + several.words.length;
        found.push(candidateOf(tokens, i, end, several.type, ofInflected));
        i = end - 1;
        continue;
      }
      const covered = (candidates[at]?.start ?? Number.POSITIVE_INFINITY) < token.end;
      if (covered || lower.has(token.text.toLowerCase())) continue;
      if (!asked.has(token.text) && asked.size < mostWords) asked.set(token.text, alone(token.text, names));
      const name = asked.get(token.text);
      if (name !== undefined) found.push(candidateOf(tokens, i, i + 1, name.type, ofInflected));
    }
  }
  return found;
}

function namesByFirstWord(candidates: readonly Candidate[]): Map<string, Named[]> {
  const names = new Map<string, Named[]>();
  const note = (words: string[], type: EntityType) => {
    const there = names.get(words[0] ?? '') ?? [];
    if (there.length < mostOfOneWord && !there.some((each) => each.words.join(' ') === words.join(' ')))
      there.push({ words, type });
    names.set(words[0] ?? '', there);
  };
  for (const { words, type, weak } of candidates) {
    if (weak || type === 'group') continue;
    note(words, type);
    if (type === 'person' && words.length > 1) note(words.slice(-1), type);
  }
  return names;
}

/** «British Museumin», and the document has «British Museum»; longer than what was recognised there. */
function longer(
  tokens: readonly Token[],
  i: number,
  names: ReadonlyMap<string, Named[]>,
  there: Candidate | undefined,
): Named | undefined {
  return names.get(tokens[i]?.text ?? '')?.find(({ words }) => {
    const last = tokens[i + words.length - 1];
    if (
      words.length < 2 ||
      !last?.joined ||
      last.text === words.at(-1) ||
      !last.text.startsWith(words.at(-1)?.slice(0, 2) ?? '')
    )
      return false;
    if (there !== undefined && there.start < last.end && there.end >= last.end) return false;
    if (
      !words
        .slice(0, -1)
        .every((word, n) => tokens[i + n]?.text === word && (n === 0 || tokens[i + n]?.joined))
    )
      return false;
    return isFormOf(last.text, words.at(-1) ?? '');
  });
}

function isFormOf(word: string, base: string): boolean {
  return languages.some((language) => basesOf(word, language).some((each) => each.base === base));
}

/** «Argentinaan», and the document has «Argentina». */
function alone(word: string, names: ReadonlyMap<string, Named[]>): Named | undefined {
  for (const language of languages) {
    for (const { base } of basesOf(word, language)) {
      const name = names.get(base)?.find(({ words }) => words.length === 1);
      if (name !== undefined) return name;
    }
  }
  return undefined;
}

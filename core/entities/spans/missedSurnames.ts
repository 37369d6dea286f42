/** Surnames that the tagger missed, of people whom the text names in full: "the next Bond film". */
import { type Candidate, candidateOf } from '../candidate.ts';
import { calendar } from '../data/words.ts';
import { isGazetteerWord } from '../gazetteer.ts';
import type { Passage } from '../passages.ts';
import type { Token } from '../token.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** A full name of at least this confidence is looked for again. */
const sureName = 0.6;
/** Set by hand. */
const confidence = 0.6;
const surnameForm = /^\p{Lu}\p{Ll}{2,}/u;

/** @param recognised the recognised names, in text order */
export function findMissedSurnames(
  passages: readonly Passage[],
  recognised: readonly Candidate[],
  { lower }: Vocabulary,
): Candidate[] {
  const surnames = surnamesIn(recognised, lower);
  if (surnames.size === 0) return [];
  const found: Candidate[] = [];
  let next = 0;
  for (const { tokens, titleCase } of passages) {
    if (titleCase) continue;
    tokens.forEach((token, i) => {
      if (!token.capital || token.opensSentence || !surnames.has(token.text)) return;
      while ((recognised[next]?.end ?? Number.POSITIVE_INFINITY) <= token.start) next++;
      const isCovered = (recognised[next]?.start ?? Number.POSITIVE_INFINITY) < token.end;
      if (isCovered || isPartOfLonger(tokens[i - 1], token) || isPartOfLonger(tokens[i + 1], tokens[i + 1]))
        return;
      found.push(candidateOf(tokens, i, i + 1, 'person', confidence));
    });
  }
  return found;
}

/** Those that are no word of the document, and that nothing else is known by. */
function surnamesIn(recognised: readonly Candidate[], lower: ReadonlySet<string>): Set<string> {
  const surnames = new Set<string>();
  for (const { type, words, confidence: sure } of recognised) {
    const surname = words.at(-1) ?? '';
    if (type !== 'person' || sure < sureName || words.length < 2) continue;
    const isWord = lower.has(surname.toLowerCase()) || calendar.has(surname) || isGazetteerWord(surname);
    if (surnameForm.test(surname) && !isWord) surnames.add(surname);
  }
  return surnames;
}

/** Whether a capital or "&" stands beside it: in "Bond University" the word names something else. */
function isPartOfLonger(beside: Token | undefined, later: Token | undefined): boolean {
  return later?.adjacent === true && (beside?.text === '&' || beside?.capital === true);
}

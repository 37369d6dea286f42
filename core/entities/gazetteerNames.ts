/**
 * Names found without the tagger: listed organisations by their acronym ("G7", "ASEAN"), listed events
 * ("Winter Olympics"), countries of several words ("Côte d'Ivoire"), peoples whose names mean nothing else
 * ("Sikh") and the regions of the world ("the West").
 */
import { type Candidate, candidateOf } from './candidate.ts';
import { onlyPeoples } from './data/groups.ts';
import { gazetteerMatchAt, isCountry } from './gazetteer.ts';
import type { Passage } from './passages.ts';
import { isAcronym, isOfCurrency, type Token, wordAt } from './token.ts';

/** Set by hand: the tagger finds most such names, so there are too few left to measure. */
const confidences = { acronym: 0.5, event: 0.8, country: 0.8, people: 0.6 };

/** UTF-16 offsets into the text. */
export interface TextSpan {
  start: number;
  end: number;
}

/**
 * The names that the tagger missed, in text order.
 * @param tagged everything that the tagger found, titles of works included, in text order; names that overlap
 *   with it are skipped, unless they are longer: the People's [Republic of China]
 */
export function findGazetteerNames(passages: readonly Passage[], tagged: readonly TextSpan[]): Candidate[] {
  const names: Candidate[] = [];
  let next = 0;
  for (const { tokens, titleCase } of passages) {
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i] as Token;
      while ((tagged[next]?.end ?? Number.POSITIVE_INFINITY) <= token.start) next++;
      const limit = tagged[next]?.start ?? Number.POSITIVE_INFINITY;
      const name = token.capital && token.end <= limit ? nameAt(tokens, i, titleCase) : undefined;
      if (name === undefined || (name.end > limit && !isLonger(name, tagged[next]))) continue;
      names.push(name);
      while ((tokens[i + 1]?.end ?? Number.POSITIVE_INFINITY) <= name.end) i++;
    }
  }
  return names;
}

function isLonger(name: TextSpan, tagged: TextSpan | undefined): boolean {
  return tagged !== undefined && name.start < tagged.start && name.end >= tagged.end;
}

function nameAt(tokens: readonly Token[], i: number, titleCase: boolean): Candidate | undefined {
  const { known, length = 1 } = gazetteerMatchAt(tokens, i) ?? {};
  if (known?.type === 'event') return candidateOf(tokens, i, i + length, 'event', confidences.event, known);
  if (known !== undefined && isCountry(known) && length > 1)
    return candidateOf(tokens, i, i + length, 'place', confidences.country, known);
  if (onlyPeoples.has(wordAt(tokens, i)) && length === 1 && !titleCase)
    return candidateOf(tokens, i, i + 1, 'group', confidences.people, known);
  const acronym = length === 1 && known?.type === 'organization' && isAcronym(wordAt(tokens, i));
  if (acronym && !isAmongCapitals(tokens, i) && !isOfCurrency(tokens, i))
    return candidateOf(tokens, i, i + 1, 'organization', confidences.acronym, known);
  return undefined;
}

/** "THE DOG WHO BIT ME": beside other words in capitals, an apparent acronym is an ordinary word. */
function isAmongCapitals(tokens: readonly Token[], i: number): boolean {
  return [tokens[i - 1], tokens[i + 1]].some(
    (neighbour) =>
      neighbour?.capital && neighbour.text.length > 1 && neighbour.text === neighbour.text.toUpperCase(),
  );
}

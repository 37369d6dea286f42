/** "Springfield, Ill.", "OAK PARK, N.J. (AP)": American papers shorten states behind a city. */

import { givenNames } from '../data/people.ts';
import { statesByShortForm } from '../data/subdivisions.ts';
import type { GazetteerEntry } from '../gazetteer.ts';
import type { Passage } from '../passages.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { type Token, wordAt } from '../token.ts';
import { isBeforeInName } from './capitalWords.ts';
import { foundName, NamesByToken, withFound } from './namesByToken.ts';

/** 0 to 1, set by hand: a document's dateline knows better where its city begins (`datelinePlace.ts`). */
const confidences = { state: 0.9, city: 0.75 };
/** A person's full name above this confidence is no city's. */
const surePerson = 0.6;
/** In tokens, of a city that the tagger missed. */
const longestCity = 3;

/** The state that token `at` is short for, behind a name with a comma. */
export function abbreviatedState(tokens: readonly Token[], at: number): GazetteerEntry | undefined {
  const token = tokens[at];
  const name = statesByShortForm.get(token?.text ?? '');
  // Most tokens end here.
  if (token === undefined || name === undefined) return undefined;
  const [city, comma, period] = [tokens[at - 2], tokens[at - 1], tokens[at + 1]];
  if (comma?.text !== ',' || !city?.capital || !token.adjacent) return undefined;
  const isWhole = token.text.endsWith('.') || (period?.text === '.' && period.start === token.end);
  return isWhole ? { type: 'place', name } : undefined;
}

/** The names, in text order, with those states and their cities as places. */
export function withStates(passages: readonly Passage[], names: readonly TaggedName[]): TaggedName[] {
  const found = passages.flatMap(statesIn);
  const tagged = new NamesByToken(names);
  const places = found.flatMap((state) => [...cityBefore(state, tagged), state]);
  return withFound(names, places);
}

function statesIn(passage: Passage): TaggedName[] {
  const found: TaggedName[] = [];
  for (let at = 0; at < passage.tokens.length; at++)
    if (abbreviatedState(passage.tokens, at) !== undefined)
      found.push(placeOf(passage, at, at + 1, confidences.state));
  return found;
}

const placeOf = (passage: Passage, from: number, to: number, confidence = confidences.city): TaggedName =>
  foundName({ passage, from, to }, 'place', confidence);

/** What ends at the comma, unless it is a person's full name: golfers have their states behind them too. */
function cityBefore({ passage, from }: TaggedName, tagged: NamesByToken): TaggedName[] {
  const { tokens } = passage;
  const comma = from - 1;
  // "N.J., N.Y." are two states.
  if (abbreviatedState(tokens, comma - 1) !== undefined) return [];
  const [known] = tagged.overlapping(placeOf(passage, comma - 1, comma));
  if (known === undefined) return missedCity(passage, comma, tagged);
  const isFullName = known.type === 'person' && known.to - known.from > 1;
  const isSure = known.confidence >= surePerson || givenNames.has(wordAt(tokens, known.from));
  if ((isFullName && isSure) || known.to !== comma) return [];
  return [{ ...known, type: 'place', confidence: Math.max(known.confidence, confidences.city) }];
}

function missedCity(passage: Passage, comma: number, tagged: NamesByToken): TaggedName[] {
  const { tokens } = passage;
  let from = comma;
  const isFree = (at: number) => tagged.overlapping(placeOf(passage, at, at + 1)).length === 0;
  while (from > comma - longestCity && isBeforeInName(tokens[from - 1], tokens[from]) && isFree(from - 1))
    from--;
  return from < comma ? [placeOf(passage, from, comma)] : [];
}

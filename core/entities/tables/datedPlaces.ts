/** "PARIS 1996-08-30", "ORSK, Kenya 1996-08-30": the place of a dateline that is a paragraph of its own. */
import { gazetteerMatchAt } from '../gazetteer.ts';
import type { Passage } from '../passages.ts';
import { foundName, NamesByToken, withFound } from '../spans/namesByToken.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { signOf } from './rows.ts';

/** 0 to 1, set by hand. */
const confidence = 0.8;
/** In tokens, with the country. */
const longest = 12;
const shape = /^(C{1,3})(?:,C(?:p?C)*)?F-N-N$/;

/** The names, in text order, with those places instead of what else the tagger took them for. */
export function withDatedPlaces(passages: readonly Passage[], names: readonly TaggedName[]): TaggedName[] {
  const places = passages.flatMap((passage): TaggedName[] => {
    const { tokens } = passage;
    if (tokens.length > longest || tokens.at(-1)?.kind !== 'number') return [];
    const to = shape.exec(tokens.map(signOf).join(''))?.[1]?.length ?? 0;
    const isInCapitals = tokens.slice(0, to).every(({ text }) => text === text.toUpperCase());
    return to > 0 && isInCapitals ? [foundName({ passage, from: 0, to }, 'place', confidence)] : [];
  });
  const tagged = new NamesByToken(names);
  return withFound(
    names,
    places.filter((place) => {
      const known = tagged.overlapping(place);
      // "PRESS RELEASE 2024-05-01" is no name.
      if (known.length === 0) return isListed(place);
      return !known.some(({ type, to }) => type === 'place' && to > place.to);
    }),
  );
}

/** The place, or the country behind it. */
function isListed({ passage: { tokens }, from, to }: TaggedName): boolean {
  return [from, to + 1].some((at) => gazetteerMatchAt(tokens, at)?.known.type === 'place');
}

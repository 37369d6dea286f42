/** "Storm Velmar", "Hurricane Velmar": weather services name them after persons. */
import { neverSurnames } from '../data/organizations.ts';
import { calendar } from '../data/words.ts';
import type { Passage } from '../passages.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { Token } from '../token.ts';
import { foundName, NamesByToken, withFound } from './namesByToken.ts';

const kinds = new Set(['Storm', 'Hurricane', 'Cyclone', 'Typhoon']);
/** Set by hand, 0 to 1. */
const confidence = 0.7;
/** A person above this confidence is one: Storm Quelle, the actress. */
const surePerson = 0.5;

/** The names, in text order, with the storms as events. */
export function withStorms(passages: readonly Passage[], names: readonly TaggedName[]): TaggedName[] {
  const tagged = new NamesByToken(names);
  const storms = passages.filter(({ titleCase }) => !titleCase).flatMap(stormsIn);
  const found = storms.filter((storm) => !tagged.overlapping(storm).some((name) => isOtherName(name, storm)));
  return withFound(names, found);
}

function stormsIn(passage: Passage): TaggedName[] {
  const { tokens } = passage;
  return tokens.flatMap(({ text }, from): TaggedName[] => {
    const isStorm = kinds.has(text) && isStormName(tokens[from + 1]);
    if (!isStorm) return [];
    return [foundName({ passage, from, to: from + 2 }, 'event', confidence)];
  });
}

function isStormName(token: Token | undefined): boolean {
  if (token?.adjacent !== true || !/^\p{Lu}\p{Ll}{2,}$/u.test(token.text)) return false;
  return !calendar.has(token.text) && !neverSurnames.has(token.text);
}

/** A sure person with both words, and a name that goes on or is no person's: Storm Lake in Iowa. */
function isOtherName(name: TaggedName, storm: TaggedName): boolean {
  if (name.to > storm.to || name.from < storm.from) return true;
  return name.type === 'person' && name.to - name.from > 1 && name.confidence >= surePerson;
}

/** What acronyms say of names: whom they cannot name, and what an acronym is introduced as. */
import { introducedThings, thingHeads } from '../data/nouns.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { isAcronym, type Token, wordAt } from '../token.ts';
import type { KindEvidence } from './kindEvidence.ts';

/** As in `nounEvidence.ts`. */
const acronymWeight = 0.7;
const thingWeight = 0.8;
/** In characters: "SOUTER" in a text in capitals is a surname. */
const maxAcronymLength = 4;
/** A person of at least this confidence may be named by initials. */
const sureName = 0.85;

/** Persons are not named by acronyms; but whole texts are written in capitals. */
export function lonePersonInCapitals({
  passage: { tokens },
  from,
  to,
  type,
  confidence,
}: TaggedName): KindEvidence | undefined {
  const word = wordAt(tokens, from);
  const isLone =
    to - from === 1 && type === 'person' && confidence < sureName && word.length <= maxAcronymLength;
  if (!isLone || !isAcronym(word) || tokens[to]?.capital || [tokens[from - 1], tokens[to]].some(isInCapitals))
    return undefined;
  return { kind: 'organization', weight: acronymWeight };
}

/** "Asymmetric Quelle Line (AQL) technology": both names are the thing's; "Orsk Act (OA)". */
export function introducedThing({ passage: { tokens }, from, to }: TaggedName): KindEvidence | undefined {
  const isShort = tokens[from - 1]?.text === '(' && to - from === 1;
  const close = isShort ? to : to + 2;
  if (tokens[close]?.text !== ')' || (!isShort && tokens[to]?.text !== '(')) return undefined;
  const isThing =
    introducedThings.has(wordAt(tokens, close + 1)) || (isShort && thingHeads.has(wordAt(tokens, from - 2)));
  return isThing && isAcronym(wordAt(tokens, close - 1)) ? { kind: 'thing', weight: thingWeight } : undefined;
}

function isInCapitals(token: Token | undefined): boolean {
  return token?.capital === true && token.text.length > 1 && token.text === token.text.toUpperCase();
}

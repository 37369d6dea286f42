/**
 * Finds the names in a text and their types with the tagger and the gazetteer. `resolve.ts` then links them
 * to entities.
 */
import { type Candidate, candidateOf } from './candidate.ts';
import { eventHeads } from './data/organizations.ts';
import { compass } from './data/places.ts';
import { calendar } from './data/words.ts';
import { type GazetteerEntry, gazetteerMatchAt } from './gazetteer.ts';
import { findGazetteerNames, type TextSpan } from './gazetteerNames.ts';
import type { TaggedName, Tagger } from './tagger/tagger.ts';
import type { Passage } from './token.ts';

/**
 * Upper bound on confidence for other languages: the tagger learnt English and falls back on word shapes and
 * shared names.
 */
const maxForeignConfidence = 0.5;
/** Drop names below this confidence: they cost more precision than they add recall. */
const minConfidence = 0.15;
/** Above this confidence, keep an event even if no word such as "War" or "Cup" shows that it is one. */
const sureEvent = 0.9;
/** Languages that capitalise every noun: only names in the gazetteer count. */
const nounCapitalising = /^(?:de|lb)\b/;

/**
 * The names of the passages of `text`, in text order.
 * @param language a BCP 47 tag; `und` if it is unknown
 */
export function recognise(
  text: string,
  passages: Iterable<Passage>,
  tagger: Pick<Tagger, 'tag'>,
  language: string,
): Candidate[] {
  const tagged = joinPlaceParts(tagger.tag(text, passages));
  const names = dropDoubtful(tagged.flatMap((name) => candidateFrom(name) ?? []));
  const found = [...names, ...findGazetteerNames(passages, tagged.map(spanOf))];
  found.sort((a, b) => a.start - b.start);
  if (/^(?:en|und)\b/.test(language)) return found;
  return found
    .filter(({ known }) => known !== undefined || !nounCapitalising.test(language))
    .map((name) => ({ ...name, confidence: Math.min(name.confidence, maxForeignConfidence) }));
}

function spanOf({ passage: { tokens }, from, to }: TaggedName): TextSpan {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 };
}

/** Joins "the North East" and "England" in "the North East of England", which the tagger may split. */
function joinPlaceParts(names: readonly TaggedName[]): TaggedName[] {
  const joined: TaggedName[] = [];
  for (const name of names) {
    const part = joined.at(-1);
    if (part === undefined || !isPartOf(part, name)) {
      joined.push(name);
      continue;
    }
    const confidence = Math.min(part.confidence, name.confidence);
    joined[joined.length - 1] = { ...name, from: part.from, confidence };
  }
  return joined;
}

function isPartOf(part: TaggedName, whole: TaggedName): boolean {
  const { tokens } = part.passage;
  const linked =
    part.passage === whole.passage && part.to + 1 === whole.from && tokens[part.to]?.text === 'of';
  return (
    linked &&
    part.type === 'place' &&
    whole.type === 'place' &&
    tokens.slice(part.from, part.to).every(({ text }) => compass.has(text))
  );
}

/** "Sunday" is a date, and "Easter" is not an entity. */
function isCalendarWord({ passage: { tokens }, from, to, type }: TaggedName): boolean {
  return type !== 'person' && to - from === 1 && calendar.has(tokens[from]?.text ?? '');
}

/** Few training texts have labelled events, so the tagger mistakes some works and products for events. */
function isDoubtfulEvent({ passage: { tokens }, from, to, type, confidence }: TaggedName): boolean {
  return (
    type === 'event' &&
    confidence < sureEvent &&
    !tokens.slice(from, to).some(({ text }) => eventHeads.has(text))
  );
}

/**
 * Whether the entry's type beats the tagger's. Towns also name their clubs; countries, peoples and
 * organisations do not.
 */
function isUnambiguous({ type, iso }: GazetteerEntry): boolean {
  return type !== 'place' || iso !== undefined;
}

/**
 * Drops names of low confidence, except those that share a capitalised word with a surer name: "Quelle"
 * beside "Maria Quelle".
 */
function dropDoubtful(names: readonly Candidate[]): Candidate[] {
  const sureWords = new Set(
    names.filter(({ confidence }) => confidence >= minConfidence).flatMap(({ words }) => words),
  );
  return names.filter(
    ({ confidence, words }) =>
      confidence >= minConfidence || words.some((word) => sureWords.has(word) && /^\p{Lu}/u.test(word)),
  );
}

function candidateFrom(tagged: TaggedName): Candidate | undefined {
  const { passage, from, to, type, confidence } = tagged;
  if (type === 'other' || isCalendarWord(tagged) || isDoubtfulEvent(tagged)) return undefined;
  const match = gazetteerMatchAt(passage.tokens, from);
  const known = match?.length === to - from && type !== 'person' ? match.known : undefined;
  if (known === undefined || (known.type !== type && !isUnambiguous(known)))
    return candidateOf(passage.tokens, from, to, type, confidence);
  return candidateOf(passage.tokens, from, to, known.type, confidence, known);
}

/** Where names are in a text and of what type: what the tagger says, with what the lists know of it. Who it is, `resolve.ts` says. */
import { type Candidate, candidateOf } from './candidate.ts';
import { eventHeads } from './data/organizations.ts';
import { compass } from './data/places.ts';
import { calendar } from './data/words.ts';
import { type Known, knownAt } from './gazetteer.ts';
import { listedNames, type Span } from './listed.ts';
import type { Tagged, Tagger } from './tagger/tagger.ts';
import type { Passage } from './token.ts';

/** The tagger has learnt English; what it says of another language is by shapes and by names that both have. */
const ofOtherLanguage = 0.5;
/** What is less sure is not told: it costs more precision than it brings recall. */
const leastSure = 0.15;
/** Surer than that, an event needs no word that tells it. */
const sureEvent = 0.9;
/** Where every noun wears a capital, only what the lists know is a name. */
const languagesOfCapitals = /^(?:de|lb)\b/;

/** @param language a BCP 47 tag; `und` where it is not known */
export function recognise(
  text: string,
  passages: Iterable<Passage>,
  tagger: Pick<Tagger, 'tag'>,
  language: string,
): Candidate[] {
  const tagged = withParts(tagger.tag(text, passages));
  const named = withoutDoubtful(tagged.flatMap((name) => candidateFrom(name) ?? []));
  const found = [...named, ...listedNames(passages, tagged.map(spanOf))].sort((a, b) => a.start - b.start);
  if (/^(?:en|und)\b/.test(language)) return found;
  return found
    .filter(({ known }) => known !== undefined || !languagesOfCapitals.test(language))
    .map((candidate) => ({ ...candidate, confidence: Math.min(candidate.confidence, ofOtherLanguage) }));
}

function spanOf({ passage: { tokens }, from, to }: Tagged): Span {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 };
}

/** «the North East of England» is one place, though the tagger may see two. */
function withParts(names: readonly Tagged[]): Tagged[] {
  const joined: Tagged[] = [];
  for (const name of names) {
    const part = joined.at(-1);
    if (part !== undefined && isPartOf(part, name))
      joined[joined.length - 1] = {
        ...name,
        from: part.from,
        confidence: Math.min(part.confidence, name.confidence),
      };
    else joined.push(name);
  }
  return joined;
}

function isPartOf(part: Tagged, whole: Tagged): boolean {
  const { tokens } = part.passage;
  const ofIt = part.passage === whole.passage && part.to + 1 === whole.from && tokens[part.to]?.text === 'of';
  return (
    ofIt &&
    part.type === 'place' &&
    whole.type === 'place' &&
    tokens.slice(part.from, part.to).every(({ text }) => compass.has(text))
  );
}

/** «Sunday», «Easter»: what `dates.ts` reads, or nothing that has an address. */
function isOfTheCalendar({ passage: { tokens }, from, to, type }: Tagged): boolean {
  return type !== 'person' && to - from === 1 && calendar.has(tokens[from]?.text ?? '');
}

/** Few texts have events labelled, so that the tagger takes works and products for some; a word like «War» or «Cup» tells a real one. */
function isDoubtfulEvent({ passage: { tokens }, from, to, type, confidence }: Tagged): boolean {
  return (
    type === 'event' &&
    confidence < sureEvent &&
    !tokens.slice(from, to).some(({ text }) => eventHeads.has(text))
  );
}

/** Countries, their people and the organisations of the lists are nothing else, but surnames; towns are clubs, too. */
function isOfOneKind({ type, iso }: Known): boolean {
  return type !== 'place' || iso !== undefined;
}

/** A doubtful name stays where a surer one of the document has a word of it: «Quelle», beside «Maria Quelle». */
function withoutDoubtful(names: readonly Candidate[]): Candidate[] {
  const sure = new Set(
    names.filter(({ confidence }) => confidence >= leastSure).flatMap(({ words }) => words),
  );
  return names.filter(
    ({ confidence, words }) =>
      confidence >= leastSure || words.some((word) => sure.has(word) && /^\p{Lu}/u.test(word)),
  );
}

function candidateFrom(tagged: Tagged): Candidate | undefined {
  const { passage, from, to, type, confidence } = tagged;
  if (type === 'other' || isOfTheCalendar(tagged) || isDoubtfulEvent(tagged)) return undefined;
  const match = knownAt(passage.tokens, from);
  const known = match?.length === to - from && type !== 'person' ? match.known : undefined;
  if (known === undefined || (known.type !== type && !isOfOneKind(known)))
    return candidateOf(passage.tokens, from, to, type, confidence);
  return candidateOf(passage.tokens, from, to, known.type, confidence, known);
}

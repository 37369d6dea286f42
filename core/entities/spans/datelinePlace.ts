/**
 * The place of a document's dateline ("LERWICK (Northwire) —") is a place, though neither the tagger nor a
 * list knows it.
 */
import type { Content } from '../../document/record.ts';
import type { Candidate } from '../candidate.ts';
import { givenNames } from '../data/people.ts';
import { placePrepositions } from '../data/places.ts';
import type { TextSpan } from '../gazetteerNames.ts';
import { fold } from '../slug.ts';

/** Of names that only a dateline tells, 0 to 1. Set by hand. */
const confidence = 0.8;

/** Where the text has the dateline's place, without its country; `undefined` if it has none. */
export function datelinePlace(text: string, dateline: Content['dateline']): TextSpan | undefined {
  const [name = ''] = dateline?.place?.split(',') ?? [];
  if (dateline === undefined || name === '') return undefined;
  const start = text.startsWith(dateline.text) ? 0 : text.indexOf(`\n${dateline.text}`) + 1;
  const end = start + name.length;
  return fold(text.slice(start, end)) === fold(name) ? { start, end } : undefined;
}

/** The candidates, in text order, with the place at `span` instead of what else stands there. */
export function withDatelinePlace(
  text: string,
  candidates: readonly Candidate[],
  span: TextSpan | undefined,
): Candidate[] {
  if (span === undefined) return [...candidates];
  const isApart = ({ start, end }: Candidate) => end <= span.start || start >= span.end;
  if (!candidates.every((each) => isApart(each) || mayBeMistaken(each))) return [...candidates];
  const words = text.slice(span.start, span.end).split(' ');
  const place: Candidate = { ...span, words, type: 'place', confidence, after: ['', ''] };
  return [...candidates.filter(isApart), place].sort((a, b) => a.start - b.start);
}

/** Not what a list knows, nor a surer place, nor a byline: "Ana Quelle (Northwire) —". */
function mayBeMistaken(candidate: Candidate): boolean {
  const { known, type, words } = candidate;
  const isFullName = type === 'person' && words.length > 1 && givenNames.has(words[0] ?? '');
  const isSurer = type === 'place' && candidate.confidence >= confidence;
  return known === undefined && !isSurer && !isFullName;
}

const locative = new RegExp(String.raw`(?:^|[\s(])(?:${placePrepositions.join('|')})\s$`, 'i');
/** In characters, with the spaces. */
const locativeLength = 9;

/**
 * Whether the candidate is surely the town of the dateline: the dateline itself, or "in Velmar". Elsewhere
 * "Velmar" may be short for a club or a company of the town.
 */
export function isDatelineTown(
  text: string,
  { start, end, type, team }: Candidate,
  dateline: TextSpan | undefined,
): boolean {
  if (dateline === undefined || type !== 'place' || team) return false;
  if (fold(text.slice(start, end)) !== fold(text.slice(dateline.start, dateline.end))) return false;
  return start === dateline.start || locative.test(text.slice(Math.max(0, start - locativeLength), start));
}

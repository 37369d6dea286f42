/**
 * Places that stand for their teams: in a match report "Leicester have named" is the club, "in Leicester" the
 * city. Decided mention by mention, because a report has both.
 */
import { teamVerbs, teamWords } from '../data/nouns.ts';
import { compass, placeHeads, placeStarts } from '../data/places.ts';
import { gazetteerMatchAt, isCountry } from '../gazetteer.ts';
import { hasPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { Token } from '../token.ts';
import { formOf } from './formOf.ts';
import type { Subject } from './subject.ts';

type Reading = 'place' | 'team' | 'open';

const locative = new Set(
  'in at near around outside inside across throughout within into through toward towards above'.split(' '),
);
/** Before "of": "the city of Leicester". */
const placeNouns = new Set(
  (
    'city town village county state province region people suburb capital north south east west rest ' +
    'outskirts streets mayor university bank'
  ).split(' '),
);
/** Before "over", "to", "with", "by", "from" and "for", these words make the name one of a team. */
const results = new Set(
  (
    'win wins victory victories triumph triumphs success goal goals draw defeat defeats loss losses lost ' +
    'lose loses losing beaten drew match game tie clash played play plays scored debut caps cap loan ' +
    'joined signed transfer'
  ).split(' '),
);
/** "The tie between Millwall and Liverpool". */
const matches = new Set('match game tie clash encounter fixture final semi-final derby'.split(' '));
const resultPrepositions = new Set('over to with by from for'.split(' '));
/** In a non-sporting text only "the national sides of Ireland and Norway" are teams. */
const teamOf = new Set('side sides team teams squad squads captain coach manager'.split(' '));

/** The names of `names` that stand for a team. */
export function teamNames(text: string, names: readonly TaggedName[], subject: Subject): Set<TaggedName> {
  const places = names.filter(mayBeTeam);
  const owners = clubOwners(text, names);
  const readings = new Map(
    places.map((name) => [name, owners.has(name) ? 'place' : readingOf(name, subject)] as const),
  );
  const teams = new Set<string>();
  for (const [name, reading] of readings) if (reading === 'team') teams.add(formOf(name));
  return new Set(
    places.filter((name) => {
      const reading = readings.get(name);
      if (reading !== 'open') return reading === 'team';
      return subject.teams && (isCountrysName(name) || teams.has(formOf(name)));
    }),
  );
}

function mayBeTeam({ passage: { tokens }, from, to, type }: TaggedName): boolean {
  if (type !== 'place') return false;
  const [first, last] = [tokens[from]?.text ?? '', tokens[to - 1]?.text ?? ''];
  return !placeHeads.has(last) && !placeStarts.has(first) && !compass.has(first);
}

/** "Albania's Partizani Tirana": clubs play in the place. */
function clubOwners(text: string, names: readonly TaggedName[]): Set<TaggedName> {
  const isOwner = ({ passage, to }: TaggedName, i: number) => {
    const next = names[i + 1];
    const isNext = next?.passage === passage && next.from === to && next.type === 'organization';
    return isNext && hasPossessive(text, passage.tokens[to - 1] as Token);
  };
  return new Set(names.filter(isOwner));
}

function readingOf({ passage: { tokens }, from, to }: TaggedName, { teams, sport }: Subject): Reading {
  const start = tokens[from - 1]?.text === 'the' ? from - 1 : from;
  const [before2, before, after] = [tokens[start - 2], tokens[start - 1], tokens[to]].map(lowerOf);
  if (before === 'of' && teamOf.has(before2 ?? '')) return 'team';
  const isFirst = tokens[from]?.opensSentence === true;
  // A club has players: "Leicester have named" begins a report on it, whatever else the text is about.
  if (isFirst && after === 'have' && tokens[to]?.adjacent && !/s$/.test(tokens[to - 1]?.text ?? ''))
    return 'team';
  if (!sport) return 'open';
  if (before === 'of' && before2 === 'hands') return 'team';
  if (teams && start < from && isPluralUnlisted(tokens, from, to)) return 'team';
  const isNext = tokens[to]?.adjacent === true;
  if (isNext && teamWords.has(after ?? '')) return 'team';
  if (locative.has(before ?? '') || compass.has(before ?? '')) return 'place';
  if (before === 'of' && placeNouns.has(before2 ?? '')) return 'place';
  if (isPlaceInPlace(tokens, from, to)) return 'place';
  if (teamVerbs.has(before ?? '')) return 'team';
  if (before === 'between' && matches.has(before2 ?? '')) return 'team';
  const isResult = resultPrepositions.has(before ?? '') && resultBefore(tokens, start - 1);
  if (isResult || before === 'over') return 'team';
  if (isNext && teamVerbs.has(after ?? '')) return 'team';
  if (isNext && teams && /^\d{1,3}$/.test(after ?? '')) return 'team';
  return teams && before === '(' && after === ')' ? 'team' : 'open';
}

/** "The Wallabies": no place that is listed, such as the Netherlands. */
function isPluralUnlisted(tokens: readonly Token[], from: number, to: number): boolean {
  return /[^s]s$/.test(tokens[to - 1]?.text ?? '') && gazetteerMatchAt(tokens, from)?.length !== to - from;
}

/** Whether a word such as "win" or "lost" is among the three before the preposition. */
function resultBefore(tokens: readonly Token[], preposition: number): boolean {
  return tokens.slice(Math.max(0, preposition - 3), preposition).some(({ text }) => results.has(text));
}

/** "Filderstadt, Germany"; "Omaha" in "Omaha, Nebraska". */
function isPlaceInPlace(tokens: readonly Token[], from: number, to: number): boolean {
  const isListedPlace = (at: number) => gazetteerMatchAt(tokens, at)?.known.type === 'place';
  const closes = (at: number) => /^[,.)]?$/.test(tokens[at]?.text ?? '');
  if (tokens[to]?.text === ',' && isListedPlace(to + 1))
    return closes(to + 1 + (gazetteerMatchAt(tokens, to + 1)?.length ?? 0));
  return tokens[from - 1]?.text === ',' && locative.has(tokens[from - 3]?.text ?? '') && closes(to);
}

function isCountrysName({ passage: { tokens }, from, to }: TaggedName): boolean {
  const match = gazetteerMatchAt(tokens, from);
  return match?.length === to - from && isCountry(match.known);
}

function lowerOf(token: Token | undefined): string | undefined {
  return token?.text.toLowerCase();
}

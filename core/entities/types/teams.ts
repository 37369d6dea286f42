/**
 * Places that stand for their teams: in a match report "Leicester have named" is the club, "in Leicester" the
 * city. Decided mention by mention, because a report has both.
 */
import { wordSet } from '../../text/wordSet.ts';
import { teamVerbs, teamWords } from '../data/nouns.ts';
import { compass, placeHeads, placeStarts } from '../data/places.ts';
import { gazetteerMatchAt } from '../gazetteer.ts';
import { formOf } from '../spans/nameWords.ts';
import { isPossessive } from '../spans/possessives.ts';
import { sidesIn } from '../tables/teamRows.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { isAcronym, type Token } from '../token.ts';
import { isBatting, teamsOfPlayers } from './lineUpTeams.ts';
import { nameLists } from './lists.ts';
import type { Subject } from './subject.ts';
import { clubOwners, isCountrysName, isTeamByPhrase, playerOwners } from './teamPhrases.ts';

type Reading = 'place' | 'team' | 'open';

const locative = wordSet`
  in at near around outside inside across throughout within into through toward towards above
`;
/** Before "of": "the city of Leicester". */
const placeNouns = wordSet`
  city town village county state province region people suburb capital north south east west rest outskirts
  streets mayor university bank
`;
/** Before "over", "to", "with", "by", "from" and "for", these words make the name one of a team. */
const results = wordSet`
  win wins victory victories triumph triumphs success goal goals draw defeat defeats loss losses lost lose
  loses losing beaten drew match game tie clash played play plays scored debut caps cap loan joined signed
  derby transfer reverse impressed featured appearances appearance joining signing
`;
/** Before "to" and "from", these words of somebody who changes clubs do so; a country is only moved to. */
const transfers = wordSet`
  signing signings joined joining move moved moving switch switched return returned arrived arriving arrival
  departure bought back interest bid offer
`;
/** Before "to": where somebody goes is a place. */
const journeys = wordSet`
  travel travels travelled travelling trip trips tour tours flight fly flew headed heading way going
`;
/** Before "at" and "with", words for somebody's time at a club. "With the Welsh" says nothing. */
const posts = wordSet`
  job spell stint career contract manager coach role experience reign tenure years seasons
`;
/** In tokens: how far from a name the word may be that says what it means. */
const nearby = 3;
/** In tokens: the same for who has moved: "joined the Orsk side from Velmar". */
const careerLength = 5;
/** In tokens: a referee's name with its title, before where the referee is from. */
const refereeLength = 5;
/** Before a referee: the word, or how many came: "Ref: S Dunn (Avon)", "3,803 S Dunn (Avon)". */
const refereeSign = /^(?:ref|referee|\d{1,2},\d{3})$/i;
/** Last words of clubs' names as well as of places'. */
const clubHeads = new Set(['City', 'County', 'Town']);
/** Behind "the" and a name, what is named after its place: "left the London club". */
const ofPlaces = wordSet`club final event tournament title ground open`;
const resultPrepositions = wordSet`over to with by from for`;
/** In a non-sporting text only "the national sides of Ireland and Norway" are teams. */
const teamOf = wordSet`side sides team teams squad squads captain coach manager`;

/** The names of `names` that stand for a team. */
export function teamNames(text: string, names: readonly TaggedName[], subject: Subject): Set<TaggedName> {
  const forms = new Set(names.filter(({ type }) => type === 'place').map(formOf));
  const isOfPlace = (name: TaggedName) =>
    name.type === 'place' || (subject.teams && name.type === 'organization' && forms.has(formOf(name)));
  const places = names.filter((name) => isOfPlace(name) && mayBeTeam(name));
  const owners = clubOwners(text, names);
  const readings = new Map(
    places.map((name) => [name, owners.has(name) ? 'place' : readingOf(text, name, subject)] as const),
  );
  for (const name of [...sidesIn(names), ...teamsOfPlayers(names, subject)])
    if (readings.has(name)) readings.set(name, 'team');
  // What the tagger takes for an organisation here, and for a place elsewhere, is the team.
  for (const [name, reading] of readings)
    if (name.type === 'organization' && reading === 'open') readings.set(name, 'team');
  for (const name of playerOwners(text, names))
    if (subject.teams && readings.has(name)) readings.set(name, 'team');
  if (subject.teams) for (const name of listedWithTeams(names, readings)) readings.set(name, 'team');
  const teams = new Set<string>();
  for (const [name, reading] of readings) if (reading === 'team') teams.add(formOf(name));
  // Where one country is clearly a team, the others are too, unless something says that they are places.
  const haveTeams = [...readings].some(([name, reading]) => reading === 'team' && isCountrysName(name));
  return new Set(
    places.filter((name) => {
      const reading = readings.get(name);
      if (reading !== 'open') return reading === 'team';
      return subject.teams && ((haveTeams && isCountrysName(name)) || teams.has(formOf(name)));
    }),
  );
}

function mayBeTeam(name: TaggedName): boolean {
  // South Korea, the Czech Republic.
  if (isCountrysName(name)) return true;
  const { passage, from, to } = name;
  const { tokens } = passage;
  const [first, last] = [tokens[from]?.text ?? '', tokens[to - 1]?.text ?? ''];
  const isHead = placeHeads.has(last) && !clubHeads.has(last);
  return !isHead && !placeStarts.has(first) && !compass.has(first);
}

/** "Luton, Preston and Queens Park Rangers": beside a team or a club, what is open is a team too. */
function listedWithTeams(
  names: readonly TaggedName[],
  readings: ReadonlyMap<TaggedName, Reading>,
): TaggedName[] {
  return nameLists(names).flatMap((list) => {
    const open = list.filter((name) => readings.get(name) === 'open' && !isCountrysName(name));
    const isTeam = (name: TaggedName) => readings.get(name) === 'team' || name.type === 'organization';
    // In "Quelle College, Lahore" the place is where it is.
    const [one, two] = list;
    const isPair = list.length === 2 && one?.passage.tokens[one.to]?.text === ',' && two?.from === one.to + 1;
    return list.some(isTeam) && !isPair ? open : [];
  });
}

function readingOf(text: string, name: TaggedName, { teams, sport }: Subject): Reading {
  const { tokens } = name.passage;
  const { from, to } = name;
  const start = tokens[from - 1]?.text === 'the' ? from - 1 : from;
  const [before2, before, after] = [tokens[start - 2], tokens[start - 1], tokens[to]].map(lowerOf);
  if (before === 'of' && teamOf.has(before2 ?? '')) return 'team';
  if (isBatting(name)) return 'team';
  if (sport && !teams && isPlayersCountry(text, name)) return 'place';
  // A club has players: "Leicester have named" begins a report on it, whatever else the text is about.
  const isPlural = tokens[from]?.opensSentence === true && after === 'have' && tokens[to]?.adjacent;
  if (isPlural && !/s$/.test(tokens[to - 1]?.text ?? '')) return 'team';
  if (!sport) return 'open';
  const isNext = tokens[to]?.adjacent === true;
  if (isNext && teamWords.has(after ?? '')) return 'team';
  const isOwner = isPossessive(text, name);
  if (teams && isOwner && teamWords.has(after ?? '')) return 'team';
  if (teams && !isCountrysName(name) && isOfCareer(tokens, start)) return 'team';
  if (teams && isTeamByPhrase(text, name)) return 'team';
  if (locative.has(before ?? '') || compass.has(before ?? '')) return 'place';
  if (before === 'of' && placeNouns.has(before2 ?? '')) return 'place';
  // "Their defeat at the hands of Velmar".
  if (before === 'of' && before2 === 'hands') return 'team';
  if (before === 'to' && isCountrysName(name) && isJourney(tokens, start - 1)) return 'place';
  if (isPlaceInPlace(tokens, from, to)) return 'place';
  // Who plays "the Velmar final" does not play Velmar.
  const isDescribing = start < from && isNext && ofPlaces.has(after ?? '');
  if (teamVerbs.has(before ?? '') && !isDescribing) return 'team';
  if (before === 'on' && /^t(?:ake|akes|aking|ook)$/.test(before2 ?? '')) return 'team';
  const isResult = resultPrepositions.has(before ?? '') && resultBefore(tokens, start - 1);
  if (isResult) return 'team';
  if (isNext && teamVerbs.has(after ?? '')) return 'team';
  if (isNext && teams && /^\d{1,3}$/.test(after ?? '')) return 'team';
  if (before !== '(' || after !== ')') return 'open';
  // "Ana Velmar (Spain)", "Velmar (Spain) 3 Orsk (Italy) 1".
  if (isCountrysName(name) && tokens[from - 2]?.capital) return 'place';
  if (!teams) return 'open';
  return isOfReferee(name) ? 'place' : 'team';
}

/** "Thailand's Velmar", "Velmar of India": in a sport of persons, where a player is from. */
function isPlayersCountry(text: string, name: TaggedName): boolean {
  const { tokens } = name.passage;
  const isOwner = isPossessive(text, name) && tokens[name.to]?.capital === true;
  // "The decision of the Velmar captain" is about its team.
  const isOf = tokens[name.from - 1]?.text === 'of' && !teamWords.has(lowerOf(tokens[name.to]) ?? '');
  return isCountrysName(name) && (isOwner || isOf);
}

/** "Ref: S Velmar (Avon)", or a paragraph that has nothing but "S Velmar (Avon)." */
export function isOfReferee({ passage: { tokens }, from, to }: TaggedName): boolean {
  const isBracketed = tokens[from - 1]?.text === '(' && tokens[to]?.text === ')';
  const isAlone = from > 1 && from <= refereeLength && tokens.length <= to + 2;
  if (isBracketed && isAlone && tokens.slice(0, from - 1).every(({ capital }) => capital))
    return !isAcronym(tokens[from]?.text ?? '');
  return isBracketed && wordsBefore(tokens, from - 1, refereeLength).some((word) => refereeSign.test(word));
}

/** Whether a word such as "win" or "lost" is among the three before the preposition, and before the score. */
function resultBefore(tokens: readonly Token[], preposition: number): boolean {
  return wordsBefore(tokens, preposition).some((word) => results.has(word));
}

/** "The tour to Velmar", "will not travel to Velmar". */
const isJourney = (tokens: readonly Token[], preposition: number): boolean =>
  wordsBefore(tokens, preposition).some((word) => journeys.has(word));

/** "His signing from Parma", "£2.25m from Parma", "a spell at Coventry", "years with Coventry". */
function isOfCareer(tokens: readonly Token[], start: number): boolean {
  const preposition = tokens[start - 1]?.text ?? '';
  if (preposition === 'from' && /^\d+(?:\.\d+)?m$/.test(tokens[start - 2]?.text ?? '')) return true;
  const isPost = preposition === 'at' || (preposition === 'with' && tokens[start]?.text !== 'the');
  const kinds = isPost ? posts : /^(?:to|from)$/.test(preposition) ? transfers : undefined;
  return kinds !== undefined && wordsBefore(tokens, start - 1, careerLength).some((word) => kinds.has(word));
}

const wordsBefore = (tokens: readonly Token[], end: number, length = nearby): string[] =>
  tokens.slice(Math.max(0, end - length), end).map(({ text }) => text);

/** "Filderstadt, Germany"; "Omaha" in "Omaha, Nebraska". */
function isPlaceInPlace(tokens: readonly Token[], from: number, to: number): boolean {
  const isListedPlace = (at: number) => gazetteerMatchAt(tokens, at)?.known.type === 'place';
  const closes = (at: number) => /^[,.)]?$/.test(tokens[at]?.text ?? '');
  if (tokens[to]?.text === ',' && isListedPlace(to + 1))
    return closes(to + 1 + (gazetteerMatchAt(tokens, to + 1)?.length ?? 0));
  return tokens[from - 1]?.text === ',' && locative.has(tokens[from - 3]?.text ?? '') && closes(to);
}

function lowerOf(token: Token | undefined): string | undefined {
  return token?.text.toLowerCase();
}

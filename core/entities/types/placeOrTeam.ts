/**
 * What the words around a place's name say it is: "in Leicester" the place, "Leicester have named" its team.
 */
import { wordList, wordSet } from '../../text/wordSet.ts';
import { teamVerbs, teamWords } from '../data/nouns.ts';
import { compass, placePrepositions } from '../data/places.ts';
import { gazetteerMatchAt } from '../gazetteer.ts';
import { isBase } from '../spans/basedIn.ts';
import { isPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { isAcronym, lowerWordAt, type Token, wordAt } from '../token.ts';
import { isBatting } from './lineUpTeams.ts';
import type { Subject } from './subject.ts';
import { isCountrysName, isTeamByPhrase } from './teamPhrases.ts';

/** `open` if the words say nothing. */
export type Reading = 'place' | 'team' | 'open';

const locative = new Set([
  ...placePrepositions,
  ...wordList`at throughout within through toward towards above`,
]);
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
/** The same; a charge alone may be heard at a court. */
const inCharge = /\b(?:in|t(?:ake|akes|aking|aken|ook)) charge\b/;
/** In tokens: how far from a name the word may be that says what it means. */
const nearby = 3;
/** In tokens: the same for who has moved: "joined the Orsk side from Velmar". */
const careerLength = 5;
/** In tokens: a referee's name with its title, before where the referee is from. */
const refereeLength = 5;
/** Before a referee: the word, or how many came: "Ref: S Dunn (Avon)", "3,803 S Dunn (Avon)". */
const refereeSign = /^(?:ref|referee|\d{1,2},\d{3})$/i;
/** Behind "the" and a name, what is named after its place: "left the London club". */
const ofPlaces = wordSet`club final event tournament title ground open`;
const memberVerbs = wordSet`join joined joining leave left leaving signed`;
const resultPrepositions = wordSet`over to with by from for`;
/** In a non-sporting text only "the national sides of Ireland and Norway" are teams. */
const teamOf = wordSet`side sides team teams squad squads captain coach manager`;

/** A name and the words around it, in lower case; '' for those that the passage lacks. */
interface Surroundings {
  text: string;
  name: TaggedName;
  /** The token with which the name begins, or the "the" before it. */
  start: number;
  before2: string;
  before: string;
  after: string;
  /** Whether `after` follows directly, not behind an ending or a sign. */
  isNext: boolean;
}

export function readingOf(text: string, name: TaggedName, { teams, sport }: Subject): Reading {
  if (isBase(text, name)) return 'place';
  const around = surroundingsOf(text, name);
  if (isTeamInAnyText(around)) return 'team';
  if (!sport) return 'open';
  if (!teams && isPlayersCountry(text, name)) return 'place';
  if (isTeamInSport(around) || (teams && isTeamInTeamSport(around))) return 'team';
  if (isPlace(around)) return 'place';
  if (isOpponent(around, teams) || (teams && hasScoreBehind(around))) return 'team';
  return bracketedReading(around, teams);
}

function surroundingsOf(text: string, name: TaggedName): Surroundings {
  const { from, to, passage } = name;
  const { tokens } = passage;
  const start = tokens[from - 1]?.text === 'the' ? from - 1 : from;
  return {
    text,
    name,
    start,
    before2: lowerWordAt(tokens, start - 2),
    before: lowerWordAt(tokens, start - 1),
    after: lowerWordAt(tokens, to),
    isNext: tokens[to]?.adjacent === true,
  };
}

function isTeamInAnyText({ name, before2, before, after, isNext }: Surroundings): boolean {
  const { from, to, passage } = name;
  if ((before === 'of' && teamOf.has(before2)) || isBatting(name)) return true;
  // A club has players: "Leicester have named" begins a report on it, whatever else the text is about.
  const isPlural = after === 'have' && isNext && !/s$/.test(wordAt(passage.tokens, to - 1));
  return isPlural && passage.tokens[from]?.opensSentence === true;
}

/** "Velmar striker", "their defeat at the hands of Velmar". */
const isTeamInSport = ({ before2, before, after, isNext }: Surroundings): boolean =>
  (isNext && teamWords.has(after)) || (before === 'of' && before2 === 'hands');

/** "Velmar's striker", "his signing from Velmar", "leaders Velmar". */
function isTeamInTeamSport({ text, name, start, after }: Surroundings): boolean {
  if (teamWords.has(after) && isPossessive(text, name)) return true;
  if (!isCountrysName(name) && isOfCareer(name.passage.tokens, start)) return true;
  return isTeamByPhrase(text, name);
}

/** "In Velmar", "South Velmar", "the city of Velmar", "the tour to Velmar". */
function isPlace({ name, start, before2, before }: Surroundings): boolean {
  const { from, to, passage } = name;
  const { tokens } = passage;
  if (locative.has(before) || compass.has(before)) return true;
  if (before === 'of' && placeNouns.has(before2)) return true;
  if (before === 'to' && isCountrysName(name) && isJourney(tokens, start - 1)) return true;
  return isPlaceInPlace(tokens, from, to);
}

/** "Beat Velmar", "took on Velmar", "a win over Velmar", "Velmar beat". */
function isOpponent(around: Surroundings, teams: boolean): boolean {
  const { name, start, before2, before, after, isNext } = around;
  // Who plays "the Velmar final" does not play Velmar.
  const isDescribing = start < name.from && isNext && ofPlaces.has(after);
  // A player leaves a club, an athlete a city.
  if (teamVerbs.has(before) && !isDescribing && (teams || !memberVerbs.has(before))) return true;
  if (before === 'on' && /^t(?:ake|akes|aking|ook)$/.test(before2)) return true;
  if (resultPrepositions.has(before) && resultBefore(name.passage.tokens, start - 1)) return true;
  return isNext && teamVerbs.has(after);
}

const hasScoreBehind = ({ after, isNext }: Surroundings): boolean => isNext && /^\d{1,3}$/.test(after);

/** "Ana Velmar (Spain)", "Velmar (Spain) 3 Orsk (Italy) 1"; "Ana Velmar (Orsk)" plays for Orsk. */
function bracketedReading({ name, before, after }: Surroundings, teams: boolean): Reading {
  if (before !== '(' || after !== ')') return 'open';
  if (isCountrysName(name) && name.passage.tokens[name.from - 2]?.capital) return 'place';
  if (!teams) return 'open';
  return isOfReferee(name) ? 'place' : 'team';
}

/** "Thailand's Velmar", "Velmar of India": in a sport of persons, where a player is from. */
function isPlayersCountry(text: string, name: TaggedName): boolean {
  const { tokens } = name.passage;
  const isOwner = isPossessive(text, name) && tokens[name.to]?.capital === true;
  // "The decision of the Velmar captain" is about its team.
  const isOf = tokens[name.from - 1]?.text === 'of' && !teamWords.has(lowerWordAt(tokens, name.to));
  return isCountrysName(name) && (isOwner || isOf);
}

/** "Ref: S Velmar (Avon)", or a paragraph that has nothing but "S Velmar (Avon)." */
export function isOfReferee({ passage: { tokens }, from, to }: TaggedName): boolean {
  const isBracketed = tokens[from - 1]?.text === '(' && tokens[to]?.text === ')';
  const isAlone = from > 1 && from <= refereeLength && tokens.length <= to + 2;
  if (isBracketed && isAlone && tokens.slice(0, from - 1).every(({ capital }) => capital))
    return !isAcronym(wordAt(tokens, from));
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
  const preposition = wordAt(tokens, start - 1);
  if (preposition === 'from' && /^\d+(?:\.\d+)?m$/.test(wordAt(tokens, start - 2))) return true;
  // Before a ground stands "the": "moved to the Velmar". Of the names of teams, those in the plural have it.
  if (tokens[start]?.text === 'the' && !wordAt(tokens, start + 1).endsWith('s')) return false;
  const isPost = preposition === 'at' || preposition === 'with';
  const words = wordsBefore(tokens, start - 1, careerLength);
  if (isPost) return words.some((word) => posts.has(word)) || inCharge.test(words.join(' '));
  return /^(?:to|from)$/.test(preposition) && words.some((word) => transfers.has(word));
}

const wordsBefore = (tokens: readonly Token[], end: number, length = nearby): string[] =>
  tokens.slice(Math.max(0, end - length), end).map(({ text }) => text);

/** "Filderstadt, Germany"; "Omaha" in "Omaha, Nebraska". */
function isPlaceInPlace(tokens: readonly Token[], from: number, to: number): boolean {
  const isListedPlace = (at: number) => gazetteerMatchAt(tokens, at)?.known.type === 'place';
  const closes = (at: number) => /^[,.)]?$/.test(wordAt(tokens, at));
  if (tokens[to]?.text === ',' && isListedPlace(to + 1))
    return closes(to + 1 + (gazetteerMatchAt(tokens, to + 1)?.length ?? 0));
  return tokens[from - 1]?.text === ',' && locative.has(wordAt(tokens, from - 3)) && closes(to);
}

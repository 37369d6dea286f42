/** What a name's own words, and the signs around it, say that it is, whatever it was taken for. */
import { wordSet } from '../../text/wordSet.ts';
import { awardHeads, eventLastWords } from '../data/events.ts';
import {
  alsoSurnames,
  eventHeads,
  foreignFirsts,
  neverSurnames,
  notOrganizations,
  organizationHeads,
} from '../data/organizations.ts';
import { personAddresses } from '../data/people.ts';
import { isCountryAt, listedName } from '../gazetteer.ts';
import { hasPossessive, isPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { TagType } from '../tagger/tags.ts';
import { isAcronym, type Token } from '../token.ts';
import { isAbstract, isCommonNoun, isHeading, isLaw, isOffice, isRank, isRole } from './commonNouns.ts';
import { isAttached, isCompound, isFeud, isPair } from './compounds.ts';
import { isIntroducedMany, isOneOfPeople } from './countedThings.ts';
import { isPartOfOther } from './partOfOther.ts';
import { thingByForm } from './placeOrBody.ts';
import { isShownAsPerson, isSureFullName } from './shownPersons.ts';

/** Other names may follow these: "Sir Alf's England". */
const honours = new Set(['Sir', 'Dame']);
/** Last words of events that organisations have too: Epic Games, the Football Conference. */
const organizationEventHeads = wordSet`Games Conference Nations War Masters Crisis Treaty`;
/** Before "Nations": tournaments. */
const numbers = new Set(['Three', 'Four', 'Five', 'Six', 'Seven', 'Eight']);
const year = /^(?:1[89]|20)\d\d$/;
const domain = /^\.(?:com|org|net|info|biz|tv|co\.\w\w)(?![\p{L}\p{N}])/u;
/** In characters, with the sign behind it. */
const longestDomain = 8;
/** "The MP for Aberavon" sits for a place. */
const members = wordSet`MP MPs AM AMs MSP MSPs MEP MEPs TD TDs`;
/** Last words of the names of teams. */
const sports = wordSet`Rugby Cricket Hockey Basketball Handball Volleyball Netball`;

const afterThing = wordSet`which that who with for from to in on at is was has can will and or but`;

/** "Mr Kennedy" is a person, "Buenos Aires Open" an event; `undefined` if the form says nothing. */
export function typeByForm(text: string, name: TaggedName): TagType | undefined {
  const { passage, from, to, type } = name;
  const { tokens } = passage;
  const first = tokens[from]?.text ?? '';
  if (to - from > 1 && (personAddresses.has(first) || honours.has(first))) return 'person';
  if (personAddresses.has(tokens[from - 1]?.text ?? '') && tokens[from]?.adjacent) return 'person';
  if (to - from > 1 && awardHeads.has(tokens[to - 1]?.text ?? '')) return 'other';
  if (listedName(tokens, from, to)) return undefined;
  if ((type === 'other' || type === 'event') && to - from === 1 && notOrganizations.has(first))
    return 'other';
  if (isOwnerOfCountry(text, name)) return 'person';
  if (isSite(text, name)) return 'organization';
  if (isOneOfMany(name) || isIntroducedMany(name) || isRank(name) || isPartOfOther(name)) return 'other';
  if (isAttached(text, name) || isPair(name) || isFeud(name) || isCompound(name)) return 'other';
  if (isOfYear(name) || isGuestInTitle(text, name)) return 'other';
  if (isHeading(name) || isOffice(name) || isCommonNoun(name) || isLaw(name)) return 'other';
  if (isRole(name) || isAbstract(name)) return 'other';
  if (isConstituency(name)) return 'place';
  if (isShownAsPerson(name)) return 'person';
  if (isPlaceAndSport(name)) return 'organization';
  if (type === 'person' && to - from > 1 && isCalledAsBody(name)) return 'organization';
  if (type === 'place' && to - from > 1 && foreignFirsts.has(first)) return 'organization';
  if (type === 'place' || type === 'organization') return eventByForm(name) ?? thingByForm(name);
  // "The DJ said": as short as a name in capitals may be.
  const isNoName = type === 'person' && to - from === 1 && notOrganizations.has(first);
  return isNoName || isOneOfPeople(name) ? 'other' : undefined;
}

/** "Glasgow Rugby": a place's team. */
function isPlaceAndSport({ passage: { tokens }, from, to }: TaggedName): boolean {
  return sports.has(tokens[to - 1]?.text ?? '') && listedName(tokens, from, to - 1)?.type === 'place';
}

/** A "person" with the first or the last word of bodies. */
function isCalledAsBody(name: TaggedName): boolean {
  const { passage, from, to } = name;
  const last = passage.tokens[to - 1]?.text ?? '';
  if (foreignFirsts.has(passage.tokens[from]?.text ?? '') || neverSurnames.has(last)) return true;
  return organizationHeads.has(last) && !alsoSurnames.has(last) && !isSureFullName(name);
}

/** "An RPG which allows", "a PVR.": one of many, and no word behind it that it describes. */
function isOneOfMany({ passage: { tokens }, from, to }: TaggedName): boolean {
  const isOne = /^[Aa]n?$/.test(tokens[from - 1]?.text ?? '') && to - from === 1;
  if (!isOne || !/^[A-Z]{2,6}$/.test(tokens[from]?.text ?? '')) return false;
  const behind = tokens[to];
  return behind === undefined || /^[.,;:)]$/.test(behind.text) || afterThing.has(behind.text);
}

/** "1972's Virginia Plain": what came out in a year. The ending of a number is two tokens. */
function isOfYear({ passage: { tokens }, from, type }: TaggedName): boolean {
  const [before, sign, ending] = [tokens[from - 3], tokens[from - 2], tokens[from - 1]];
  const isPossessive = /^['’]$/.test(sign?.text ?? '') && ending?.text === 's' && ending.adjacent;
  return type !== 'event' && isPossessive && year.test(before?.text ?? '');
}

/** "The BBC's Breakfast with Frost". */
function isGuestInTitle(text: string, { passage: { tokens }, from, to }: TaggedName): boolean {
  const [owner, title, joint] = [tokens[from - 3], tokens[from - 2], tokens[from - 1]];
  const isTitle = to - from === 1 && title?.capital === true && /^[Ww]ith$/.test(joint?.text ?? '');
  return isTitle && owner !== undefined && hasPossessive(text, owner);
}

function isConstituency({ passage: { tokens }, from, to }: TaggedName): boolean {
  const [member, joint] = [tokens[from - 2]?.text ?? '', tokens[from - 1]?.text];
  return joint === 'for' && members.has(member) && !isAcronym(tokens[to - 1]?.text ?? '');
}

/** "Suprnova.org": the name of a site. */
function isSite(text: string, { passage: { tokens }, from, to, type }: TaggedName): boolean {
  const { end } = tokens[to - 1] as Token;
  return type === 'place' && to - from === 1 && domain.test(text.slice(end, end + longestDomain));
}

/** "Hitler's Germany", "Stalin's Russia": a country has had persons, and places have no countries. */
function isOwnerOfCountry(text: string, name: TaggedName): boolean {
  const { passage, from, to, type } = name;
  return type === 'place' && to - from === 1 && isPossessive(text, name) && isCountryAt(passage.tokens, to);
}

function eventByForm({ passage: { tokens }, from, to }: TaggedName): TagType | undefined {
  if (to - from === 1) return undefined;
  const [before, last] = [tokens[to - 2]?.text ?? '', tokens[to - 1]?.text ?? ''];
  if (before === 'Party' && last === 'Conference') return 'event';
  if (last === 'Games' && listedName(tokens, from, to - 1)) return 'event';
  if (to - from === 2 && last === 'Nations' && numbers.has(before)) return 'event';
  const isRace = (before === 'Cross' && last === 'Country') || /^\d+k$/i.test(last);
  return isRace || eventLastWords.has(last) || (eventHeads.has(last) && !organizationEventHeads.has(last))
    ? 'event'
    : undefined;
}

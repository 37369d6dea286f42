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
import { listedName } from '../gazetteer.ts';
import { hasPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { TagType } from '../tagger/tags.ts';
import { isAcronym } from '../token.ts';
import { isAbstract, isLaw, isRole } from './commonNouns.ts';
import { isAttached, isPair } from './compounds.ts';
import { isOneOfPeople } from './countedThings.ts';
import { isPartOfOther } from './partOfOther.ts';
import { thingByForm } from './placeOrBody.ts';
import { isSureFullName } from './shownPersons.ts';

/** Other names may follow these: "Sir Alf's England". */
const honours = new Set(['Sir', 'Dame']);
/** Last words of events that organisations have too: Epic Games, the Football Conference. */
const organizationEventHeads = wordSet`Games Conference Nations War Masters Crisis Treaty`;
/** Last words of the names of teams. */
const sports = wordSet`Rugby Cricket Hockey Basketball Handball Volleyball Netball`;

/** "Mr Kennedy" is a person, "Buenos Aires Open" an event; `undefined` if the form says nothing. */
export function typeByForm(text: string, name: TaggedName): TagType | undefined {
  const { passage, from, to, type } = name;
  const { tokens } = passage;
  const first = tokens[from]?.text ?? '';
  if (to - from > 1 && (personAddresses.has(first) || honours.has(first))) return 'person';
  if (personAddresses.has(tokens[from - 1]?.text ?? '') && tokens[from]?.adjacent) return 'person';
  if (to - from > 1 && awardHeads.has(tokens[to - 1]?.text ?? '')) return 'other';
  if (listedName(tokens, from, to)) return undefined;
  const mayBeBody = type === 'place' || type === 'organization';
  if (!mayBeBody && to - from === 1 && notOrganizations.has(first)) return 'other';
  if (isPartOfOther(name) || isAttached(text, name) || isPair(name) || isGuestInTitle(text, name))
    return 'other';
  if (isLaw(name) || isRole(name) || isAbstract(name)) return 'other';
  if (isConstituency(name)) return 'place';
  if (isPlaceAndSport(name)) return 'organization';
  if (type === 'person' && to - from > 1 && isCalledAsBody(name)) return 'organization';
  if (mayBeBody) return eventByForm(name) ?? thingByForm(name);
  return isOneOfPeople(name) ? 'other' : undefined;
}

/** "The BBC's Breakfast with Frost". */
function isGuestInTitle(text: string, { passage: { tokens }, from, to }: TaggedName): boolean {
  const [owner, title, joint] = [tokens[from - 3], tokens[from - 2], tokens[from - 1]];
  const isTitle = to - from === 1 && title?.capital === true && /^[Ww]ith$/.test(joint?.text ?? '');
  return isTitle && owner !== undefined && hasPossessive(text, owner);
}

/** "The MP for Aberavon" sits for a place. */
function isConstituency({ passage: { tokens }, from, to }: TaggedName): boolean {
  const isOfMember =
    tokens[from - 1]?.text === 'for' && /^(?:MP|AM|TD|MSP|MEP)s?$/.test(tokens[from - 2]?.text ?? '');
  return isOfMember && !isAcronym(tokens[to - 1]?.text ?? '');
}

/** "Glasgow Rugby": a place's team. */
function isPlaceAndSport({ passage: { tokens }, from, to }: TaggedName): boolean {
  return sports.has(tokens[to - 1]?.text ?? '') && listedName(tokens, from, to - 1)?.type === 'place';
}

/** A "person" with the first or the last word of bodies. */
function isCalledAsBody(name: TaggedName): boolean {
  const { tokens } = name.passage;
  const last = tokens[name.to - 1]?.text ?? '';
  if (foreignFirsts.has(tokens[name.from]?.text ?? '') || neverSurnames.has(last)) return true;
  return organizationHeads.has(last) && !alsoSurnames.has(last) && !isSureFullName(name);
}

function eventByForm({ passage: { tokens }, from, to }: TaggedName): TagType | undefined {
  if (to - from === 1) return undefined;
  const last = tokens[to - 1]?.text ?? '';
  const isHead = eventHeads.has(last) && !organizationEventHeads.has(last);
  return isHead || eventLastWords.has(last) ? 'event' : undefined;
}

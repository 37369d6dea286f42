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
import type { TaggedName } from '../tagger/tagger.ts';
import type { TagType } from '../tagger/tags.ts';
import { isAcronym, wordAt } from '../token.ts';
import { isNoName } from './noNames.ts';
import { isSureFullName } from './personForm.ts';
import { thingByForm } from './placeOrBody.ts';

/** Other names may follow these: "Sir Alf's England". */
const honours = new Set(['Sir', 'Dame']);
/** Last words of events that organisations have too: Epic Games, the Football Conference. */
const organizationEventHeads = wordSet`Games Conference Nations War Masters Crisis Treaty`;
/** Last words of the names of teams. */
const sports = wordSet`Rugby Cricket Hockey Basketball Handball Volleyball Netball`;

/**
 * "Mr Kennedy" is a person, "Buenos Aires Open" an event; `undefined` if the form says nothing.
 *
 * @param surnames words of persons' full names in the text
 */
export function typeByForm(
  text: string,
  name: TaggedName,
  surnames: ReadonlySet<string>,
): TagType | undefined {
  const { passage, from, to, type } = name;
  const { tokens } = passage;
  const first = wordAt(tokens, from);
  if (to - from > 1 && (personAddresses.has(first) || honours.has(first))) return 'person';
  if (personAddresses.has(wordAt(tokens, from - 1)) && tokens[from]?.adjacent) return 'person';
  if (to - from > 1 && awardHeads.has(wordAt(tokens, to - 1))) return 'other';
  if (listedName(tokens, from, to)) return undefined;
  const mayBeBody = type === 'place' || type === 'organization';
  if (!mayBeBody && to - from === 1 && notOrganizations.has(first)) return 'other';
  if (isNoName(text, name, surnames)) return 'other';
  if (isConstituency(name)) return 'place';
  if (isPlaceAndSport(name)) return 'organization';
  if (!mayBeBody && to - from > 1 && isCalledAsBody(name)) return 'organization';
  return mayBeBody ? (eventByForm(name) ?? thingByForm(name)) : undefined;
}

/** "The MP for Aberavon" sits for a place. */
function isConstituency({ passage: { tokens }, from, to }: TaggedName): boolean {
  const isOfMember =
    tokens[from - 1]?.text === 'for' && /^(?:MP|AM|TD|MSP|MEP)s?$/.test(wordAt(tokens, from - 2));
  return isOfMember && !isAcronym(wordAt(tokens, to - 1));
}

/** "Glasgow Rugby": a place's team. */
function isPlaceAndSport({ passage: { tokens }, from, to }: TaggedName): boolean {
  return sports.has(wordAt(tokens, to - 1)) && listedName(tokens, from, to - 1)?.type === 'place';
}

/**
 * A "person" with the first or the last word of bodies; others with a last word that only they have, unless
 * their words are a title's or an event's: "Love in the Museum", "Battle of Orsk Refinery".
 */
function isCalledAsBody(name: TaggedName): boolean {
  const { tokens } = name.passage;
  const last = tokens[name.to - 1]?.text ?? '';
  if (name.type !== 'person')
    return (
      neverSurnames.has(last) && !tokens.slice(name.from, name.to).some(({ text }) => /^\p{Ll}/u.test(text))
    );
  if (neverSurnames.has(last)) return true;
  if (foreignFirsts.has(tokens[name.from]?.text ?? '')) return true;
  return organizationHeads.has(last) && !alsoSurnames.has(last) && !isSureFullName(name);
}

function eventByForm({ passage: { tokens }, from, to }: TaggedName): TagType | undefined {
  if (to - from === 1) return undefined;
  const last = wordAt(tokens, to - 1);
  const isHead = eventHeads.has(last) && !organizationEventHeads.has(last);
  return isHead || eventLastWords.has(last) ? 'event' : undefined;
}

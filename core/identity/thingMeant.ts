/**
 * Tells a thing from a person. A document may take a lone name for a person where nothing in it says what is
 * meant: "Chelsea" beside other names of players. If nobody in the archive bears the name, while other
 * documents have it as a place, an organization, a group or an event, it is that.
 */
import { type EntityType, entityTypes } from '../entities/annotation.ts';
import { type Appearance, likeness } from './evidence.ts';
import type { RankedBearer } from './rankBearers.ts';
import { isSurnameAlone } from './shortNames.ts';

const thingTypes = entityTypes.filter((type) => type !== 'person');

/** A lone name that more documents take for a person's is probably one. */
export const mostMistaken = 20;

/** All links to things have this confidence: 50 of 54 in the BBC corpus are right (docs/model-card.md). */
const rightShare = 0.93;

/**
 * How many times as many documents must have the thing as the name alone. That nobody bears the name speaks
 * for a thing, unless it is a given name.
 */
const leastRatio = { givenName: 3, other: 0.5 };
/** What the only document of a thing must share with this one; one of several shares any name. */
const leastShared = { one: 2, several: 1 };

/** The ids of things that have a lone name: `place/chelsea` and others for `person/chelsea`. */
export function thingsCalled(lone: string): string[] {
  const name = lone.slice('person/'.length);
  return thingTypes.map((type) => `${type}/${name}`);
}

/** The id under which documents take a thing for a person, if its name has one word. */
export function loneNameOf(id: string): string | undefined {
  const [type, name] = id.split('/') as [EntityType, string];
  const person = `person/${name}`;
  return type !== 'person' && isSurnameAlone(person) ? person : undefined;
}

/** What is asked: a lone name in a document, and what has the name elsewhere. */
export interface ThingQuestion {
  own: Appearance;
  /** The documents that have the name as that of a person, this one included. */
  alone: number;
  isGivenName: boolean;
  /** Without this document. */
  things: readonly { id: string; documents: readonly Appearance[] }[];
}

/**
 * Of the things that enough speaks for, the one whose documents share most with this one in sum. Words alone
 * do not tell: a report on a Kent who denies arson has those of a report on a fire in Kent.
 */
export function thingMeant({ own, alone, isGivenName, things }: ThingQuestion): RankedBearer | undefined {
  const least = alone * (isGivenName ? leastRatio.givenName : leastRatio.other);
  const [first] = things
    .filter(({ documents }) => documents.length >= least)
    .map(({ id, documents }) => {
      const like = likeness(own, documents);
      const shared = documents.length * (like.usualPeople + like.usualNames + like.usualTopics);
      const thing = { id, ids: [id], documents, likeness: like, confidence: rightShare };
      return { thing, shared: Math.round(shared) };
    })
    .filter(({ thing: { likeness } }) => likeness.knownPeople + likeness.knownNames > 0)
    .filter(
      ({ thing, shared }) => shared >= (thing.documents.length === 1 ? leastShared.one : leastShared.several),
    )
    .sort((a, b) => b.shared - a.shared || (a.thing.id < b.thing.id ? -1 : 1));
  return first?.thing;
}

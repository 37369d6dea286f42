/**
 * Tells a thing from a person. A document may take a lone name for a person where nothing in it says what is
 * meant: "Chelsea" beside other names of players. If nobody in the archive bears the name, while other
 * documents have it as a place, an organization, a group or an event, it is that.
 */
import { type EntityType, entityTypes } from '../entities/annotation.ts';
import { type Appearance, likeness, type PostingFacts } from './evidence.ts';
import type { RankedBearer } from './rankBearers.ts';
import { isSurnameAlone } from './shortNames.ts';

const thingTypes = entityTypes.filter((type) => type !== 'person');

/** A lone name in more documents than this is told as a person for a reason. */
export const mostMistaken = 20;

/**
 * How sure a link to a thing is: of those in the BBC corpus, read one by one, so many were right
 * (docs/entities.md). It counts nothing that would make one surer than another.
 */
const rightShare = 0.95;

/** A name that is a given name too is mostly that, unless so many times as many documents have the thing. */
const timesGivenName = 3;
/** Otherwise a thing in half as many documents will do: that nobody bears the name speaks for it, too. */
const times = 0.5;
/** What the only document of a thing must share with this one; one of several shares anything. */
const leastShared = { one: 2, several: 1 };

/** The ids of things that have a lone name: `place/chelsea` and others for `person/chelsea`. */
export function thingsCalled(lone: string): string[] {
  const name = lone.slice('person/'.length);
  return thingTypes.map((type) => `${type}/${name}`);
}

/** The id under which documents may mistake a thing for a person, if it has one word. */
export function mistakenFor(id: string): string | undefined {
  const [type, name] = id.split('/') as [EntityType, string];
  const person = `person/${name}`;
  return type !== 'person' && isSurnameAlone(person) ? person : undefined;
}

/** Whether a lone name may be a thing's. Only people are called "Minister X" or "Mr X". */
export function mayBeThing({ role, titled }: Pick<PostingFacts, 'role' | 'titled'>): boolean {
  return role === undefined && titled === undefined;
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

/** The thing whose documents share most with this one, if enough speaks for it. */
export function thingMeant({ own, alone, isGivenName, things }: ThingQuestion): RankedBearer | undefined {
  if (!mayBeThing(own.facts) || alone > mostMistaken) return undefined;
  const least = alone * (isGivenName ? timesGivenName : times);
  const [first] = things
    .filter(({ documents }) => documents.length > 0)
    .map(({ id, documents }) => {
      const like = likeness(own, documents);
      const shared = documents.length * (like.usualPeople + like.usualNames + like.usualTopics);
      return { id, documents, likeness: like, confidence: rightShare, shared: Math.round(shared) };
    })
    .sort((a, b) => b.shared - a.shared || (a.id < b.id ? -1 : 1));
  if (first === undefined) return undefined;
  const { shared, ...thing } = first;
  const count = thing.documents.length;
  const isEnough = count >= least && shared >= (count === 1 ? leastShared.one : leastShared.several);
  return isEnough ? thing : undefined;
}

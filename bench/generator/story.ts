/** Writes stories, revises them and reprints them elsewhere. */
import type { Random } from '../../core/random.ts';
import { type Cast, castOf, type NamedEntity, zipf } from './cast.ts';
import { anyTopic, corrections, developments } from './phrases.ts';
import { type NamedText, Storyteller } from './storyteller.ts';
import { type Topic, topics } from './topics.ts';
import type { Source } from './vocabulary.ts';

export interface GeneratedStory {
  /** Unique within the corpus. */
  id: string;
  source: Source;
  title: NamedText;
  section: string;
  /** The place in its dateline. */
  place: NamedEntity;
  author: string;
  paragraphs: readonly NamedText[];
  /** Milliseconds since 1970. */
  published: number;
  modified?: number;
  /** Continues the story with the same people. */
  storyteller: Storyteller;
}

/** The topic and the entities of one or more stories. */
export interface NewsEvent {
  topic: Topic;
  cast: Cast;
}

/** @param isBreaking draws people of any rank; otherwise those most in the news are most likely */
export function drawEvent(random: Random, isBreaking: boolean): NewsEvent {
  const topic = topics[zipf(random, topics.length)] ?? random.pick(topics);
  return { topic, cast: castOf((n) => (isBreaking ? random.below(n) : zipf(random, n)), topic.kinds) };
}

/**
 * A story about the event, as `source` tells it at `time` (milliseconds since 1970). @throws RangeError
 * without a place
 */
export function writeStory(
  random: Random,
  id: string,
  source: Source,
  { topic, cast }: NewsEvent,
  time: number,
  author: string,
): GeneratedStory {
  const [place] = cast.places;
  if (place === undefined) throw new RangeError('a story needs a place');
  const storyteller = new Storyteller(random, cast, topic.roles, time);
  const title = storyteller.headline(random.pick(topic.headlines));
  const bodies = [
    ...pickDistinct(random, topic.bodies, 2 + zipf(random, 5)),
    ...pickDistinct(random, anyTopic, 1 + zipf(random, 7)),
  ];
  const lead = storyteller.sentence(random.pick(topic.leads));
  const rest = bodies.map((template) => storyteller.sentence(template));
  return {
    id,
    source,
    title,
    section: topic.section,
    place,
    author,
    paragraphs: [lead, ...inParagraphs(random, rest)],
    published: time,
    storyteller,
  };
}

/** The entities in title, dateline and text, in order of first mention. Bylines and credits do not count. */
export function entitiesOf({ source, title, place, paragraphs }: GeneratedStory): NamedEntity[] {
  const dateline = source.format === 'dateline' ? [place] : [];
  return [...new Set([...title.named, ...dateline, ...paragraphs.flatMap(({ named }) => named)])];
}

/** Adds a development or a correction. */
export function reviseStory(random: Random, story: GeneratedStory, time: number): GeneratedStory {
  const added = random.chance(0.7)
    ? story.storyteller.sentence(random.pick(developments))
    : unnamed(random.pick(corrections));
  return { ...story, paragraphs: [...story.paragraphs, added], modified: time };
}

/**
 * The story in another paper: sometimes with its own headline, sometimes shortened, usually with a credit.
 */
export function reprintStory(
  random: Random,
  story: GeneratedStory,
  id: string,
  source: Source,
  time: number,
): GeneratedStory {
  const agency = story.source.name;
  const title = random.chance(0.3)
    ? { ...story.title, text: `${story.title.text}, ${agency} reports` }
    : story.title;
  const kept =
    random.chance(0.4) && story.paragraphs.length > 3 ? story.paragraphs.slice(0, -1) : story.paragraphs;
  const paragraphs = random.chance(0.7) ? [...kept, unnamed(`With material from ${agency}.`)] : kept;
  return { ...story, id, source, title, paragraphs, published: time };
}

const unnamed = (text: string): NamedText => ({ text, named: [] });

/** Draws distinct elements, in the order in which they were drawn. */
function pickDistinct(random: Random, list: readonly string[], count: number): string[] {
  const chosen = new Set<string>();
  while (chosen.size < Math.min(count, list.length)) chosen.add(random.pick(list));
  return [...chosen];
}

function inParagraphs(random: Random, sentences: readonly NamedText[]): NamedText[] {
  const paragraphs: NamedText[] = [];
  for (const { text, named } of sentences) {
    const last = paragraphs.at(-1);
    if (last !== undefined && last.text.length < 240 && random.chance(0.45)) {
      paragraphs[paragraphs.length - 1] = { text: `${last.text} ${text}`, named: [...last.named, ...named] };
    } else paragraphs.push({ text, named });
  }
  return paragraphs;
}

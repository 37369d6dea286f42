/** Stories: written anew, revised later, or printed again by others. */
import type { Random } from '../../core/random.ts';
import { type Cast, castOf, type NamedEntity, zipf } from './cast.ts';
import { anyTopic, corrections, developments } from './phrases.ts';
import { type Passage, Telling } from './telling.ts';
import { type Topic, topics } from './topics.ts';
import type { Source } from './vocabulary.ts';

export interface Story {
  /** Tells it from all others of the corpus. */
  id: string;
  source: Source;
  title: Passage;
  section: string;
  /** Where it was written. */
  place: NamedEntity;
  author: string;
  paragraphs: readonly Passage[];
  /** Milliseconds since 1970. */
  published: number;
  modified?: number;
  /** Goes on telling it, with the same people. */
  telling: Telling;
}

/** Something that is in the news for some days. */
export interface Happening {
  topic: Topic;
  cast: Cast;
}

/** An event with people of any rank, or what is always there, with the ones most in the news. */
export function happening(random: Random, event: boolean): Happening {
  const topic = topics[zipf(random, topics.length)] ?? random.pick(topics);
  return { topic, cast: castOf((n) => (event ? random.below(n) : zipf(random, n)), topic.kinds) };
}

export function write(
  random: Random,
  id: string,
  source: Source,
  { topic, cast }: Happening,
  time: number,
  author: string,
): Story {
  const [place] = cast.places;
  if (place === undefined) throw new RangeError('a story happens somewhere');
  const telling = new Telling(random, cast, topic.roles, time);
  const title = telling.headline(random.pick(topic.headlines));
  const bodies = [
    ...some(random, topic.bodies, 2 + zipf(random, 5)),
    ...some(random, anyTopic, 1 + zipf(random, 7)),
  ];
  const lead = telling.sentence(random.pick(topic.leads));
  const rest = bodies.map((template) => telling.sentence(template));
  return {
    id,
    source,
    title,
    section: topic.section,
    place,
    author,
    paragraphs: [lead, ...inParagraphs(random, rest)],
    published: time,
    telling,
  };
}

/** Whom title, text and dateline name, in the order of first mention; bylines and credits are left out. */
export function entitiesOf({ source, title, place, paragraphs }: Story): NamedEntity[] {
  const dateline = source.format === 'dateline' ? [place] : [];
  return [...new Set([...title.named, ...dateline, ...paragraphs.flatMap(({ named }) => named)])];
}

/** The same story later: a development, or a correction. */
export function revise(random: Random, story: Story, time: number): Story {
  const added = random.chance(0.7)
    ? story.telling.sentence(random.pick(developments))
    : unnamed(random.pick(corrections));
  return { ...story, paragraphs: [...story.paragraphs, added], modified: time };
}

/** The same story in another paper: its own headline at times, now and then cut, mostly with a credit. */
export function reprint(random: Random, story: Story, id: string, source: Source, time: number): Story {
  const agency = story.source.name;
  const title = random.chance(0.3)
    ? { ...story.title, text: `${story.title.text}, ${agency} reports` }
    : story.title;
  const kept =
    random.chance(0.4) && story.paragraphs.length > 3 ? story.paragraphs.slice(0, -1) : story.paragraphs;
  const paragraphs = random.chance(0.7) ? [...kept, unnamed(`With material from ${agency}.`)] : kept;
  return { ...story, id, source, title, paragraphs, published: time };
}

const unnamed = (text: string): Passage => ({ text, named: [] });

/** Different ones, in the order in which they were drawn. */
function some(random: Random, list: readonly string[], count: number): string[] {
  const chosen = new Set<string>();
  while (chosen.size < Math.min(count, list.length)) chosen.add(random.pick(list));
  return [...chosen];
}

function inParagraphs(random: Random, sentences: readonly Passage[]): Passage[] {
  const paragraphs: Passage[] = [];
  for (const { text, named } of sentences) {
    const last = paragraphs.at(-1);
    if (last !== undefined && last.text.length < 240 && random.chance(0.45)) {
      paragraphs[paragraphs.length - 1] = { text: `${last.text} ${text}`, named: [...last.named, ...named] };
    } else paragraphs.push({ text, named });
  }
  return paragraphs;
}

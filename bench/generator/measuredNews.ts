/**
 * Invented news with the measures of real news, for what depends on them: costs. The measures are those of
 * 2,225 texts of the BBC (2004–2005): 14.2 entities a document, and as many new names in the next document as
 * there. Documents have 3,000 characters.
 */
import { Random } from '../../core/random.ts';
import { castOf, person, zipf } from './cast.ts';
import { writeStory } from './story.ts';
import { textOf } from './storyText.ts';
import { topics } from './topics.ts';
import { sources } from './vocabulary.ts';

export const measures = {
  characters: 3000,
  entities: 14.2,
  /** Entities of the first 400 documents that no document before named. */
  newNames: 7.4,
} as const;

/**
 * A document names the people, organisations and places of three stories, or of two, and one name in six is
 * as likely as any other. Both follow from the measures.
 */
const chances = { thirdStory: 0.66, anyName: 0.16 } as const;

/** @returns texts in order; the seed alone determines them */
export function* measuredNews({
  documents,
  seed,
}: {
  documents: number;
  seed: number;
}): Generator<{ key: string; body: string }> {
  const random = new Random(seed);
  const [source] = sources;
  if (source === undefined) throw new RangeError('no sources');
  for (let i = 0; i < documents; i++) {
    const id = i.toString(36).padStart(4, '0');
    const rank = (n: number) => (random.chance(chances.anyName) ? random.below(n) : zipf(random, n));
    const stories = Array.from({ length: random.chance(chances.thirdStory) ? 3 : 2 }, () => {
      const topic = topics[zipf(random, topics.length)] ?? random.pick(topics);
      const cast = castOf(rank, topic.kinds);
      return writeStory(random, id, source, { topic, cast }, 0, person(random.below(1000)).name);
    });
    const [first] = stories;
    const body = stories.map(textOf).join('\n\n');
    yield { key: `news/${id}.txt`, body: `${first?.title.text}\n\n${lengthened(body)}\n` };
  }
}

/** About as many characters as the measure says, in whole sentences. */
function lengthened(text: string): string {
  let long = text;
  while (long.length < measures.characters) long += `\n\n${text}`;
  const end = long.indexOf('. ', measures.characters - 240);
  return end < 0 ? long : long.slice(0, end + 1);
}

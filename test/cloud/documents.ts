/**
 * News like that of the BBC corpus: 3,000 characters and 14 postings a document. Several invented stories
 * make one document.
 */

import { person } from '../../bench/generator/cast.ts';
import { drawEvent, type GeneratedStory, type NewsEvent, writeStory } from '../../bench/generator/story.ts';
import { dayOf, textOf } from '../../bench/generator/storyText.ts';
import { sources } from '../../bench/generator/vocabulary.ts';
import { Random } from '../../core/random.ts';

const day = 24 * 3600 * 1000;
const firstDay = Date.parse('2019-03-01T08:00:00Z');
const storiesPerDocument = 5;

export interface NewsFile {
  key: string;
  body: string;
}

/**
 * @param days over how many days the documents are spread: the density decides how much a count reads
 */
export function* newsFiles(count: number, days: number, seed: number): Generator<NewsFile> {
  const random = new Random(seed);
  for (let i = 0; i < count; i++) {
    const published = firstDay + random.below(days) * day;
    const event = drawEvent(random, random.chance(0.5));
    const stories = Array.from({ length: storiesPerDocument }, (_, n) =>
      story(random, `${i}`, published, n === 0 || random.chance(0.12) ? drawEvent(random, false) : event),
    );
    const [first] = stories as [GeneratedStory];
    const text = stories.map(textOf).join('\n\n');
    yield {
      key: `news/${dayOf(published)}/${String(i).padStart(7, '0')}.txt`,
      body: ` date ${dayOf(published)} ${first.title.text}\n\n${text}\n`,
    };
  }
}

function story(random: Random, id: string, published: number, event: NewsEvent): GeneratedStory {
  const source = random.pick(sources);
  const author = person(random.below(400)).name;
  return writeStory(random, id, source, event, published, author);
}

/**
 * What happens to the bucket, and around it: a history of operations on a few keys, drawn from a seed. Operations say what to do in
 * terms of the state they find, so that any subset of a history is a history too (which is what makes shrinking possible).
 */
import type { MemoryObjects } from '../../runtime/memory/objects.ts';
import { Random } from './random.ts';

export type Operation =
  | { do: 'put'; key: string; body: string }
  | { do: 'put again'; key: string }
  | { do: 'copy'; from: string; key: string }
  | { do: 'delete'; key: string }
  | { do: 'undelete'; key: string }
  | { do: 'delete version'; key: string; nth: number }
  | { do: 'redrive'; nth: number }
  /** A sweep some time later, beside whatever is going on then. */
  | { do: 'sweep'; after: number }
  | { do: 'wait'; milliseconds: number };

const single = ['wire/a.txt', 'wire/b.txt', 'daily/c.txt', 'daily/d.txt', 'e.txt'];
const containers = ['batch/f.jsonl', 'batch/g.jsonl', 'batch/h.jsonl'];
const feeds = [
  'feeds/world.json',
  'feeds/sport.json',
  'hourly/2021-05-03T10.json',
  'hourly/2021-05-03T11.json',
  'hourly/2021-05-03T12.json',
];
export const allKeys = [...single, ...containers, ...feeds];

const people = ['Antony Blinken', 'Sanna Marin', 'Blinken', 'Joe Biden'];
const places = ['London', 'Finland', 'Japan'];
const days = ['2021-05-03', '2021-05-04', '2021-06-01'];

/** A week, and then some: longer than any execution, a visibility timeout or a marker lives. */
export const week = 7 * 24 * 3600 * 1000;

const hours = (count: number): number => count * 3600 * 1000;

function sentence(random: Random): string {
  return `Foreign Minister ${random.pick(people)} spoke in ${random.pick(places)} ${random.below(4)} times, people said.`;
}

function text(random: Random): string {
  const day = random.chance(0.8) ? ` date ${random.pick(days)} ` : '';
  return `${day}Talks number ${random.below(5)} go on\n\n${sentence(random)}`;
}

function article(random: Random, id: string | undefined): object {
  const published = random.chance(0.8) ? { date_published: `${random.pick(days)}T08:00:00Z` } : {};
  return {
    ...(id === undefined ? {} : { id }),
    title: `Talks number ${random.below(5)} go on`,
    content_text: sentence(random),
    ...published,
  };
}

/** Members of a container that are refused: the others are stored. */
const refusedLines = ['{"title": "Talks', '{"id": "id-1"}', '[]'];

/** Bodies that are refused: nothing, garbage, JSON that breaks off. */
const refused = ['', '\u0000\u0001\u0002\u0000', '{"version": "https://jsonfeed.org/version/1.1", "items": ['];

function body(random: Random, key: string): string {
  if (random.chance(0.08)) return random.pick(refused);
  if (feeds.includes(key)) {
    const items = Array.from({ length: 1 + random.below(3) }, () =>
      random.chance(0.15) ? {} : article(random, `guid-${random.below(5)}`),
    );
    return JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Sample', home_page_url: 'https://news.example', items });
  }
  if (containers.includes(key)) {
    return Array.from({ length: 1 + random.below(4) }, () =>
      random.chance(0.2)
        ? random.pick(refusedLines)
        : JSON.stringify(article(random, random.chance(0.7) ? `id-${random.below(4)}` : undefined)),
    ).join('\n');
  }
  return text(random);
}

function operation(random: Random): Operation {
  const key = random.pick(allKeys);
  const roll = random.next();
  if (roll < 0.5) return { do: 'put', key, body: body(random, key) };
  if (roll < 0.58) return { do: 'put again', key };
  if (roll < 0.63) return { do: 'copy', from: random.pick(allKeys), key };
  if (roll < 0.77) return { do: 'delete', key };
  if (roll < 0.84) return { do: 'undelete', key };
  if (roll < 0.91) return { do: 'delete version', key, nth: random.below(4) };
  if (roll < 0.94) return { do: 'redrive', nth: random.below(1000) };
  if (roll < 0.96) return { do: 'sweep', after: random.pick([0, hours(2), hours(26)]) };
  return { do: 'wait', milliseconds: random.chance(0.1) ? week : random.below(120_000) };
}

export function history(seed: number, length: number): Operation[] {
  const random = new Random(seed);
  return Array.from({ length }, () => operation(random));
}

/** Does it to the bucket. @returns the keys that S3 would send a notification for */
export async function happen(inbox: MemoryObjects, operation: Operation): Promise<string[]> {
  switch (operation.do) {
    case 'put':
      await inbox.put(operation.key, operation.body);
      return [operation.key];
    case 'put again': {
      const object = await inbox.get(operation.key);
      if (object === undefined) return [];
      await inbox.put(operation.key, await object.bytes());
      return [operation.key];
    }
    case 'copy': {
      const object = await inbox.get(operation.from);
      if (object === undefined) return [];
      await inbox.put(operation.key, await object.bytes());
      return [operation.key];
    }
    case 'delete':
      await inbox.delete(operation.key);
      return [operation.key];
    case 'undelete': {
      const [newest] = (await inbox.listVersions(operation.key)).items;
      if (newest?.key !== operation.key || !newest.deleted) return [];
      await inbox.delete(operation.key, newest.version);
      return [operation.key];
    }
    case 'delete version': {
      const version = (await inbox.listVersions(operation.key)).items.filter(({ key }) => key === operation.key)[operation.nth];
      if (version === undefined) return [];
      await inbox.delete(operation.key, version.version);
      return [operation.key];
    }
    default:
      return [];
  }
}

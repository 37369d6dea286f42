/** Short histories that once ended with a mismatch, under several schedules. */
import { expect, it } from 'vitest';
import type { Operation } from './history.ts';
import { runOnce } from './run.ts';
import type { Weather } from './weather.ts';

const story = 'Ferry deal in Stockholm\n\nLONDON, 2 May 2021 - Antony Blinken arrived in London on Sunday.\n';
const feed = (...ids: number[]) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'The Evening Lamp',
    items: ids.map((id) => ({ id: `id-${id}`, title: `Ferry deal ${id}`, content_text: story })),
  });
const feedKey = 'the-evening-lamp/feed.json';
const storyKey = 'valley-post/c.txt';

/** Nothing disturbs the history but the order of calls. */
const fair: Partial<Weather> = {
  lossy: false,
  faults: false,
  badQueues: false,
  freezing: false,
  late: false,
  retries: false,
};

const histories: Record<string, { operations: Operation[]; weather?: Partial<Weather> }> = {
  'the same feed put again in place': {
    operations: [
      { do: 'suspend versioning', key: feedKey, suspended: true },
      { do: 'put', key: feedKey, body: feed(1, 2) },
      { do: 'wait', milliseconds: 120_000 },
      { do: 'put', key: feedKey, body: feed(1, 2) },
    ],
    weather: fair,
  },
  'the same feed put in place again and again while it is read': {
    operations: [
      { do: 'suspend versioning', key: feedKey, suspended: true },
      { do: 'put', key: feedKey, body: feed(1, 2) },
      { do: 'put', key: feedKey, body: feed(1, 2) },
      { do: 'put', key: feedKey, body: feed(1, 2) },
    ],
    weather: { ...fair, pages: false, batches: false, hurried: false },
  },
  'another content in place, and the first again': {
    operations: [
      { do: 'suspend versioning', key: storyKey, suspended: true },
      { do: 'put', key: storyKey, body: story },
      { do: 'put', key: storyKey, body: story.replace('Ferry', 'Tunnel') },
      { do: 'put', key: storyKey, body: story },
    ],
    weather: fair,
  },
};

it.each(Object.entries(histories))('%s', async (_, { operations, weather = {} }) => {
  for (let schedule = 1; schedule <= 20; schedule++) {
    const { differences } = await runOnce(schedule, { operations, weather });
    expect(differences, `schedule ${schedule}`).toEqual([]);
  }
});

/** Short histories that once ended with a mismatch, under several schedules. */
import { expect, it } from 'vitest';
import type { FaultProfile } from './faultProfile.ts';
import type { Operation } from './history.ts';
import { runOnce } from './run.ts';

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
const fair: Partial<FaultProfile> = {
  lossy: false,
  faults: false,
  badQueues: false,
  freezing: false,
  late: false,
  retries: false,
};

const histories: Record<string, { operations: Operation[]; profile?: Partial<FaultProfile> }> = {
  'the same feed put again in place': {
    operations: [
      { do: 'suspend versioning', key: feedKey, suspended: true },
      { do: 'put', key: feedKey, body: feed(1, 2) },
      { do: 'wait', milliseconds: 120_000 },
      { do: 'put', key: feedKey, body: feed(1, 2) },
    ],
    profile: fair,
  },
  'the same feed put in place again and again while it is read': {
    operations: [
      { do: 'suspend versioning', key: feedKey, suspended: true },
      { do: 'put', key: feedKey, body: feed(1, 2) },
      { do: 'put', key: feedKey, body: feed(1, 2) },
      { do: 'put', key: feedKey, body: feed(1, 2) },
    ],
    profile: { ...fair, pages: false, batches: false, hurried: false },
  },
  'another content in place, and the first again': {
    operations: [
      { do: 'suspend versioning', key: storyKey, suspended: true },
      { do: 'put', key: storyKey, body: story },
      { do: 'put', key: storyKey, body: story.replace('Ferry', 'Tunnel') },
      { do: 'put', key: storyKey, body: story },
    ],
    profile: fair,
  },
  'a text with accents, which its search row has not': {
    operations: [{ do: 'put', key: storyKey, body: story.replace('Stockholm', 'Skärhamn') }],
    profile: fair,
  },
};

it.each(Object.entries(histories))('%s', async (_, { operations, profile = {} }) => {
  for (let schedule = 1; schedule <= 20; schedule++) {
    const { differences } = await runOnce(schedule, { operations, profile });
    expect(differences, `schedule ${schedule}`).toEqual([]);
  }
});

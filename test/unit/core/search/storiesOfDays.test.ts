import { expect, it } from 'vitest';
import type { Headline } from '../../../../core/ports/search.ts';
import { summarizeStories } from '../../../../core/search/daySummary.ts';
import { groupStories } from '../../../../core/search/stories.ts';
import { joinDays, rankOfStory } from '../../../../core/search/storiesOfDays.ts';

/** Reports of an event, which each use some of its words and some of their own. */
function reports(event: string, published: string, count: number, from = 0): Headline[] {
  return Array.from({ length: count }, (_, k) => {
    const i = from + k;
    const lead = `${event}one ${event}two ${event}three own${event}${i} ${event}${i % 2} weather`;
    return {
      id: `${published} ${event} ${i}`,
      token: 1,
      title: lead,
      standfirst: '',
      lead,
      entities: [`place/${event}`],
      bands: [],
      source: `Source ${i % 4}`,
      published,
      status: 'usable',
    };
  });
}
const days = ['2026-03-01', '2026-03-02', '2026-03-03'] as const;
const summaries = async (rows: readonly Headline[]) =>
  Promise.all(
    [...Map.groupBy(rows, ({ published }) => published)].map(async ([day, own]) => ({
      day,
      ...(await summarizeStories(own)),
    })),
  );
const sets = (stories: readonly { documents: readonly { id: string }[] }[]) =>
  stories.map(({ documents }) => documents.map(({ id }) => id).sort()).sort();

it('are those of all documents, where each day has several of a story', async () => {
  const rows = days.flatMap((day) =>
    ['ferry', 'quota', 'storm', 'strike', 'vote'].flatMap((event, i) => reports(event, day, 2 + i)),
  );
  const joined = await joinDays(await summaries(rows));
  expect(sets(joined)).toEqual(sets(await groupStories(rows)));
  expect(joined.map(rankOfStory).map(([sources, documents]) => [sources, documents])).toEqual([
    [4, 18],
    [4, 15],
    [4, 12],
    [3, 9],
    [2, 6],
  ]);
  expect(joined[0]?.entities).toEqual([['place/vote', 18]]);
});

it('of one day are those of its documents, and days far apart are not joined', async () => {
  const rows = [...reports('ferry', '2026-03-01', 3), ...reports('quota', '2026-03-01', 3)];
  expect(sets(await joinDays(await summaries(rows)))).toEqual(sets(await groupStories(rows)));
  const later = [...rows, ...reports('ferry', '2026-03-09', 3), ...reports('quota', '2026-03-09', 3)];
  expect(await joinDays(await summaries(later))).toHaveLength(4);
});

it('count documents that are not listed, and lead with the largest part', async () => {
  const part = (id: string, more: number) => ({
    documents: [{ id, token: 1, source: 'Wire' }],
    more: { documents: more, sources: more > 0 ? ['Post'] : [] },
    entities: [['place/x', 1 + more]] as const,
    features: [['place/x', 0.7]] as const,
  });
  const stories = await joinDays([
    { day: days[0], stories: [part('a', 0)] },
    { day: days[1], stories: [part('b', 300)] },
  ]);
  expect(stories).toEqual([
    {
      documents: [
        { id: 'b', token: 1, source: 'Wire', published: days[1] },
        { id: 'a', token: 1, source: 'Wire', published: days[0] },
      ],
      more: [{ day: days[1], documents: 300, sources: ['Post'] }],
      entities: [['place/x', 302]],
    },
  ]);
  expect(stories.map(rankOfStory)).toEqual([[2, 302, 'b']]);
});

import { beforeAll, describe, expect, it } from 'vitest';
import { blankSearchRow } from '../../../../bench/blankSearchRow.ts';
import type { SearchRow } from '../../../../core/ports/search.ts';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';
import { Newsroom } from '../newsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});

describe('GET /v1/facets', () => {
  it('counts what the documents of a search have in common', async () => {
    const facets = await room.json('/v1/facets?q=raab');
    expect(facets.documents).toBe(2);
    expect(facets.sources).toEqual([{ name: 'Wire', documents: 2 }]);
    expect(facets.languages).toEqual([{ name: 'en', documents: 2 }]);
    expect(facets.days.map(({ date }: { date: string }) => date)).toEqual(['2021-05-03', '2021-05-04']);
    expect(facets.entities.person[0]).toMatchObject({
      entity: { id: 'person/dominic-raab' },
      documents: 2,
    });
    expect(facets).not.toHaveProperty('partial');
  });

  it('counts every day that has documents, in their order, however few are listed', async () => {
    const { days, timeline } = await room.json('/v1/facets?limit=1');
    expect(days).toHaveLength(1);
    expect(timeline).toEqual({
      interval: 'day',
      items: [
        { date: '2021-05-03', documents: 1 },
        { date: '2021-05-04', documents: 2 },
      ],
    });
  });

  it('counts all documents without a search', async () => {
    expect((await room.json('/v1/facets')).documents).toBe(5);
  });

  it('points at what it does not understand', async () => {
    expect(await room.problem('/v1/facets?q=(a')).toMatchObject({ status: 400, parameter: 'q', position: 2 });
  });
});

describe('the documents that are counted', () => {
  const mostRead = 10_000;
  const row = (i: number): SearchRow => ({
    ...blankSearchRow(`${i}`),
    entities: ['person/a', ...(i % 2 === 0 ? ['person/b'] : [])],
    mentions: [1, ...(i % 2 === 0 ? [1] : [])],
    source: i % 4 === 0 ? 'Wire' : 'Paper',
    language: 'en',
    published: '2021-05-03',
    printed: Date.parse('2021-05-03'),
  });

  it('of more than 500 days are counted by month', async () => {
    const room = new Newsroom();
    const published = (i: number) => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10);
    await room.search.merge(Array.from({ length: 501 }, (_, i) => ({ ...row(i), published: published(i) })));
    const { timeline } = await room.json('/v1/facets');
    expect(timeline.interval).toBe('month');
    expect(timeline.items).toHaveLength(17);
    expect(timeline.items.slice(0, 2)).toEqual([
      { date: '2020-01-01', documents: 31 },
      { date: '2020-02-01', documents: 29 },
    ]);
    expect(timeline.items.at(-1)).toEqual({ date: '2021-05-01', documents: 15 });
  });

  it('are all of 10,000, and a random part of more, whose counts have their error', async () => {
    const room = new Newsroom();
    await room.search.merge(Array.from({ length: mostRead }, (_, i) => row(i)));
    const exact = await room.json('/v1/facets');
    expect(exact.sources).toEqual([
      { name: 'Paper', documents: 7_500 },
      { name: 'Wire', documents: 2_500 },
    ]);
    expect(exact).not.toHaveProperty('partial');
    expect(await room.json('/v1/entities')).not.toHaveProperty('partial');

    await room.search.merge(Array.from({ length: mostRead }, (_, i) => row(mostRead + i)));
    const partial = {
      read: mostRead,
      message: 'Counts are estimated from 10000 random documents; 95 % of them are at most `error` off.',
    };
    const facets = await room.json('/v1/facets');
    expect(facets).toMatchObject({ documents: 2 * mostRead, partial });
    const [paper] = facets.sources;
    expect(paper.error).toBeGreaterThan(0);
    // Three times the error of 95 % is exceeded once in hundreds of millions.
    expect(Math.abs(paper.documents - 15_000)).toBeLessThan(3 * paper.error);
    const entities = await room.json('/v1/entities');
    expect(entities.partial).toEqual(partial);
    const b = entities.items.find(({ id }: { id: string }) => id === 'person/b');
    expect(Math.abs(b.documents - 10_000)).toBeLessThan(3 * b.error);
  });
});

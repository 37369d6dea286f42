import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Headline } from '../../../../core/ports/search.ts';
import { groupStories } from '../../../../core/search/stories.ts';
import { wordList } from '../../../../core/text/wordSet.ts';
import { denseStories, namesOf } from './denseStories.ts';

const sources = ['Northwire', 'Harbour Gazette', 'Radio Skerry'];

describe('groupStories', () => {
  const word = fc.constantFrom(
    ...wordList`
    ferry quota storm bank strike island minister cable harbour vote
  `,
  );
  const row = fc.record({
    title: fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' ')),
    entities: fc.uniqueArray(
      word.map((name) => `place/${name}`),
      { maxLength: 3 },
    ),
    source: fc.constantFrom(...sources),
    published: fc.integer({ min: 1, max: 9 }).map((day) => `2026-03-0${day}`),
    status: fc.constantFrom('usable', 'usable', 'usable', 'embargoed', 'withheld'),
    bands: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }),
  });
  const rows = fc.array(row, { maxLength: 25 }).map((all): Headline[] =>
    all.map((each, i) => ({
      ...each,
      id: `d${String(i).padStart(2, '0')}`,
      token: 1,
      standfirst: '',
      lead: each.title,
    })),
  );

  it('does not depend on the order, and puts a document into at most one story', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.infiniteStream(fc.nat()), async (all, chance) => {
        const shuffled = [...all]
          .map((each) => ({ each, at: chance.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at);
        const stories = await groupStories(all);
        expect(await groupStories(shuffled.map(({ each }) => each))).toEqual(stories);
        const members = stories.flatMap(({ documents }) => documents.map(({ id }) => id));
        expect(new Set(members).size).toBe(members.length);
        for (const { documents } of stories) expect(documents.length).toBeGreaterThan(1);
      }),
    );
  });

  it('groups as a comparison of all pairs does', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const groups = (await groupStories(all)).map(({ documents }) => documents.map(({ id }) => id));
        expect(namesOf(groups)).toEqual(denseStories(all));
      }),
      { numRuns: 300 },
    );
  });

  it('does not compare what more than two hundred documents have', async () => {
    const all = Array.from(
      { length: 240 },
      (_, i): Headline => ({
        id: `d${i}`,
        token: 1,
        title: '',
        standfirst: '',
        lead: `storm ${i < 201 ? 'harbour' : ''} ferry${Math.floor(i / 3)} vote${i % 40}`,
        entities: [`place/p${i % 50}`],
        bands: [],
        source: sources[i % 3] ?? '',
        published: '2026-03-01',
        status: 'usable',
      }),
    );
    const groups = (await groupStories(all)).map(({ documents }) => documents.map(({ id }) => id));
    expect(namesOf(groups)).toEqual(denseStories(all));
    expect(groups.length).toBeGreaterThan(10);
  });

  it('groups prints of one text despite different headlines, if their days are close', async () => {
    const print = (id: string, title: string, source: string): Headline => ({
      id,
      token: 1,
      title,
      standfirst: '',
      lead: title,
      entities: [],
      bands: ['a', 'b', 'c', 'd'],
      source,
      published: '2026-03-01',
      status: 'usable',
    });
    const [one, other] = [print('a', 'One headline', 'A'), print('b', 'Quite another', 'B')];
    expect(await groupStories([one, other])).toHaveLength(1);
    expect(await groupStories([one, { ...other, published: '2026-03-09' }])).toEqual([]);
    // Withdrawn reports are no reports of the event; those that wait for publication are.
    expect(await groupStories([one, { ...other, status: 'canceled' }])).toEqual([]);
    expect(await groupStories([one, { ...other, status: 'withheld' }])).toHaveLength(1);
  });
});

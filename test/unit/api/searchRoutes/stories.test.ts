import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StorySpec } from '../../../../bench/storyRecords.ts';
import type { Headline } from '../../../../core/ports/search.ts';
import { groupStories } from '../../../../core/search/stories.ts';
import { Newsroom } from '../newsroom.ts';

const sources = ['Northwire', 'Harbour Gazette', 'Radio Skerry'];

/**
 * Two events of the same days, with different entities, each reported by three sources in their own words.
 */
const ferry = [
  'Norvane Lines offers to buy ferry operator Baltic Crescent',
  'Norvane bid for Baltic Crescent surprises ferry crews',
  'Ferry bid: Baltic Crescent board to weigh Norvane offer',
];
const quota = [
  'Mackerel quota talks open in Lerwick between Norway and Iceland',
  'Iceland walks out of mackerel quota talks',
  'Lerwick talks: Norway regrets Icelandic walkout over mackerel',
];

function reportsOf(titles: readonly string[], names: StorySpec['names'], day: number): StorySpec[] {
  return titles.map((title, i) => ({
    key: `${title}.txt`,
    title,
    paragraphs: [`${title}, it was said on the quay.`],
    source: sources[i] ?? '',
    published: `2026-03-0${day + (i % 2)}`,
    ...(names && { names }),
  }));
}

async function newsroom(): Promise<Newsroom> {
  const room = new Newsroom();
  const all = [
    ...reportsOf(ferry, { organization: ['Norvane', 'Baltic Crescent'] }, 2),
    ...reportsOf(quota, { place: ['Norway', 'Iceland', 'Lerwick'] }, 2),
    ...reportsOf(['A bookshop opens in Vaasa'], { place: ['Vaasa'] }, 2),
  ];
  for (const story of all) await room.add(story);
  await room.tallyEntities();
  room.now = Date.parse('2026-03-04T10:00:00Z');
  return room;
}

describe('GET /v1/stories', () => {
  it('groups the reports of one event across sources, with its days', async () => {
    const { items } = await (await newsroom()).json('/v1/stories');
    const titles = items.map(({ headlines }: { headlines: { title: string }[] }) =>
      headlines.map(({ title }) => title).sort(),
    );
    expect(titles).toHaveLength(2);
    expect(titles).toEqual(expect.arrayContaining([[...ferry].sort(), [...quota].sort()]));
    const about = items.find(({ title }: { title: string }) => ferry.includes(title));
    expect(about).toMatchObject({
      documents: 3,
      sources: ['Harbour Gazette', 'Northwire', 'Radio Skerry'],
      first: '2026-03-02',
      last: '2026-03-03',
      timeline: [
        { date: '2026-03-02', documents: 2 },
        { date: '2026-03-03', documents: 1 },
      ],
    });
    expect(
      about.entities.map(({ id, documents }: { id: string; documents: number }) => [id, documents]),
    ).toEqual([
      ['organization/baltic-crescent', 3],
      ['organization/norvane', 3],
    ]);
  });

  it('takes a range and entities, and pages through all stories', async () => {
    const room = await newsroom();
    expect((await room.json('/v1/stories?entity=place/iceland')).items).toHaveLength(1);
    expect((await room.json('/v1/stories?from=2026-04-01&to=2026-04-02')).items).toEqual([]);
    expect(await room.allItems('/v1/stories?limit=1')).toHaveLength(2);
  });

  it('leaves out removed documents', async () => {
    const room = await newsroom();
    const [story] = await room.allItems('/v1/stories?entity=place/iceland');
    for (const { id } of story.headlines.slice(1)) await room.remove(id);
    expect((await room.json('/v1/stories?entity=place/iceland')).items).toEqual([]);
  });
});

describe('groupStories', () => {
  const word = fc.constantFrom(
    'ferry',
    'quota',
    'storm',
    'bank',
    'strike',
    'island',
    'minister',
    'cable',
    'harbour',
    'vote',
  );
  const row = fc.record({
    title: fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' ')),
    entities: fc.uniqueArray(
      word.map((name) => `place/${name}`),
      { maxLength: 3 },
    ),
    source: fc.constantFrom(...sources),
    published: fc.integer({ min: 1, max: 9 }).map((day) => `2026-03-0${day}`),
    bands: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 1 }),
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

  it('does not depend on the order, and puts a document into at most one story', () => {
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.nat()), (all, chance) => {
        const shuffled = [...all]
          .map((each) => ({ each, at: chance.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at);
        const stories = groupStories(all);
        expect(groupStories(shuffled.map(({ each }) => each))).toEqual(stories);
        const members = stories.flatMap(({ documents }) => documents.map(({ id }) => id));
        expect(new Set(members).size).toBe(members.length);
        for (const { documents } of stories) expect(documents.length).toBeGreaterThan(1);
      }),
    );
  });

  it('groups prints of one text despite different headlines, if their days are close', () => {
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
    });
    expect(groupStories([print('a', 'One headline', 'A'), print('b', 'Quite another', 'B')])).toHaveLength(1);
    expect(
      groupStories([
        print('a', 'One headline', 'A'),
        { ...print('b', 'Quite another', 'B'), published: '2026-03-09' },
      ]),
    ).toEqual([]);
  });
});

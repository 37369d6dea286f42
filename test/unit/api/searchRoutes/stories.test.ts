import { describe, expect, it } from 'vitest';
import type { StorySpec } from '../../../../bench/storyRecords.ts';
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

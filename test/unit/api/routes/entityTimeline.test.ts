import { beforeAll, describe, expect, it } from 'vitest';
import { keys } from '../../../../core/records/keys.ts';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';
import { Newsroom } from '../newsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});

describe('GET /v1/entities/{type}/{slug}/timeline', () => {
  it('counts documents and mentions by day, earliest first, without the undated', async () => {
    expect(await room.json('/v1/entities/place/london/timeline')).toEqual({
      items: [
        { date: '2021-05-03', documents: 1, mentions: 2 },
        { date: '2021-05-04', documents: 1, mentions: 1 },
      ],
      next: null,
    });
  });

  it.each([
    ['from=2021-05-04', ['2021-05-04']],
    ['to=2021-05-03', ['2021-05-03']],
    ['from=2021-05-03T10:00:00Z&to=2021-05-03T12:00:00Z', ['2021-05-03']],
    ['from=2022-01-01', []],
  ])('takes a range: %s', async (query, expected) => {
    expect(
      (await room.allItems(`/v1/entities/place/london/timeline?${query}`)).map(({ date }) => date),
    ).toEqual(expected);
  });

  it('fills gaps with zeros, by day, week and month, over several pages', async () => {
    const room = new Newsroom();
    const days = ['1969-12-30', '1970-01-02', '1970-01-31', '1970-02-01', '1971-03-01'];
    for (const day of days)
      for (const n of [1, 2])
        await room.add({ key: day + n, title: 'x', published: day, names: { place: ['Rome'] } });
    await room.tallyEntities();
    const path = '/v1/entities/place/rome/timeline';
    const counted = (items: { date: string; documents: number }[]) =>
      items.filter(({ documents }) => documents > 0);
    const some = (date: string, documents: number) => ({ date, documents, mentions: documents });
    for (const limit of [7, 100]) {
      const byDay = await room.allItems(`${path}?limit=${limit}`);
      expect(byDay).toHaveLength((Date.parse('1971-03-01') - Date.parse('1969-12-30')) / 86_400_000 + 1);
      expect(byDay.map(({ date }) => date)).toEqual([...new Set(byDay.map(({ date }) => date))].sort());
      expect(counted(byDay)).toEqual(days.map((day) => some(day, 2)));
      expect(byDay[1]).toEqual({ date: '1969-12-31', documents: 0, mentions: 0 });
    }
    for (const limit of [1, 100]) {
      const byWeek = await room.allItems(`${path}?interval=week&limit=${limit}`);
      expect(byWeek).toHaveLength(62);
      expect(counted(byWeek)).toEqual([some('1969-12-29', 4), some('1970-01-26', 4), some('1971-03-01', 2)]);
      const byMonth = await room.allItems(
        `${path}?interval=month&limit=${limit}&from=1970-01-02&to=1971-03-01`,
      );
      expect(byMonth).toHaveLength(15);
      expect(counted(byMonth)).toEqual([some('1970-01-01', 4), some('1970-02-01', 2), some('1971-03-01', 2)]);
    }
  });

  it('ends a page after ten years of empty months, and continues from there', async () => {
    const room = new Newsroom();
    await room.add({ key: 'a', title: 'x', published: '1950-06-30', names: { place: ['Rome'] } });
    await room.add({ key: 'z', title: 'x', published: '1970-07-01', names: { place: ['Rome'] } });
    await room.tallyEntities();
    for (let month = 0; month < 150; month++) {
      const { pk, sk } = keys.tally('place/rome', new Date(Date.UTC(1952, month)).toISOString());
      await room.table.put({ pk, sk, d01: [1, [0, 0]] });
    }
    const path = '/v1/entities/place/rome/timeline?interval=week&limit=100';
    expect((await room.json(path)).partial).toMatchObject({ read: 120 });
    const items = await room.allItems(path);
    expect(items.filter(({ documents }) => documents > 0).map(({ date }) => date)).toEqual([
      '1950-06-26',
      '1970-06-29',
    ]);
    expect(items).toHaveLength(1045);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { keys } from '../../../../core/records/keys.ts';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';
import { Newsroom } from '../newsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});
const ids = (items: { id: string }[]) => items.map(({ id }) => id);

describe('GET /v1/entities', () => {
  it.each([
    ['blink', ['person/antony-blinken']],
    ['antony', ['person/antony-blinken']],
    ['ANTONY  blinken', ['person/antony-blinken']],
    ['raab', ['person/dominic-raab']],
    ['zurich', ['place/zurich']],
    ['Zürich', ['place/zurich']],
    ['z%C3%BCr', ['place/zurich']],
    ['north-korea', ['place/north-korea']],
    ['nobody', []],
    ['z', []],
  ])('finds %s by its beginning, ignoring accents and case', async (q, expected) => {
    expect(ids(await room.allItems(`/v1/entities?q=${q}`))).toEqual(expected);
  });

  describe('by any form of a name', () => {
    const forms = new Newsroom();
    beforeAll(async () => {
      const names = { person: ['Kim Jong-un'], place: ['United States', 'Ust-Kut'] };
      const also = { 'United States': ['US', 'U.S.', 'USA'] };
      for (const key of ['a', 'b']) {
        const title = 'Kim Jong-un meets the United States';
        await forms.add({ key, title, published: '2021-05-03', names, also });
      }
      await forms.add({
        key: 'c',
        title: 'x',
        published: '2021-05-03',
        names: { person: ['KIM JONG UN'], place: ['Usti'] },
      });
      await forms.tallyEntities();
    });

    it.each([
      'Kim Jong Un',
      'Kim Jong-un',
      'kim jong un',
      'KIM JONG-UN',
      'Kim  Jong‐Un',
      'kim–jong—un',
      'kim jo',
      'Kim-',
      'jong-un',
    ])('"%s" finds the one Kim Jong Un', async (q) => {
      const found = await forms.allItems(`/v1/entities?q=${encodeURIComponent(q)}`);
      expect(found.filter(({ type }) => type === 'person')).toEqual([
        expect.objectContaining({ id: 'person/kim-jong-un', documents: 3 }),
      ]);
    });

    it.each(['US', 'us', 'U.S.', 'u.s', 'USA', 'U.S.A.', 'usa', 'United States', 'united-st'])(
      '"%s" finds the country first, under the name that documents use',
      async (q) => {
        const [first] = await forms.allItems(`/v1/entities?q=${encodeURIComponent(q)}`);
        expect(first).toEqual({
          id: 'place/united-states',
          name: 'United States',
          type: 'place',
          documents: 2,
        });
      },
    );
  });

  it('shows id, name, type and the number of documents', async () => {
    expect(await room.json('/v1/entities?q=blink')).toEqual({
      items: [{ id: 'person/antony-blinken', name: 'Antony Blinken', type: 'person', documents: 2 }],
      next: null,
    });
    expect(room.tableCalls.scan).toBe(0);
  });

  it('lists exact matches first, by frequency, then the rest by name; each entity once', async () => {
    const room = new Newsroom();
    for (let i = 0; i < 3; i++) {
      await room.add({
        key: `a${i}`,
        title: 'x',
        published: '2021-01-01',
        names: { place: ['Kim'], person: ['Kim Jong Un', 'Kim Kimberley'] },
      });
    }
    const persons = ['Kimi Raikkonen', 'Kim', 'Young Kim', 'Kim Il Sung', 'Zoe Kimmel'];
    await room.add({ key: 'b', title: 'x', published: '2021-01-02', names: { person: persons } });
    await room.tallyEntities();
    const expected = [
      'person/kim-jong-un', // its surname, which comes first, matches exactly, in three documents
      'person/kim-kimberley',
      'place/kim', // an exact match
      'person/kim', // an exact match, in one
      'person/kim-il-sung',
      'person/young-kim',
      'person/kimi-raikkonen', // the rest by name
      'person/zoe-kimmel',
    ];
    expect(ids(await room.allItems('/v1/entities?q=kim'))).toEqual(expected);
    for (const limit of [1, 2, 3, 5, 8])
      expect(ids(await room.allItems(`/v1/entities?q=kim&limit=${limit}`))).toEqual(expected);
  });

  it('reads two batches for a page', async () => {
    const room = new Newsroom();
    for (let i = 0; i < 60; i++)
      await room.add({ key: `c${i}`, title: 'x', names: { place: [`Port ${String(i).padStart(2, '0')}`] } });
    await room.tallyEntities();
    await room.json('/v1/entities?q=port');
    expect(room.tableCalls).toEqual({ get: 0, batchGet: 2, query: 2, scan: 0 });
    expect(await room.allItems('/v1/entities?q=port&limit=7')).toHaveLength(60);
  });

  it('leaves out an entity that no document mentions any more', async () => {
    const room = new Newsroom();
    await room.add({ key: 'a', title: 'x', published: '2021-01-01', names: { place: ['Atlantis'] } });
    await room.tallyEntities();
    await room.table.update(keys.entity('place/atlantis'), { documents: 0 });
    expect(await room.allItems('/v1/entities?q=atl')).toEqual([]);
    expect((await room.problem('/v1/entities/place/atlantis')).httpStatus).toBe(404);
  });

  it.each([
    ['', 'is required'],
    ['?q=', 'Invalid value'],
    ['?q=%E2%80%94', 'has 0 of them'],
    [`?q=${'a'.repeat(81)}`, 'has 81 of them'],
    [`?q=${'a'.repeat(201)}`, 'Invalid value'],
  ])('refuses the query "%s"', async (query, detail) => {
    const problem = await room.problem(`/v1/entities${query}`);
    expect(problem).toMatchObject({ status: 400, parameter: 'q' });
    expect(problem.detail).toContain(detail);
  });
});

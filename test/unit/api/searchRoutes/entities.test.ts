import { beforeAll, describe, expect, it } from 'vitest';
import { keys } from '../../../../core/records/keys.ts';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import { pieces } from '../../../pieces.ts';
import { silentLog } from '../../../silentLog.ts';
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

    it.each(
      pieces('Kim Jong Un¦Kim Jong-un¦kim jong un¦KIM JONG-UN¦Kim  Jong‐Un¦kim–jong—un¦kim jo¦Kim-¦jong-un'),
    )('"%s" finds the one Kim Jong Un', async (q) => {
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

  it('lists an entity once that the name and an alias of the own authority both mean', async () => {
    const room = new Newsroom();
    await room.add({ key: 'a', title: 'x', names: { person: ['Aino Koskela'] } });
    await room.tallyEntities();
    const key = 'authority/people.csv';
    await room.inbox.put(key, 'id,name,aliases\nperson/aino-koskela,Aino Koskela,A. Koskela\n');
    await normalize({ ...room, read: room.read, clock: () => room.now, log: silentLog }, key);
    expect(ids(await room.allItems('/v1/entities?q=A.+Koskela'))).toEqual(['person/aino-koskela']);
  });

  it('reads two batches for a page', async () => {
    const room = new Newsroom();
    for (let i = 0; i < 60; i++)
      await room.add({ key: `c${i}`, title: 'x', names: { place: [`Port ${String(i).padStart(2, '0')}`] } });
    await room.tallyEntities();
    await room.json('/v1/entities?q=port');
    // One query is that of the decisions.
    expect(room.tableCalls).toEqual({ get: 0, batchGet: 2, query: 4, scan: 0 });
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

describe('GET /v1/entities without a name', () => {
  it('ranks the entities of all documents', async () => {
    const { items, ranking } = await room.json('/v1/entities?limit=3');
    expect(ranking).toEqual({ order: 'documents', documents: 5 });
    expect(items[0]).toEqual({
      id: 'place/london',
      name: 'London',
      type: 'place',
      documents: 3,
      mentions: 4,
    });
    expect(room.tableCalls.scan).toBe(0);
  });

  it('pages through the same list', async () => {
    const all = ids((await room.json('/v1/entities?limit=100&order=mentions')).items);
    expect(ids(await room.allItems('/v1/entities?limit=2&order=mentions'))).toEqual(all);
  });

  it.each([
    ['type=place', ['place/london', 'place/russia']],
    ['type=place&source=Blatt', ['place/zurich']],
    ['within=istanbul&type=person', ['person/dominic-raab']],
    ['country=GB', ['place/london']],
    ['country=uk', ['place/london']],
    ['to=2021-05-03&type=person', ['person/antony-blinken', 'person/dominic-raab']],
    ['from=2030-01-01', []],
  ])('counts only what is asked for: %s', async (query, expected) => {
    expect(ids((await room.json(`/v1/entities?limit=2&${query}`)).items)).toEqual(expected);
  });

  it('ranks what rises, by default in the last week', async () => {
    const week = new Newsroom();
    const names = (person: string[]) => ({ person });
    for (let i = 0; i < 6; i++)
      await week.add({ key: `a${i}`, title: 'x', published: '2021-04-10', names: names(['Old Hand']) });
    for (let i = 0; i < 3; i++)
      await week.add({
        key: `b${i}`,
        title: 'x',
        published: '2021-05-02',
        names: names(['Old Hand', 'New Face']),
      });
    const { items, ranking } = await week.json('/v1/entities?order=rising');
    expect(ranking).toEqual({
      order: 'rising',
      documents: 3,
      from: '2021-04-27',
      to: '2021-05-03',
      baseline: 6,
    });
    expect(items).toEqual([
      {
        id: 'person/new-face',
        name: 'new face',
        type: 'person',
        documents: 3,
        mentions: 3,
        expected: 0,
        score: 3,
      },
    ]);
  });

  it('counts a story once with collapse=reprints, and says for how many documents it stands', async () => {
    const prints = new Newsroom();
    const text = Array.from({ length: 80 }, (_, i) => `word${i} of a long story`).join(' ');
    for (const key of ['a', 'b', 'c'])
      await prints.add({
        key,
        title: 'Flood',
        published: '2021-05-01',
        paragraphs: [text],
        names: { place: ['Derby'] },
      });
    const [item] = (await prints.json('/v1/entities?collapse=reprints')).items;
    expect(item).toMatchObject({ id: 'place/derby', documents: 1, prints: 3 });
    const facets = await prints.json('/v1/facets?collapse=reprints');
    expect(facets.entities.place[0]).toMatchObject({ documents: 1, prints: 3 });
    expect(facets.days[0]).toEqual({ date: '2021-05-01', documents: 1, prints: 3 });
  });

  it.each([
    ['q=a&order=mentions', 'order'],
    ['q=a&within=london', 'within'],
    ['order=size', 'order'],
    ['within=(', 'within'],
    ['from=2021-05-03&to=2021-05-02', 'to'],
  ])('refuses %s', async (query, parameter) => {
    expect(await room.problem(`/v1/entities?${query}`)).toMatchObject({ status: 400, parameter });
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { keys } from '../../../../core/records/keys.ts';
import { Newsroom, openNewsroom } from '../newsroom.ts';

type Room = Awaited<ReturnType<typeof openNewsroom>>;
let room: Room;
beforeAll(async () => {
  room = await openNewsroom();
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
  ])('finds %s by its beginning, whatever the accents and the case', async (q, expected) => {
    expect(ids(await room.all(`/v1/entities?q=${q}`))).toEqual(expected);
  });

  describe('by whatever form of a name', () => {
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
      await forms.tally();
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
    ])('«%s» finds the one Kim Jong Un', async (q) => {
      const found = await forms.all(`/v1/entities?q=${encodeURIComponent(q)}`);
      expect(found.filter(({ type }) => type === 'person')).toEqual([
        expect.objectContaining({ id: 'person/kim-jong-un', documents: 3 }),
      ]);
    });

    it.each(['US', 'us', 'U.S.', 'u.s', 'USA', 'U.S.A.', 'usa', 'United States', 'united-st'])(
      '«%s» finds the country first, by what documents call it',
      async (q) => {
        const [first] = await forms.all(`/v1/entities?q=${encodeURIComponent(q)}`);
        expect(first).toEqual({
          id: 'place/united-states',
          name: 'United States',
          type: 'place',
          documents: 2,
        });
      },
    );
  });

  it('shows id, name, type and in how many documents', async () => {
    expect(await room.json('/v1/entities?q=blink')).toEqual({
      items: [{ id: 'person/antony-blinken', name: 'Antony Blinken', type: 'person', documents: 2 }],
      next: null,
    });
    expect(room.calls.scan).toBe(0);
  });

  it('puts exact matches first, the most mentioned before the others, then goes by name; each entity once', async () => {
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
    await room.tally();
    const expected = [
      'person/kim-jong-un', // by the surname, which stands first, in three documents
      'person/kim-kimberley',
      'place/kim', // exactly «Kim»
      'person/kim', // exactly «Kim», in one
      'person/kim-il-sung',
      'person/young-kim',
      'person/kimi-raikkonen', // the rest by name
      'person/zoe-kimmel',
    ];
    expect(ids(await room.all('/v1/entities?q=kim'))).toEqual(expected);
    for (const limit of [1, 2, 3, 5, 8])
      expect(ids(await room.all(`/v1/entities?q=kim&limit=${limit}`))).toEqual(expected);
  });

  it('reads little for a page', async () => {
    const room = new Newsroom();
    for (let i = 0; i < 60; i++)
      await room.add({ key: `c${i}`, title: 'x', names: { place: [`Port ${String(i).padStart(2, '0')}`] } });
    await room.tally();
    await room.json('/v1/entities?q=port');
    expect(room.calls).toEqual({ get: 0, batchGet: 2, query: 2, scan: 0 });
    expect(await room.all('/v1/entities?q=port&limit=7')).toHaveLength(60);
  });

  it('leaves out what no document mentions any more', async () => {
    const room = new Newsroom();
    await room.add({ key: 'a', title: 'x', published: '2021-01-01', names: { place: ['Atlantis'] } });
    await room.tally();
    await room.table.update(keys.entity('place/atlantis'), { documents: 0 });
    expect(await room.all('/v1/entities?q=atl')).toEqual([]);
    expect((await room.problem('/v1/entities/place/atlantis')).answered).toBe(404);
  });

  it.each([
    ['', 'is missing'],
    ['?q=', 'is wrong'],
    ['?q=%E2%80%94', 'has 0 of them'],
    [`?q=${'a'.repeat(81)}`, 'has 81 of them'],
    [`?q=${'a'.repeat(201)}`, 'is wrong'],
  ])('asks for a name where it is given %s', async (query, detail) => {
    const problem = await room.problem(`/v1/entities${query}`);
    expect(problem).toMatchObject({ status: 400, parameter: 'q' });
    expect(problem.detail).toContain(detail);
  });
});

describe('GET /v1/entities/{type}/{slug}', () => {
  it('tells of one entity', async () => {
    expect(await room.json('/v1/entities/person/antony-blinken')).toEqual({
      id: 'person/antony-blinken',
      name: 'Antony Blinken',
      type: 'person',
      documents: 2,
      mentions: 3,
      first: '2021-05-03',
      last: '2021-05-04',
      aliases: [{ name: 'Antony Blinken', documents: 2, first: '2021-05-03' }],
    });
    expect(room.calls).toEqual({ get: 1, batchGet: 0, query: 1, scan: 0 });
  });

  it.each([
    'person/nobody',
    'animal/antony-blinken',
    'person/Antony-Blinken',
    'person/..%2Fx',
    'person/a%20b',
    `person/${'x'.repeat(300)}`,
    'person/%F0%9F%93%B0',
  ])('has nothing at %s', async (id) => {
    for (const part of ['', '/documents', '/timeline', '/co-mentions']) {
      expect((await room.problem(`/v1/entities/${id}${part}`)).answered).toBe(404);
    }
  });

  it('takes letters of every script', async () => {
    const room = new Newsroom();
    await room.add({ key: 'a', title: 'x', published: '2021-01-01', names: { person: ['习近平'] } });
    await room.tally();
    expect((await room.json(`/v1/entities/person/${encodeURIComponent('习近平')}`)).name).toBe('习近平');
    expect(ids(await room.all(`/v1/entities?q=${encodeURIComponent('习近')}`))).toEqual(['person/习近平']);
  });
});

describe('…/documents', () => {
  it('lists the documents that mention it, and filters them', async () => {
    const path = '/v1/entities/person/antony-blinken/documents';
    expect((await room.all(path)).map(({ key }) => key)).toEqual(['post/profile.html', 'wire/g7.txt']);
    expect((await room.all(`${path}?entity=person/dominic-raab`)).map(({ key }) => key)).toEqual([
      'wire/g7.txt',
    ]);
    expect((await room.all(`${path}?published_from=2021-05-04`)).map(({ key }) => key)).toEqual([
      'post/profile.html',
    ]);
    expect(await room.all(`${path}?published_from=2022-01-01`)).toEqual([]);
  });

  it('is there before the tallies are', async () => {
    const fresh = new Newsroom();
    await fresh.add({
      key: 'a',
      title: 'Fresh',
      published: '2021-01-01',
      names: { place: ['Oslo', 'Bergen'] },
    });
    expect(await fresh.all('/v1/entities/place/oslo/documents')).toHaveLength(1);
    expect(await fresh.all('/v1/entities/place/oslo/timeline')).toEqual([]);
    expect(await fresh.all('/v1/entities/place/oslo/co-mentions')).toEqual([
      { entity: { id: 'place/bergen', name: 'bergen', type: 'place' }, documents: 1 },
    ]);
  });
});

describe('…/timeline', () => {
  it('counts documents and mentions by day, the earliest first and the undated on none', async () => {
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
    expect((await room.all(`/v1/entities/place/london/timeline?${query}`)).map(({ date }) => date)).toEqual(
      expected,
    );
  });

  it('fills the gaps between with zeros, by day, week and month, page by page', async () => {
    const room = new Newsroom();
    const days = ['1969-12-30', '1970-01-02', '1970-01-31', '1970-02-01', '1971-03-01'];
    for (const day of days)
      for (const n of [1, 2])
        await room.add({ key: day + n, title: 'x', published: day, names: { place: ['Rome'] } });
    await room.tally();
    const path = '/v1/entities/place/rome/timeline';
    const counted = (items: { date: string; documents: number }[]) =>
      items.filter(({ documents }) => documents > 0);
    const some = (date: string, documents: number) => ({ date, documents, mentions: documents });
    for (const limit of [7, 100]) {
      const byDay = await room.all(`${path}?limit=${limit}`);
      expect(byDay).toHaveLength((Date.parse('1971-03-01') - Date.parse('1969-12-30')) / 86_400_000 + 1);
      expect(byDay.map(({ date }) => date)).toEqual([...new Set(byDay.map(({ date }) => date))].sort());
      expect(counted(byDay)).toEqual(days.map((day) => some(day, 2)));
      expect(byDay[1]).toEqual({ date: '1969-12-31', documents: 0, mentions: 0 });
    }
    for (const limit of [1, 100]) {
      const byWeek = await room.all(`${path}?interval=week&limit=${limit}`);
      expect(byWeek).toHaveLength(62);
      expect(counted(byWeek)).toEqual([some('1969-12-29', 4), some('1970-01-26', 4), some('1971-03-01', 2)]);
      const byMonth = await room.all(`${path}?interval=month&limit=${limit}&from=1970-01-02&to=1971-03-01`);
      expect(byMonth).toHaveLength(15);
      expect(counted(byMonth)).toEqual([some('1970-01-01', 4), some('1970-02-01', 2), some('1971-03-01', 2)]);
    }
  });

  it('gives up a page after ten years of months that were emptied again, and goes on from there', async () => {
    const room = new Newsroom();
    await room.add({ key: 'a', title: 'x', published: '1950-06-30', names: { place: ['Rome'] } });
    await room.add({ key: 'z', title: 'x', published: '1970-07-01', names: { place: ['Rome'] } });
    await room.tally();
    for (let month = 0; month < 150; month++) {
      const { pk, sk } = keys.tally('place/rome', new Date(Date.UTC(1952, month)).toISOString());
      await room.table.put({ pk, sk, d01: { token: 1, documents: 0, mentions: 0, forms: {} } });
    }
    const path = '/v1/entities/place/rome/timeline?interval=week&limit=100';
    expect((await room.json(path)).partial).toMatchObject({ read: 120 });
    const items = await room.all(path);
    expect(items.filter(({ documents }) => documents > 0).map(({ date }) => date)).toEqual([
      '1950-06-26',
      '1970-06-29',
    ]);
    expect(items).toHaveLength(1045);
  });
});

describe('…/co-mentions', () => {
  it('counts in how many documents others are mentioned too, the most frequent first', async () => {
    const path = '/v1/entities/person/dominic-raab/co-mentions';
    const expected = [
      { entity: { id: 'place/russia', name: 'Russia', type: 'place' }, documents: 2 },
      { entity: { id: 'person/antony-blinken', name: 'Antony Blinken', type: 'person' }, documents: 1 },
      { entity: { id: 'place/istanbul', name: 'Istanbul', type: 'place' }, documents: 1 },
      { entity: { id: 'place/london', name: 'London', type: 'place' }, documents: 1 },
      { entity: { id: 'place/north-korea', name: 'North Korea', type: 'place' }, documents: 1 },
    ];
    expect(await room.json(path)).toEqual({ items: expected, next: null });
    for (const limit of [1, 2, 4]) expect(await room.all(`${path}?limit=${limit}`)).toEqual(expected);
    expect((await room.all(`${path}?from=2021-05-04`)).map(({ entity }) => entity.id)).toEqual([
      'place/istanbul',
      'place/russia',
    ]);
  });

  it('counts in the undated too, where no range is asked for', async () => {
    const room = new Newsroom();
    await room.add({ key: 'a', title: 'x', names: { place: ['Rome', 'Paris'] } });
    await room.tally();
    expect(await room.all('/v1/entities/place/rome/co-mentions')).toHaveLength(1);
    expect(await room.all('/v1/entities/place/rome/co-mentions?to=2030-01-01')).toHaveLength(0);
  });

  it('says when it has counted enough', async () => {
    const room = new Newsroom();
    const { pk } = keys.entity('place/rome');
    const row = { title: '', source: 'Wire', form: 'Rome', mentions: 1, token: 1, others: ['place/paris'] };
    for (let i = 0; i < 1001; i++) {
      const doc = i.toString(16).padStart(32, '0');
      await room.table.put({
        pk,
        sk: keys.posting('place/rome', '2021-01-01', doc).sk,
        doc,
        day: '2021-01-01',
        ...row,
      });
    }
    const { items, partial } = await room.json('/v1/entities/place/rome/co-mentions');
    expect(items).toEqual([{ entity: { id: 'place/paris', name: 'paris', type: 'place' }, documents: 1000 }]);
    expect(partial.read).toBe(1000);
    expect(room.calls.query).toBeLessThanOrEqual(6);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { keys } from '../../../../core/records/keys.ts';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';
import { Newsroom } from '../newsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});

describe('GET /v1/entities/{type}/{slug}/co-mentions', () => {
  it('counts the documents that mention others too, most frequent first', async () => {
    const path = '/v1/entities/person/dominic-raab/co-mentions';
    const expected = [
      { entity: { id: 'place/russia', name: 'Russia', type: 'place' }, documents: 2 },
      { entity: { id: 'person/antony-blinken', name: 'Antony Blinken', type: 'person' }, documents: 1 },
      { entity: { id: 'place/istanbul', name: 'Istanbul', type: 'place' }, documents: 1 },
      { entity: { id: 'place/london', name: 'London', type: 'place' }, documents: 1 },
      { entity: { id: 'place/north-korea', name: 'North Korea', type: 'place' }, documents: 1 },
    ];
    expect(await room.json(path)).toEqual({
      items: expected,
      next: null,
      counted: { documents: 2, entitiesPerDocument: 12 },
    });
    for (const limit of [1, 2, 4]) expect(await room.allItems(`${path}?limit=${limit}`)).toEqual(expected);
    expect((await room.allItems(`${path}?from=2021-05-04`)).map(({ entity }) => entity.id)).toEqual([
      'place/istanbul',
      'place/russia',
    ]);
  });

  it('includes undated documents only without a range', async () => {
    const room = new Newsroom();
    await room.add({ key: 'a', title: 'x', names: { place: ['Rome', 'Paris'] } });
    await room.tallyEntities();
    expect(await room.allItems('/v1/entities/place/rome/co-mentions')).toHaveLength(1);
    expect(await room.allItems('/v1/entities/place/rome/co-mentions?to=2030-01-01')).toHaveLength(0);
  });

  it('says if it did not count all documents', async () => {
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
    expect(room.tableCalls.query).toBeLessThanOrEqual(7);
  });
});

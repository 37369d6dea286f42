import { beforeAll, describe, expect, it } from 'vitest';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';
import { Newsroom } from '../newsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});

describe('GET /v1/entities/{type}/{slug}/documents', () => {
  it('lists the documents that mention it, and filters them', async () => {
    const path = '/v1/entities/person/antony-blinken/documents';
    expect((await room.allItems(path)).map(({ key }) => key)).toEqual(['post/profile.html', 'wire/g7.txt']);
    expect((await room.allItems(`${path}?entity=person/dominic-raab`)).map(({ key }) => key)).toEqual([
      'wire/g7.txt',
    ]);
    expect((await room.allItems(`${path}?published_from=2021-05-04`)).map(({ key }) => key)).toEqual([
      'post/profile.html',
    ]);
    expect(await room.allItems(`${path}?published_from=2022-01-01`)).toEqual([]);
  });

  it('works before the tallies exist', async () => {
    const fresh = new Newsroom();
    await fresh.add({
      key: 'a',
      title: 'Fresh',
      published: '2021-01-01',
      names: { place: ['Oslo', 'Bergen'] },
    });
    expect(await fresh.allItems('/v1/entities/place/oslo/documents')).toHaveLength(1);
    expect(await fresh.allItems('/v1/entities/place/oslo/timeline')).toEqual([]);
    expect(await fresh.allItems('/v1/entities/place/oslo/co-mentions')).toEqual([
      { entity: { id: 'place/bergen', name: 'bergen', type: 'place' }, documents: 1 },
    ]);
  });
});

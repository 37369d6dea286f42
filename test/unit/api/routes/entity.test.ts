import { beforeAll, describe, expect, it } from 'vitest';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';
import { Newsroom } from '../newsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});
const ids = (items: { id: string }[]) => items.map(({ id }) => id);

describe('GET /v1/entities/{type}/{slug}', () => {
  it('describes one entity', async () => {
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
    // One query is that of the decisions.
    expect(room.tableCalls).toEqual({ get: 1, batchGet: 0, query: 3, scan: 0 });
  });

  it('shows a form once that is the name in one document and another name in the next', async () => {
    const room = new Newsroom();
    const place = (name: string) => ({ title: 'x', names: { place: [name] } });
    await room.add({ key: 'a', published: '2021-05-02', ...place('Orsk') });
    await room.add({ key: 'b', published: '2021-05-01', ...place('ORSK'), also: { ORSK: ['Orsk'] } });
    await room.tallyEntities();
    expect((await room.json('/v1/entities/place/orsk')).aliases).toEqual([
      { name: 'ORSK', documents: 1, first: '2021-05-01' },
      { name: 'Orsk', documents: 2, first: '2021-05-01' },
    ]);
  });

  it.each([
    'person/nobody',
    'animal/antony-blinken',
    'person/..%2Fx',
    'person/a%20b',
    `person/${'x'.repeat(300)}`,
    'person/%F0%9F%93%B0',
  ])('is a 404 at %s', async (id) => {
    for (const part of ['', '/documents', '/timeline', '/co-mentions']) {
      expect((await room.problem(`/v1/entities/${id}${part}`)).httpStatus).toBe(404);
    }
  });

  it('says what an id is where it can be none', async () => {
    const { detail } = await room.problem('/v1/entities/people/antony-blinken');
    expect(detail).toContain('person, place, organization, group, or event, a slash and a name');
  });

  it('accepts letters of every script', async () => {
    const room = new Newsroom();
    await room.add({ key: 'a', title: 'x', published: '2021-01-01', names: { person: ['习近平'] } });
    await room.tallyEntities();
    expect((await room.json(`/v1/entities/person/${encodeURIComponent('习近平')}`)).name).toBe('习近平');
    expect(ids(await room.allItems(`/v1/entities?q=${encodeURIComponent('习近')}`))).toEqual([
      'person/习近平',
    ]);
  });
});

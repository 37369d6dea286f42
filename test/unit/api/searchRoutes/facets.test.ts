import { beforeAll, describe, expect, it } from 'vitest';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});

describe('GET /v1/facets', () => {
  it('counts what the documents of a search have in common', async () => {
    const facets = await room.json('/v1/facets?q=raab');
    expect(facets.documents).toBe(2);
    expect(facets.sources).toEqual([{ name: 'Wire', documents: 2 }]);
    expect(facets.languages).toEqual([{ name: 'en', documents: 2 }]);
    expect(facets.days.map(({ date }: { date: string }) => date)).toEqual(['2021-05-03', '2021-05-04']);
    expect(facets.entities.person[0]).toMatchObject({
      entity: { id: 'person/dominic-raab' },
      documents: 2,
    });
    expect(facets).not.toHaveProperty('partial');
  });

  it('counts all documents without a search', async () => {
    expect((await room.json('/v1/facets')).documents).toBe(5);
  });

  it('points at what it does not understand', async () => {
    expect(await room.problem('/v1/facets?q=(a')).toMatchObject({ status: 400, parameter: 'q', position: 2 });
  });
});

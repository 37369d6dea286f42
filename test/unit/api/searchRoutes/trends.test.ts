import { describe, expect, it } from 'vitest';
import { Newsroom } from '../newsroom.ts';

async function newsroom(): Promise<Newsroom> {
  const room = new Newsroom();
  let n = 0;
  const addReport = async (published: string, title: string, place: string) => {
    await room.add({ key: `${n++}`, title, published, names: { place: [place] } });
  };
  for (let day = 1; day <= 28; day++)
    for (let i = 0; i < 2; i++)
      await addReport(`2026-02-${String(day).padStart(2, '0')}`, 'Weather in Oslo', 'Oslo');
  await addReport('2026-02-20', 'Quiet Vaasa', 'Vaasa');
  for (let i = 0; i < 4; i++) await addReport('2026-03-01', 'Storm hits Vaasa harbour', 'Vaasa');
  for (let i = 0; i < 2; i++) await addReport('2026-03-01', 'Weather in Oslo', 'Oslo');
  await room.tallyEntities();
  room.now = Date.parse('2026-03-01T18:00:00Z');
  return room;
}

describe('GET /v1/trends', () => {
  it('lists what is in more documents of the day than the weeks before suggest', async () => {
    const room = await newsroom();
    const trends = await room.json('/v1/trends');
    // Vaasa: 1 of 57 documents before; 6 today. Expected 6/57, so (4 − 0.11) / √1.11.
    expect(trends).toMatchObject({
      date: '2026-03-01',
      documents: 6,
      baseline: 57,
      entities: [
        {
          entity: { id: 'place/vaasa', name: 'Vaasa', type: 'place' },
          documents: 4,
          expected: 0.11,
          score: 3.7,
        },
      ],
    });
    expect(trends.terms.map(({ term }: { term: string }) => term)).toEqual([
      'harbour',
      'hits',
      'storm',
      'vaasa',
    ]);
    expect(trends.partial).toBeUndefined();
    expect((await room.json('/v1/trends?minimum=5')).entities).toEqual([]);
    expect((await room.json('/v1/trends?type=person')).entities).toEqual([]);
    expect((await room.json('/v1/trends?date=2025-01-01')).documents).toBe(0);
  });

  it('counts the words of days with many documents from their summaries', async () => {
    const room = await newsroom();
    expect((await room.json('/v1/trends')).asOf).toBeUndefined();
    for (let i = 0; i < 120; i++)
      await room.add({
        key: `m${i}`,
        title: 'Matter',
        published: i < 6 ? '2026-02-28' : '2026-03-01',
        names: {},
      });
    const { documents, terms, asOf, partial } = await room.json('/v1/trends');
    expect([documents, partial]).toEqual([120, undefined]);
    expect(asOf).toBe('1970-01-01T00:00:00.000Z'); // the table in memory makes them at once
    // In 114 of 120 documents, and in 6 of 63 before.
    expect(terms).toContainEqual({ term: 'matter', documents: 114, expected: 11.43, score: 29.09 });
  });
});

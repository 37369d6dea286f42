import { beforeAll, describe, expect, it } from 'vitest';
import { Newsroom } from '../newsroom.ts';

const room = new Newsroom();
beforeAll(async () => {
  const stories: Record<string, string[]>[] = [
    { person: ['Condoleezza Velmar', 'Dave Orsk', 'Rafiq Quelle'], place: ['Makhachkala'] },
    { person: ['Condoleezza Velmar', 'David Orsk', 'Rafik Quelle'], place: ['Mahachkala'] },
    { person: ['Condoleeza Velmar', 'David Orsk', 'David J. Orsk', 'Maria Orsk', 'Orsk'] },
    { organization: ['Rafik Quelle'] },
  ];
  for (const [i, names] of stories.entries())
    await room.add({ key: `${i}`, title: 'x', published: '2021-05-03', names });
  await room.tallyEntities();
});

describe('GET /v1/entities/{type}/{slug}/spellings', () => {
  it.each([
    ['person/condoleezza-velmar', [{ id: 'person/condoleeza-velmar', name: 'Condoleeza Velmar' }]],
    ['person/condoleeza-velmar', [{ id: 'person/condoleezza-velmar', documents: 2 }]],
    ['person/dave-orsk', [{ id: 'person/david-orsk', also: ['person/david-j-orsk'] }]],
    ['person/david-j-orsk', [{ id: 'person/dave-orsk', documents: 1 }]],
    ['person/rafiq-quelle', [{ id: 'person/rafik-quelle', type: 'person' }]],
    ['place/mahachkala', [{ id: 'place/makhachkala', type: 'place' }]],
    ['person/maria-orsk', []],
  ])('of %s', async (id, items) => {
    const answer = await room.json(`/v1/entities/${id}/spellings`);
    expect(answer).toMatchObject({ items });
    expect(answer.items).toHaveLength(items.length);
  });

  it('is a 404 for nobody', async () => {
    expect((await room.problem('/v1/entities/person/nobody/spellings')).httpStatus).toBe(404);
  });
});

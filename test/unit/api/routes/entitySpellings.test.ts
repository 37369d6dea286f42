import { beforeAll, describe, expect, it } from 'vitest';
import { DecidedArchive } from '../../core/decisions/decidedArchive.ts';
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

  it('has nobody whom a decision has made the same, also before it is applied', async () => {
    const archive = new DecidedArchive();
    const spoke = (who: string) => ` date 2021-06-01 ${who} in Velm\n\n${who} spoke in Velm.`;
    await archive.put('1.txt', spoke('Condoleezza Balogun'));
    await archive.put('2.txt', spoke('Condoleeza Balogun'));
    const read = (id: string) => archive.room.json(`/v1/entities/${id}/spellings`);
    const [one, other] = ['person/condoleezza-balogun', 'person/condoleeza-balogun'];
    expect(await read(one)).toMatchObject({ items: [{ id: other }] });
    const decision = { action: 'merge', entity: other, into: one, author: 'Desk', reason: 'A slip.' };
    await archive.room.json('/v1/decisions', {
      method: 'POST',
      body: JSON.stringify(decision),
      headers: { 'content-type': 'application/json' },
    });
    expect(await read(one)).toEqual({ items: [] });
    expect(await read(other)).toEqual({ items: [] });
    await archive.work();
    expect(await read(other)).toEqual({ items: [] });
    await archive.decide({ action: 'hide', entity: one });
    expect((await archive.room.problem(`/v1/entities/${one}/spellings`)).httpStatus).toBe(404);
  });
});

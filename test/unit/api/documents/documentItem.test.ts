import { expect, it } from 'vitest';
import { longestName } from '../../../../core/formats/fieldBounds.ts';
import { DecidedArchive } from '../../core/decisions/decidedArchive.ts';
import { Newsroom } from '../newsroom.ts';

it('counts the entities as they are listed, after decisions that make two of a document one', async () => {
  const archive = new DecidedArchive();
  await archive.put('1.txt', ' date 2021-06-01 A meeting\n\nAnna Balogun met Anne Balogun in Velm.');
  await archive.decide({ action: 'merge', entity: 'person/anne-balogun', into: 'person/anna-balogun' });
  const { items } = await archive.room.json('/v1/documents');
  const detail = await archive.room.json(`/v1/documents/${items[0].id}`);
  for (const { entities, entitiesTotal } of [items[0], detail]) expect(entitiesTotal).toBe(entities.length);
});

it('is found by its source, however long the name is that is stored', async () => {
  const room = new Newsroom();
  const source = 'S'.repeat(longestName);
  await room.add({ key: 'a.txt', title: 'A story', source });
  expect((await room.json(`/v1/documents?source=${source}`)).items).toMatchObject([{ source }]);
});

import { expect, it } from 'vitest';
import { DecidedArchive } from './decidedArchive.ts';

it('a merge may lead to an entity that only the authority has', async () => {
  const archive = new DecidedArchive();
  const [entity, into] = ['person/mary-okoye', 'person/mary-velmar'];
  const merge = { action: 'merge', entity, into };
  await archive.put('a.txt', 'Talks in Lerwick\n\nMary Okoye met the mayor of Lerwick. Mary Okoye was glad.');
  expect(await archive.refused(merge)).toMatchObject({ detail: `No document mentions ${into}.` });
  await archive.put('authority/own.csv', `id,name,country\n${into},Mary Velmar,NO\n`);
  const { id } = await archive.decide(merge);
  for (const one of [entity, into])
    expect(await archive.room.json(`/v1/entities/${one}`)).toMatchObject({
      id: into,
      documents: 1,
      authority: { country: 'NO' },
    });
  await archive.decide({ action: 'undo', decision: id });
  expect(await archive.room.json(`/v1/entities/${entity}`)).toMatchObject({ id: entity, documents: 1 });
});

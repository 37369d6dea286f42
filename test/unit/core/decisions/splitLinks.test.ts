/** A split of somebody holds in a document that has only a surname, which a link put to her. */
import { expect, it } from 'vitest';
import { DecidedArchive } from './decidedArchive.ts';

const hearing = (day: number, who: string) =>
  ` date 2021-06-0${day} ${who} hears the harbour case\n\n` +
  `${who} met Chidi Bello, Ngozi Adeyemi and Tunde Balogun. The judge heard the case of the fisheries ` +
  'harbour during lengthy hearings about quotas.';

const [elsewhere, judge] = ['person/amara-adair', 'person/amara-adair-judge'];

it('although the link rests on documents that the split takes away', async () => {
  const archive = new DecidedArchive();
  const documentsOf = async (entity: string) => {
    const { items = [] } = await archive.room.json(`/v1/entities/${entity}/documents`);
    return items.map(({ id, key }: { id: string; key: string }) => [key, id]).sort();
  };
  for (const day of [1, 2, 3, 4]) await archive.put(`${day}.txt`, hearing(day, 'Amara Adair'));
  await archive.put('lone.txt', hearing(5, 'Adair'));
  await archive.put(
    'minister.txt',
    ' date 2021-06-06 Fisheries\n\nAmara Adair opened the museum of Velm with Bola Ojo.',
  );
  const all = await documentsOf(elsewhere);
  expect(all.map(([key]: string[]) => key)).toContain('lone.txt');
  const her = all.filter(([key]: string[]) => key !== 'minister.txt');
  const documents = her.map(([, id]: string[]) => id).join(',');
  await archive.decide({ action: 'split', entity: elsewhere, documents, into: judge });
  expect(await documentsOf(judge)).toEqual(her);
  // Stored anew, as after a reprocessing, without what spoke for the link.
  await archive.put('lone.txt', `${hearing(5, 'Adair')} Nobody appealed.`);
  expect(await documentsOf(judge)).toEqual(her);
  const { items } = await archive.room.json(`/v1/documents/${her.at(-1)?.[1]}/mentions`);
  const surname = items.find(({ surface }: { surface: string }) => surface === 'Adair');
  expect(surname).toMatchObject({ entity: judge, decisions: [{ action: 'split' }] });
});

/** Whether short names are put to those whom the evidence, or a decision, says. */
import { expect, it } from 'vitest';
import type { Item } from '../../../../../core/ports/table.ts';
import { keys } from '../../../../../core/records/keys.ts';
import { sweep } from '../../../../../functions/sweep/sweep.ts';
import { DecidedArchive } from '../../../core/decisions/decidedArchive.ts';

const talks = (day: number, who: string) =>
  ` date 2021-05-0${day} ${who} in fisheries talks\n\n` +
  `${who} met Chidi Bello, Ngozi Adeyemi and Tunde Balogun. The ministers discussed fisheries quotas ` +
  'during lengthy negotiations about harbour subsidies.';
const match =
  ' date 2021-05-08 Two goals before halftime\n\nThe striker Okoye scored twice before the whistle, ' +
  'while Liam Hart, Owen Price and Rhys Vaughan watched helplessly from the bench.';

it('leaves a document alone in which a decision made another name a surname', async () => {
  const archive = new DecidedArchive();
  for (const day of [1, 2, 3, 4, 5, 6]) await archive.put(`politics/${day}.txt`, talks(day, 'Amara Okoye'));
  await archive.put('politics/7.txt', talks(7, 'Kemi Salako'));
  await archive.put('sport/8.txt', match);
  await archive.decide({ action: 'merge', entity: 'person/kemi-salako', into: 'person/okoye' });
  const { table } = archive.ports;
  const { items } = await table.query({ pk: 'ENT#person/okoye', prefix: 'DAY#2021-05-07' });
  expect(items).toMatchObject([{ form: 'Kemi Salako', foreign: true }]);
  expect(await sweep(archive.ports)).toMatchObject({ documents: 0 });
});

it('finds a short name that is put to somebody else than the evidence says', async () => {
  const archive = new DecidedArchive();
  for (const day of [1, 2, 3, 4, 5, 6]) await archive.put(`politics/${day}.txt`, talks(day, 'Amara Okoye'));
  await archive.put('politics/7.txt', talks(7, 'Okoye'));
  const { table } = archive.ports;
  const { items } = await table.query({ pk: 'ENT#person/okoye', prefix: 'DAY#' });
  expect(items).toMatchObject([{ form: 'Okoye' }]);
  expect(await sweep(archive.ports)).toMatchObject({ documents: 0 });
  const [place] = items as [Item];
  const to = 'person/kemi-salako';
  const doc = String(place.doc);
  const meta = await table.get(keys.document(doc));
  await table.put({ ...place, ...keys.shortName('person/okoye', '2021-05-07', doc), to });
  await table.put({ ...(meta as Item), links: { 'person/okoye': to } });
  expect(await sweep(archive.ports)).toMatchObject({ documents: 1 });
});

it('has a lost hidden posting written again, without which an undo would not find the document', async () => {
  const archive = new DecidedArchive();
  await archive.put('politics/1.txt', talks(1, 'Amara Okoye'));
  await archive.decide({ action: 'hide', entity: 'person/tunde-balogun' });
  const { table } = archive.ports;
  const read = async () => {
    const { items } = await table.query({ pk: 'ENT#person/tunde-balogun', prefix: 'HIDDEN#' });
    return items as [Item];
  };
  const [{ token: _, ...row }] = await read();
  await table.delete(row);
  expect(await sweep(archive.ports)).toMatchObject({ documents: 1 });
  await archive.work();
  expect(await read()).toMatchObject([row]);
  expect(await sweep(archive.ports)).toMatchObject({ documents: 0 });
});

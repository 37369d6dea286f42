/** A name that a document takes for a person's is the place of which others tell, whichever comes first. */
import { expect, it } from 'vitest';
import { DecidedArchive } from './decidedArchive.ts';

const towns = (day: number) =>
  ` date 2021-06-0${day} Fisheries talks in Morvale\n\n` +
  'Ministers met in Morvale on Monday. The harbour of Morvale was closed. The town of Morvale expects boats. ' +
  'Chidi Bello, Ngozi Adeyemi and Tunde Balogun discussed fisheries quotas and harbour subsidies.';
const lone = (who: string) =>
  ' date 2021-06-04 Quotas agreed\n\n' +
  `Chidi Bello and Ngozi Adeyemi agreed on fisheries quotas. "We were tired," ${who} added. ` +
  'Tunde Balogun discussed harbour subsidies.';

/** The keys of the documents of each of these entities. */
async function documentsOf(archive: DecidedArchive, ...ids: string[]): Promise<string[][]> {
  const lists: string[][] = [];
  for (const id of ids) {
    const response = await archive.room.request(`/v1/entities/${id}/documents`);
    const { items = [] } = (await response.json()) as { items?: { key: string }[] };
    lists.push(items.map(({ key }) => key).sort());
  }
  return lists;
}

const files: [key: string, text: string][] = [
  ['a.txt', towns(1)],
  ['b.txt', towns(2)],
  ['lone.txt', lone('Morvale')],
  ['titled.txt', lone('Mr Morvale')],
];

it.each([
  ['first', [2, 3, 0, 1]],
  ['last', [0, 1, 2, 3]],
])('%s', async (_, order) => {
  const archive = new DecidedArchive();
  for (const i of order) await archive.put(...(files[i] as [string, string]));
  expect(await documentsOf(archive, 'place/morvale', 'person/morvale')).toEqual([
    ['a.txt', 'b.txt', 'lone.txt'],
    ['titled.txt'],
  ]);
  const { items } = await archive.room.json('/v1/entities/place/morvale/links');
  expect(items).toMatchObject([
    { to: 'place/morvale', candidates: [{ id: 'place/morvale', confidence: 0.93 }] },
  ]);
  for (const key of ['a.txt', 'b.txt']) await archive.ports.inbox.delete(key);
  await archive.room.queues.uploads.send(
    ['a.txt', 'b.txt'].map((key) => JSON.stringify({ Records: [{ s3: { object: { key } } }] })),
  );
  await archive.work();
  expect(await documentsOf(archive, 'person/morvale')).toEqual([['lone.txt', 'titled.txt']]);
});

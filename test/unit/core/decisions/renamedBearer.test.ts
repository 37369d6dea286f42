/** Who is meant by a surname does not depend on the name that people decide to show. */
import { expect, it } from 'vitest';
import { DecidedArchive } from './decidedArchive.ts';

const talks = (day: number, who: string) =>
  ` date 2021-06-0${day} ${who} in fisheries talks\n\n` +
  `${who} met Chidi Bello, Ngozi Adeyemi and Tunde Balogun. The ministers discussed fisheries quotas ` +
  'during lengthy negotiations about harbour subsidies.';

const bearer = 'person/amara-adair';
const rename = { action: 'rename', entity: bearer, name: 'Lady Amara of Velm' };

async function archiveOfBearer(): Promise<DecidedArchive> {
  const archive = new DecidedArchive();
  for (const day of [1, 2, 3, 4, 5, 6]) await archive.put(`${day}.txt`, talks(day, 'Amara Adair'));
  return archive;
}

const keysOf = async (archive: DecidedArchive) => {
  const { items } = await archive.room.json(`/v1/entities/${bearer}/documents`);
  return items.map(({ key }: { key: string }) => key).sort();
};

it('a surname is put to a person whom people call otherwise, before and after they say so', async () => {
  const [before, after] = [await archiveOfBearer(), await archiveOfBearer()];
  await before.put('lone.txt', talks(7, 'Adair'));
  await before.decide(rename);
  await after.decide(rename);
  await after.put('lone.txt', talks(7, 'Adair'));
  expect(await keysOf(before)).toContain('lone.txt');
  expect(await keysOf(after)).toEqual(await keysOf(before));
  for (const archive of [before, after])
    expect(await archive.room.json(`/v1/entities/${bearer}`)).toMatchObject({ name: 'Lady Amara of Velm' });
});

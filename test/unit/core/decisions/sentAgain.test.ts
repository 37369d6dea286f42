/** A decision whose caller got no answer is sent again. */
import { expect, it } from 'vitest';
import { DecidedArchive } from './decidedArchive.ts';

const talks = (day: number, who: string) =>
  ` date 2021-06-0${day} ${who} in fisheries talks\n\n` +
  `${who} met Chidi Bello, Ngozi Adeyemi and Tunde Balogun. The ministers discussed fisheries quotas ` +
  'during lengthy negotiations about harbour subsidies.';

const [shown, other] = ['person/amara-adair', 'person/maria-okoye'];

it('a pin of an entity to which the model put a name is one decision, however often it is sent', async () => {
  const archive = new DecidedArchive();
  const documentsOf = async (id: string) => {
    const { items } = await archive.room.json(`/v1/entities/${id}/documents`);
    return items.map(({ key }: { key: string }) => key);
  };
  for (const day of [1, 2, 3, 4, 5, 6]) await archive.put(`${day}.txt`, talks(day, 'Amara Adair'));
  await archive.put('7.txt', talks(7, 'Adair'));
  expect(await documentsOf(shown)).toContain('7.txt');
  const { items } = await archive.room.json('/v1/documents');
  const document = items.find(({ key }: { key: string }) => key === '7.txt').id;
  const pin = { action: 'pin', document, entity: shown, to: other };
  const decided = await archive.decide(pin);
  expect(await documentsOf(other)).toEqual(['7.txt']);
  expect(await archive.decide(pin)).toMatchObject({ id: decided.id });
  expect((await archive.room.json('/v1/decisions')).items).toHaveLength(1);
});

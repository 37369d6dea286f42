/** A decision whose caller got no answer is sent again. */
import { describe, expect, it } from 'vitest';
import { DecidedArchive } from './decidedArchive.ts';

const talks = (day: number, who: string) =>
  ` date 2021-06-0${day} ${who} in fisheries talks\n\n` +
  `${who} met Chidi Bello, Ngozi Adeyemi and Tunde Balogun. The ministers discussed fisheries quotas ` +
  'during lengthy negotiations about harbour subsidies.';

const [shown, other] = ['person/amara-adair', 'person/maria-okoye'];

const pinOf = async (archive: DecidedArchive, entity: string) => {
  const { items } = await archive.room.json('/v1/documents');
  const document = items.find(({ key }: { key: string }) => key === '7.txt').id;
  return { action: 'pin', document, entity, to: other };
};

const documentsOf = async (archive: DecidedArchive, id: string) => {
  const { items } = await archive.room.json(`/v1/entities/${id}/documents`);
  return items.map(({ key }: { key: string }) => key);
};

describe('a pin is one decision, however often it is sent', () => {
  it('of an entity to which the model put a name', async () => {
    const archive = new DecidedArchive();
    for (const day of [1, 2, 3, 4, 5, 6]) await archive.put(`${day}.txt`, talks(day, 'Amara Adair'));
    await archive.put('7.txt', talks(7, 'Adair'));
    expect(await documentsOf(archive, shown)).toContain('7.txt');
    const pin = await pinOf(archive, shown);
    const decided = await archive.decide(pin);
    expect(await documentsOf(archive, other)).toEqual(['7.txt']);
    expect(await archive.decide(pin)).toMatchObject({ id: decided.id });
    expect((await archive.room.json('/v1/decisions')).items).toHaveLength(1);
  });

  it('of an entity that another decision made', async () => {
    const archive = new DecidedArchive();
    await archive.put('7.txt', talks(7, 'Amara Adair'));
    await archive.decide({ action: 'retype', entity: shown, type: 'group' });
    const pin = await pinOf(archive, 'group/amara-adair');
    const decided = await archive.decide(pin);
    await archive.decide({ action: 'merge', entity: 'group/amara-adair', into: 'person/ngozi-adeyemi' });
    expect(await archive.decide(pin)).toMatchObject({ id: decided.id });
    expect((await archive.room.json('/v1/decisions')).items).toHaveLength(3);
  });
});

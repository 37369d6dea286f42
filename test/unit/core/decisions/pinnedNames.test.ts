/** By which name and reason a document shows what a decision put to somebody else. */
import { beforeEach, describe, expect, it } from 'vitest';
import { DecidedArchive } from './decidedArchive.ts';

const story = (who: string, short: string) =>
  ` date 2021-05-03 Talks in Lerwick\n\n${who} met the mayor of Lerwick on Monday. ` +
  `The talks between ${short} and the council of Norway went on until the evening, officials said.`;

const [maria, kemi] = ['person/maria-okoye', 'person/kemi-bello'];

let archive: DecidedArchive;
let document: string;
beforeEach(async () => {
  archive = new DecidedArchive();
  await archive.put('a.txt', story('Maria Okoye', 'Okoye'));
  await archive.put('b.txt', story('Kemi Bello', 'Bello'));
  const { items } = await archive.room.json('/v1/documents');
  document = items.find(({ key }: { key: string }) => key === 'a.txt').id;
});

/** What the document shows of the names with this surname. */
async function shown() {
  const { items } = await archive.room.json(`/v1/documents/${document}/mentions`);
  const { entities } = await archive.room.json(`/v1/documents/${document}`);
  const mentions = items
    .filter(({ surface }: { surface: string }) => surface.endsWith('Okoye'))
    .map(({ entity, name, link }: Record<string, unknown>) => ({ entity, name, link }));
  return {
    mentions,
    entities: entities.filter(({ type }: { type: string }) => type === 'person'),
  };
}

const decided = { entity: kemi, name: 'Kemi Bello', link: { reason: 'decided by a person' } };

describe('a pin', () => {
  it('of an entity gives its mentions the name of the other one, and says that it was decided', async () => {
    await archive.decide({ action: 'pin', document, entity: maria, to: kemi });
    expect(await shown()).toEqual({
      mentions: [decided, decided],
      entities: [{ id: kemi, type: 'person', name: 'Kemi Bello', mentions: 2 }],
    });
  });

  it('of what is written so leaves the other mentions as they are', async () => {
    await archive.decide({ action: 'pin', document, surface: 'Okoye', to: kemi });
    expect(await shown()).toMatchObject({
      mentions: [{ entity: maria, name: 'Maria Okoye', link: { reason: 'same name' } }, decided],
      entities: [
        { id: maria, name: 'Maria Okoye' },
        { id: kemi, name: 'Kemi Bello' },
      ],
    });
  });

  it('to somebody whom the document names itself takes the name from there', async () => {
    const both = story('Maria Okoye and Kemi Bello', 'Okoye');
    await archive.put('a.txt', both);
    await archive.decide({ action: 'pin', document, surface: 'Okoye', to: kemi });
    expect((await shown()).mentions[1]).toEqual(decided);
  });
});

it('a merge gives mentions the name of the one that they are, and another type leaves it', async () => {
  await archive.decide({ action: 'merge', entity: maria, into: kemi });
  expect((await shown()).mentions).toEqual([decided, decided]);
  await archive.decide({ action: 'retype', entity: kemi, type: 'group' });
  const { mentions } = await shown();
  expect(mentions[0]).toEqual({ ...decided, entity: 'group/kemi-bello' });
});

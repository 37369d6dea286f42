import { beforeAll, expect, it } from 'vitest';
import { Newsroom } from '../newsroom.ts';

const room = new Newsroom();

beforeAll(async () => {
  for (const name of ['Volodymyr Zelenskyy', 'Angela Merkel', 'Marta Harbour'])
    await room.add({ key: name, title: `A visit of ${name}`, names: { person: [name] } });
  await room.add({ key: 'fair', title: 'A fair', names: { place: ['Gdańsk'] } });
  await room.tallyEntities();
});

const search = (q: string, more = '') => room.json(`/v1/search?q=${encodeURIComponent(q)}${more}`);
const meant = async (q: string) =>
  ((await search(q)).didYouMean ?? []).map(({ id }: { id: string }) => id.replace('person/', ''));

it('a search that finds nothing has whom its words may mean', async () => {
  expect(await meant('Angela Merkle')).toEqual(['angela-merkel']);
  expect(await meant('Wolodymyr Selenskyj')).toEqual(['volodymyr-zelensky']);
  const { items, didYouMean } = await search('merkell');
  expect([items, didYouMean]).toEqual([
    [],
    [{ id: 'person/angela-merkel', name: 'Angela Merkel', type: 'person', documents: 1 }],
  ]);
});

it('a word among others may be the name', async () => {
  expect(await meant('speech by merkell -sport language:en')).toEqual(['angela-merkel']);
});

it('a phrase may be the name', async () => {
  expect(await meant('"Angela Merkle" -cabaret')).toEqual(['angela-merkel']);
  expect(await meant('berlin OR "angela merkell"')).toEqual(['angela-merkel']);
});

it('nobody is meant by what is found, left out, or like no name', async () => {
  for (const q of ['visit', '-merkell', 'xyzzyq', 'entity:person/nobody', 'word '.repeat(60)])
    expect(await search(q), q).not.toHaveProperty('didYouMean');
});

it('a place may be meant by a name that the authority has', async () => {
  expect(await meant('Danzig')).toEqual(['place/gdansk']);
  expect(await meant('fairs of Danzig')).toEqual(['place/gdansk']);
});

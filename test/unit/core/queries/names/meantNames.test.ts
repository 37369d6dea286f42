import { beforeAll, expect, it } from 'vitest';
import { fold } from '../../../../../core/entities/slug.ts';
import type { Query, Table } from '../../../../../core/ports/table.ts';
import { findMeant } from '../../../../../core/queries/names/meantNames.ts';
import { Newsroom } from '../../../api/newsroom.ts';

const room = new Newsroom();
beforeAll(async () => {
  const stories = [
    ['Angela Merkel', 'Volodymyr Zelensky', 'Muammar Gaddafi', 'Boris Yeltsin', 'Иван Петров'],
    ['Angela Merkel', 'Horst Merkel', 'Nicolas Sarkozy', 'José Mourinho'],
  ];
  for (const [i, person] of stories.entries())
    await room.add({ key: `${i}`, title: 'x', published: '2021-05-03', names: { person } });
  await room.tallyEntities();
});

const search = (q: string) => room.json(`/v1/entities?q=${encodeURIComponent(q)}`);

it.each([
  ['Selenskyj', 'person/volodymyr-zelensky'],
  ['Wolodymyr Selenskyj', 'person/volodymyr-zelensky'],
  ['Зеленский', 'person/volodymyr-zelensky'],
  ['Володимир Зеленський', 'person/volodymyr-zelensky'],
  ['Петрв', 'person/иван-петров'],
  ['Kadhafi', 'person/muammar-gaddafi'],
  ['Mouammar Qaddafi', 'person/muammar-gaddafi'],
  ['Eltsine', 'person/boris-yeltsin'],
  ['Merkl', 'person/angela-merkel'],
  ['Sarkozi', 'person/nicolas-sarkozy'],
  ['emrkel', 'person/angela-merkel'],
  ['Mourhino', 'person/jose-mourinho'],
])('%s may be meant for %s', async (q, meant) => {
  const { items, didYouMean } = await search(q);
  expect(items).toEqual([]);
  expect(didYouMean[0].id).toBe(meant);
  expect(didYouMean[0].documents).toBeGreaterThan(0);
});

it('nobody is meant where nothing is near', async () => {
  for (const name of ['xqzt', 'Czukhyjev']) {
    expect(await search(name)).toEqual({ items: [], next: null });
    // One for each beginning of at most 18, and those of the name itself.
    expect(room.tableCalls.query).toBeLessThan(18 + 6);
  }
});

it('looks further where many begin alike', async () => {
  const crowd = new Newsroom();
  const letters = [...'abcdefghijklmnopqrst'];
  const others = letters.flatMap((one) => letters.map((other) => `Oscar ${one}${other}${one}ter`));
  await crowd.add({
    key: 'crowd',
    title: 'x',
    published: '2021-05-03',
    names: { person: [...others, 'Oscar Thornen'] },
  });
  await crowd.tallyEntities();
  const { didYouMean } = await crowd.json('/v1/entities?q=oskar+thornen');
  expect(didYouMean).toMatchObject([{ id: 'person/oscar-thornen' }]);
});

it.each(['Schenjkovsky', 'Щеньковский'])('reads no more than 4,000 names for %s', async (typed) => {
  const prefixes: string[] = [];
  let rows = 0;
  const query = async ({ pk, prefix = '', limit = 0 }: Query) => {
    prefixes.push(prefix);
    rows += limit;
    return {
      items: Array.from({ length: limit }, (_, i) => ({ pk, sk: `${prefix}${i}`, gone: true })),
      next: 'more',
    };
  };
  expect(await findMeant({ query } as unknown as Table, fold(typed))).toEqual([]);
  expect(rows).toBeGreaterThan(3_000);
  expect(rows).toBeLessThanOrEqual(4_000);
  // The letters as they are, and not their spellings.
  expect(prefixes.filter((each) => /\p{Script=Cyrillic}/u.test(each)).length).toBeLessThanOrEqual(3);
});

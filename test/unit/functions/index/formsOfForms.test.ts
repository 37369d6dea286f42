/**
 * A surname with a case ending, beside full names with and without one: who is meant must not depend on the
 * order in which the files came. All are invented.
 */
import { describe, expect, it } from 'vitest';
import { Records } from '../sweep/records.ts';

const report = (place: string, day: string, sentences: string) =>
  `Talks on the ferry go on\n\n${place}, ${day} 2021 - ${sentences}\n`;

const files: Record<string, string> = {
  'base.txt': report(
    'LONDON',
    '14 April',
    'The minister thanked Alan Velmar in Paris. The minister saw Velmar in London. The minister saw Velmarin in Paris.',
  ),
  'form.txt': report(
    'LONDON',
    '14 March',
    'The minister met Velmarin in London. The minister met Alan Velmarin in Paris. The minister thanked Velmarin.',
  ),
  'both.txt': report(
    'LONDON',
    '17 April',
    'The minister asked Alan Velmar in Paris. The minister thanked Velmarin. The minister thanked Alan Velmarin.',
  ),
};

const orders = (keys: readonly string[]): string[][] =>
  keys.length < 2
    ? [[...keys]]
    : keys.flatMap((first) => orders(keys.filter((key) => key !== first)).map((rest) => [first, ...rest]));

describe('after the next sweep, the records say the same', () => {
  it.each(orders(Object.keys(files)).map((order) => [order]))(
    'whichever file came first: %j',
    async (order) => {
      const records = new Records();
      for (const key of order) await records.put(key, files[key] ?? '');
      await records.sweep();
      expect(await records.differences()).toEqual([]);
    },
  );
});

it('a name with an ending is its own again once the name without it is gone', async () => {
  const records = new Records();
  const ofBase = (n: number) =>
    report(
      'LONDON',
      `${n} April`,
      'The minister thanked Alan Velmar in Paris. Alan Velmar asked the committee.',
    );
  for (const n of [3, 4, 5]) await records.put(`${n}.txt`, ofBase(n));
  await records.put('form.txt', report('LONDON', '6 April', 'The minister met Alan Velmarin in Paris.'));
  const links = () => records.rows('DOC#', 'META').flatMap((row) => (row.links ? [row.links] : []));
  expect(links()).toEqual([{ 'person/alan-velmarin': 'person/alan-velmar' }]);
  for (const n of [3, 4, 5]) {
    await records.inbox.delete(`${n}.txt`);
    await records.handle(`${n}.txt`);
  }
  expect(links()).toEqual([{}]);
  expect(await records.differences()).toEqual([]);
});

describe('a form that a link put to one base is asked again when documents of another base come', () => {
  const asked = (name: string) => `The minister asked ${name} in Paris. ${name} thanked the committee.`;
  const texts: Record<string, string> = {
    'base.txt': report('LONDON', '10 April', asked('Alan Velmar')),
    'form.txt': report('LONDON', '3 May', asked('Alan Velmarin')),
    'other.txt': report('LONDON', '26 April', `${asked('Alan Velmari')} ${asked('Alan Velmari')}`),
  };

  it.each(orders(Object.keys(texts)).map((order) => [order]))('without a sweep: %j', async (order) => {
    const records = new Records();
    for (const key of order) await records.put(key, texts[key] ?? '');
    expect(await records.differences()).toEqual([]);
  });
});

it('one document that writes a name otherwise does not hide that another misspells it', async () => {
  const records = new Records();
  const named = (...names: string[]) => names.map((name) => `The minister met ${name} in Paris.`).join(' ');
  await records.put(
    'misspelt.txt',
    report('LONDON', '10 March', named('Mike Okoye', 'M. Okoye', 'Micheal Okoye')),
  );
  await records.put('marked.txt', report('LONDON', '26 March', named('Micheál Okoye', 'Michael Okoye')));
  await records.put('right.txt', report('LONDON', '9 April', named('Michael Okoye', 'Michael Okoye')));
  expect(await records.differences()).toEqual([]);
  const links = records.rows('DOC#', 'META').flatMap((row) => Object.entries(row.links ?? {}));
  expect(links).toContainEqual(['person/micheal-okoye', 'person/michael-okoye']);
});

it('a misspelt name is asked again by all of its documents, not by the newest alone', async () => {
  const records = new Records();
  const story = (day: string, name: string) =>
    report('LONDON', day, `The minister met ${name} in Paris. ${name} thanked the committee.`);
  await records.put(
    'a/both.txt',
    report('LONDON', '20 May', 'The minister asked Jenifer Quelle in Paris, and Jennifer Quelle.'),
  );
  await records.put('a/asked.txt', story('19 April', 'Jenifer Quelle'));
  await records.put('a/right.txt', story('3 March', 'Jennifer Quelle'));
  await records.put('a/other.txt', story('7 April', 'Jenifer Quelle'));
  await records.put('a/other.txt', story('7 April', 'Mike Okoye'));
  expect(await records.differences()).toEqual([]);
});

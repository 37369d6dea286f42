/**
 * A surname with a case ending, beside full names with and without one: who is meant must not depend on the
 * order in which the files came. All are invented.
 */
import { describe, expect, it } from 'vitest';
import { Records } from '../sweep/records.ts';

const report = (place: string, day: string, sentences: string) =>
  `Talks on the ferry go on\n\n${place}, ${day} 2026 - ${sentences}\n`;

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

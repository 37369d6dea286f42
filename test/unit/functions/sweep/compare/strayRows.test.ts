/** Search rows under days where META does not say that the document has any. */
import { beforeEach, expect, it } from 'vitest';
import type { SearchRow } from '../../../../../core/ports/search.ts';
import { Records, story } from '../records.ts';

let records: Records;
let row: SearchRow;
beforeEach(async () => {
  records = new Records();
  await records.put('a.txt', story('Ministers meet in the capital'));
  [row] = records.search.all() as [SearchRow];
});

const otherDay = (fields: object): SearchRow => ({ ...row, published: '2020-01-02', ...fields }) as SearchRow;

it('a live one is buried and counted, the document and its own row stay', async () => {
  records.search.overwrite([otherDay({ token: 0 })]);
  expect(await records.sweep()).toMatchObject({ strays: 1, documents: 0, searchRows: 0 });
  expect(records.search.all().filter(({ gone }) => !gone)).toEqual([row]);
  expect(await records.sweep()).toMatchObject({ strays: 0, documents: 0 });
});

it('a tombstone is none, and nothing more is read for it', async () => {
  const reads = async () => {
    let count = 0;
    const get = records.table.get.bind(records.table);
    records.table.get = (...args) => {
      count++;
      return get(...args);
    };
    await records.sweep();
    records.table.get = get;
    return count;
  };
  await records.sweep();
  const before = await reads();
  records.search.overwrite([otherDay({ token: 0, gone: true })]);
  expect(await reads()).toBe(before);
});

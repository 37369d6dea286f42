/** Search rows under days where META does not say that the document has any. */
import { beforeEach, expect, it } from 'vitest';
import type { SearchRow } from '../../../../../core/ports/search.ts';
import { sweep } from '../../../../../functions/sweep/sweep.ts';
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

it('a tombstone is none, also where the own row is out of date', async () => {
  records.search.overwrite([
    { ...row, token: 0 },
    otherDay({ token: 9, gone: true }),
    otherDay({ token: 0, gone: true, published: '2020-01-03' }),
  ]);
  const search = new Proxy(records.search, {
    get: (target, name) =>
      // Its token says nothing about the row of the document's own day.
      name === 'tokensOf' ? async () => new Map([[row.id, 0]]) : Reflect.get(target, name).bind(target),
  });
  const { strays, documents, searchRows } = await records.sweepWith((ports) => sweep({ ...ports, search }));
  expect({ strays, documents, searchRows }).toEqual({ strays: 0, documents: 0, searchRows: 1 });
});

it('a tombstone of a document that the records do not know is none', async () => {
  records.search.overwrite([{ ...row, id: 'c'.repeat(32), token: 9, gone: true }]);
  expect(await records.sweep()).toMatchObject({ strays: 0, documents: 0, searchRows: 0 });
  expect(records.rows(`DOC#${'c'.repeat(32)}`)).toEqual([]);
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

/**
 * `node lanceWriter.ts FOLDER NAME`: until it is killed, merges ten rows at a time into the search table of a
 * folder, and compacts it now and then; of two concurrent compactions one fails, as in `functions/index`.
 * After each merge it prints the number of rows written so far.
 */
import { blankSearchRow } from '../../bench/blankSearchRow.ts';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { compactAll } from './suites/searchRows.ts';

const [folder = '', name = ''] = process.argv.slice(2);
const search = await LanceSearch.open({ uri: folder });

for (let written = 0; ; ) {
  const rows = Array.from({ length: 10 }, (_, i) => `${name} ${written + i}`);
  await search.merge(rows.map((id) => ({ ...blankSearchRow(id), title: 'survivor', text: 'survivor' })));
  written += rows.length;
  process.stdout.write(`${written}\n`);
  if (written % 20 === 0) await compactAll(search).catch(() => {});
}

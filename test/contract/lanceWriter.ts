/**
 * `node lanceWriter.ts FOLDER NAME`: merges rows into the search table of a folder until it is killed, ten at a time, and compacts it now and then; of
 * two that do so at once one fails, as in `functions/index`. A line on its standard output for each merge that came back: how many rows it has written.
 */
import { LanceSearch } from '../../runtime/lance/search.ts';

const [folder = '', name = ''] = process.argv.slice(2);
const search = await LanceSearch.open({ uri: folder });
const blank = {
  gone: false,
  standfirst: '',
  entities: [],
  bands: [],
  source: '',
  language: '',
  published: '',
};

for (let written = 0; ; ) {
  const rows = Array.from({ length: 10 }, (_, i) => `${name} ${written + i}`);
  await search.merge(rows.map((id) => ({ ...blank, id, token: 1, title: 'survivor', text: 'survivor' })));
  written += rows.length;
  process.stdout.write(`${written}\n`);
  if (written % 20 === 0) await search.optimize().catch(() => {});
}

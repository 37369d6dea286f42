/** Words are searched in pairs only if LanceDB surely does not take them for the same word. */
import * as lance from '@lancedb/lancedb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stableStart } from '../../runtime/lance/terms.ts';
import { textOptions } from '../../runtime/lance/writing/indices.ts';

const stems =
  `add age arrest ash bat bid boy bus buy charge city copy cover crash cry day deal die dry dye early
  egg eye fan fly free general gentle hop hope house ice idle industry iron kiss lie live marry minister news
  occur offer oil owe party pass pay play police quit rate report run say ship shed single sky speed spy stay
  storm story study strike tie tree try ugly use valley vary waste year yes bbc nhs covid19 o oe`.split(
    /\s+/,
  );
const endings =
  '/s/es/ed/ing/ly/edly/ingly/y/ies/ied/er/ers/est/e/ness/ation/ational/ization/ful/fully/al/ment'.split('/');
const others =
  `dying lying tying skis skies idly gently ugly early only singly news howe atlas cosmos bias andes
  oed oing Zurich zurich cafe cafes Schroder schroder Angstrom angstrom facade facades naive`.split(/\s+/);

const words = stems.flatMap((word) => [
  ...endings.flatMap((ending) => [word + ending, word.replace(/[ey]$/, '') + ending]),
  word.replace(/(.)$/, '$1$1ing'),
]);
const starting = Map.groupBy([...new Set([...words, ...others])], stableStart);

let table: lance.Table;
beforeAll(async () => {
  const memory = await lance.connect('memory://');
  const rows = [...starting].map(([start = '', alike]) => ({ start, text: alike.join(' ') }));
  table = await memory.createTable('words', rows);
  await table.createIndex('text', { config: lance.Index.fts(textOptions) });
});
afterAll(() => table.close());

it('words that LanceDB takes for the same have the same start, or none that is known', async () => {
  expect(starting.size).toBeGreaterThan(60);
  for (const [start, alike] of starting) {
    if (start === undefined) continue;
    const query = table.query().fullTextSearch(new lance.MatchQuery(alike.join(' '), 'text'));
    const found = (await query.limit(1000).select(['start', '_score']).toArray()).map((row) => row.start);
    expect(new Set(found).difference(new Set([start, ''])), start).toEqual(new Set());
  }
});

it('a start ends with the first vowel and has two letters', () => {
  const starts = ['shipping', 'shed', 'sky', 'skies', 'Aldford', 'yield', 'oing', 'bbc', 'Schroder', '北京'];
  expect(starts.map(stableStart)).toEqual([
    'shi',
    'she',
    'ski',
    'ski',
    'al',
    'ii',
    undefined,
    'bbc',
    'schro',
    undefined,
  ]);
});

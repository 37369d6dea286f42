/** Attacks by files of the authority, which are lists of names and no news. */

import { gzipSync } from 'node:zlib';
import { pieces } from '../pieces.ts';
import { type Attacks, type Ending, filled, type HostileFile, hostileFiles, MB } from './hostileFile.ts';

const lines = (count: number, line: (i: number) => unknown) =>
  Array.from({ length: count }, (_, i) => JSON.stringify(line(i))).join('\n');
/** Each with 150 aliases. */
const manyAliases = (entries: number) => {
  const aliases = (i: number) => Array.from({ length: 150 }, (_, a) => (i * 150 + a).toString(36));
  return lines(entries, (i) => ({ type: 'place', name: `P${i}`, aliases: aliases(i) }));
};
const good = '{"id":"place/lighthouse","name":"Lighthouse"}\n';
const everydayWords =
  'the a of and in to said on for storm harbour day place master Lerwick London opened good';

const jsonLines: Attacks = {
  'arrays twelve million deep': () => `${good}{"id":"place/x","name":${'['.repeat(12_000_000)}`,
  'eight million objects in a line': () =>
    `${good}{"id":"place/x","name":"X","y":[${'{},'.repeat(8_000_000)}{}]}`,
  'a line of 20 MB': () => `${good}{"id":"place/x","name":"${filled('North Pier ', 20 * MB)}"}`,
  'a file of 200 MB': () => Buffer.alloc(200 * MB, good),
  'three million aliases': () => manyAliases(20_000),
  'a hundred thousand and one entries': () =>
    lines(100_001, (i) => ({ id: `place/p${i}`, name: `Pier ${i}` })),
  'a hundred thousand names of twenty thousand entries': () =>
    lines(20_000, (i) => ({
      id: `place/pier-${i}`,
      name: `Pier ${i}`,
      aliases: Array.from({ length: 4 }, (_, a) => `Píer ${i} ${a}`),
    })),
  'one name of ninety thousand entries': () =>
    lines(90_000, (i) => ({ id: `organization/o${i}`, name: 'Harbour Company', aliases: ['HC'] })),
  'aliases that catch every word': () =>
    lines(20, (i) => ({
      id: `person/catcher-${i}`,
      name: `Catcher ${i}`,
      aliases: everydayWords.split(' '),
    })),
  'entries in place of those that ship': () =>
    lines(2, (i) => ({
      id: ['place/london', 'place/lerwick'][i],
      name: 'Nowhere',
      lat: 0,
      lon: 0,
      country: 'XX',
    })),
  'ids and names with half a surrogate': () =>
    `${good}{"id":"person/a\\ud800","name":"A"}\n{"id":"person/b","name":"B\\udc00"}\n` +
    '{"id":"person/c","name":"C","aliases":["\\ud83d"],"source":"\\udfff"}\n',
  'ids of 400 KB': () => `${good}{"id":"place/${'x'.repeat(400_000)}","name":"X"}\n`,
  'a source of 400 KB': () => `${good}{"id":"place/x","name":"X","source":"${'s'.repeat(400_000)}"}\n`,
  'names of marks out of order': () =>
    lines(1_000, (i) => ({
      id: `place/m${i}`,
      name: `a${'\u0315'.repeat(90)}${'\u0300'.repeat(90)}`,
      aliases: [`b${'\u0300\u0315'.repeat(90)}`],
    })),
  'names of controls': () =>
    lines(3, (i) => ({ id: `person/c${i}`, name: ['A\u0000B', 'A\u202eB', 'A\u009b2JB'][i], country: 'FI' })),
  'names of prototypes': () =>
    lines(3, (i) => {
      const name = ['__proto__', 'constructor', 'hasOwnProperty'][i];
      return { name, type: 'organization', aliases: ['toString'] };
    }),
  'lists of lists as aliases': () => `${good}{"id":"place/x","name":"X","aliases":[["a"],{"b":1},null,7]}\n`,
  'coordinates that are none': () =>
    `${good}{"id":"place/x","name":"X","lat":1e999,"lon":-1e999}\n{"id":"place/y","name":"Y","lat":"NaN","lon":""}\n`,
  'a thousand and one bad lines': () => `${good}${'{"id":"nothing"}\n'.repeat(1_001)}`,
  'one id ten thousand times': () => good.repeat(900) + lines(10, (i) => ({ id: `place/l${i}`, name: 'L' })),
  'evidence of markup and controls': () => `${good}{"id":"<script>\u001b[2J\u202e","name":"=1+1"}\n`,
};

const csv: Attacks = {
  'a header of fifty thousand columns': () => `name,id,${'name,'.repeat(50_000)}\nX,place/x\n`,
  'quotes that never close': () => `id,name\n${filled('a","b', 2 * MB)}`,
  'a quote opens in each line': () => `id,name\nplace/lighthouse,Lighthouse\n${'"a,b\n'.repeat(900)}`,
  'commas alone': () => `id,name\n${','.repeat(5 * MB)}\n`,
  'bars alone as aliases': () => `id,name,aliases\nplace/lighthouse,Lighthouse,${'|'.repeat(5 * MB)}\n`,
  'formulas as names': () => 'id,name\nplace/cmd,"=cmd|\' /C calc\'!A0"\nperson/sum,@SUM(A1)\n',
  'no line end': () => filled('id,name,', 20 * MB),
};

const refused: readonly string[] = pieces(
  'a file of 200 MB¦three million aliases¦a hundred thousand and one entries',
  'a thousand and one bad lines¦a header of fifty thousand columns¦quotes that never close¦no line end',
);
const stored: readonly string[] = [
  'a line of 20 MB',
  'a hundred thousand names of twenty thousand entries',
  'one name of ninety thousand entries',
  'aliases that catch every word',
  'entries in place of those that ship',
  'ids and names with half a surrogate',
  'ids of 400 KB',
  'a source of 400 KB',
  'names of marks out of order',
  'names of prototypes',
  'coordinates that are none',
  'one id ten thousand times',
];

export function authorityFiles(seed: number): HostileFile[] {
  const ends = Object.fromEntries([
    ...refused.map((name): [string, Ending] => [name, 'refused']),
    ...stored.map((name): [string, Ending] => [name, 'stored']),
  ]);
  const packed: Attacks = {
    'a bomb of names': () => gzipSync(filled(good, 24 * MB)),
    'thirty megabytes of aliases': () => gzipSync(filled(manyAliases(200), 30 * MB)),
  };
  return [
    ...hostileFiles(seed, 'authority', 'jsonl', jsonLines, ends),
    ...hostileFiles(seed, 'authority', 'csv', csv, ends),
    ...hostileFiles(seed, 'authority', 'jsonl.gz', packed, {
      'a bomb of names': 'refused',
      'thirty megabytes of aliases': 'refused',
    }),
  ];
}

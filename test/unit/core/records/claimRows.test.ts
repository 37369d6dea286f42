/** A digest of a claim's rows says whether they are still as its last handler left them. */
import { expect, it } from 'vitest';
import { rowsDigest } from '../../../../core/records/claimRows.ts';

const [first, second] = [
  { sk: 'DOC#1', digest: 'a' },
  { sk: 'PART#2', digest: 'b' },
];

it('rows have one digest in any order, as the table lists them and as they are written', () => {
  expect(rowsDigest([second, first])).toBe(rowsDigest([first, second]));
});

it.each([
  ['a row less', [first]],
  ['another row', [first, { ...second, sk: 'PART#3' }]],
  ['another content', [first, { ...second, digest: 'c' }]],
  [
    'contents that changed places',
    [
      { ...first, digest: 'b' },
      { ...second, digest: 'a' },
    ],
  ],
])('%s has another digest', (_, rows) => {
  expect(rowsDigest(rows)).not.toBe(rowsDigest([first, second]));
});

/** A digest of a claim's rows says whether they are still as its last handler left them. */
import { describe, expect, it } from 'vitest';
import { hash } from '../../../../core/hash.ts';
import { hasRowsAsApplied, rowsDigest } from '../../../../core/records/claimRows.ts';
import { keys } from '../../../../core/records/keys.ts';

const [first, second] = [
  { sk: 'DOC#1', digest: 'a' },
  { sk: 'PART#2', digest: 'b' },
];

it('rows have one digest in any order, as the table lists them and as they are written', () => {
  expect(rowsDigest([second, first])).toBe(rowsDigest([first, second]));
});

it('claims keep the digest, so it stays as it was written once', () => {
  expect(rowsDigest([first, second])).toBe(hash('DOC#1 a\nPART#2 b'));
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

describe('a claim has its rows as applied', () => {
  const claim = { ...keys.claim('a.zip'), token: 4, settled: 4 };
  const applied = { digest: rowsDigest([first, second]), truth: 't' };
  const row = { ...claim, applied };
  const child = { pk: claim.pk, ...first, token: 4 };
  const part = { pk: claim.pk, ...second, token: 3 };
  const tombstone = { pk: claim.pk, sk: 'DOC#3', token: 4, gone: true };

  it('whatever else is beside it: the claim itself, and tombstones', () => {
    expect(hasRowsAsApplied(row, [row, child, part, tombstone])).toBe(true);
  });

  it.each([
    ['it lacks a document', row, [part]],
    ['it lacks a refused part', row, [child]],
    ['a document is buried', row, [{ ...tombstone, sk: child.sk }, part]],
    ['one row is of another handler', row, [{ ...child, digest: 'c' }, part]],
    ['its last handler has not finished', { ...row, token: 5 }, [child, part]],
    ['nothing was applied', claim, [child, part]],
    ['nobody has claimed the key', undefined, []],
  ])('unless %s', (_, its, rows) => {
    expect(hasRowsAsApplied(its, rows)).toBe(false);
  });
});

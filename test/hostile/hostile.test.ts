/**
 * A share of the gallery of hostile files goes through the real local runtime, another share every day
 * (`npm run hostile` drops all of them). HOSTILE_SHARE=K/64 chooses a share, HOSTILE_SEED another gallery.
 */
import { describe, expect, test } from 'vitest';
import { detectFormat, formatNames } from '../../core/formats/formats.ts';
import { hash } from '../../core/hash.ts';
import { parseShare } from '../share.ts';
import { carriers } from './carriers.ts';
import { dropGallery } from './dropGallery.ts';
import { hostileGallery, shareOf } from './gallery.ts';

const seed = Number(process.env.HOSTILE_SEED ?? 1);
const share = parseShare(process.env.HOSTILE_SHARE ?? 'today/64');

describe('the gallery', () => {
  const gallery = hostileGallery(seed);

  test('has at least 250 files with names of their own', () => {
    expect(gallery.length).toBeGreaterThanOrEqual(250);
    expect(new Set(gallery.map(({ name }) => name)).size).toBe(gallery.length);
  });

  test('attacks every format', () => {
    const head = (wrapped: string | Uint8Array) => Buffer.from(wrapped).subarray(0, 65_536);
    const carried = carriers
      .filter(({ format }) => format !== 'gzip')
      .map(({ wrap }) => detectFormat(head(wrap('Storm closes harbour', 'The ferry waits.')))?.name);
    expect(new Set(carried)).toEqual(new Set(formatNames));
  });

  test('has the same bytes each time', () => {
    const again = new Map(hostileGallery(seed).map((file) => [file.name, file]));
    for (const file of shareOf(gallery, { index: share.index % 40, of: 40 }))
      expect(hash(String(again.get(file.name)?.body())), file.name).toBe(hash(String(file.body())));
  });
});

const { index, of } = share;
test(`share ${index + 1}/${of} of seed ${seed} is stored or refused beside good files`, async () => {
  const report = await dropGallery(shareOf(hostileGallery(seed), share));
  console.log(JSON.stringify(report));
  expect(report.faults).toEqual([]);
});

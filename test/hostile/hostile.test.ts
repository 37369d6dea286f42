/**
 * The gallery of hostile files itself; `npm run hostile` drops it through the real local runtime, and CI a
 * share of it, another one every day. HOSTILE_SEED chooses another gallery.
 */
import { describe, expect, test } from 'vitest';
import { detectFormat, formatNames } from '../../core/formats/formats.ts';
import { hash } from '../../core/hash.ts';
import { today } from '../share.ts';
import { carriers } from './carriers.ts';
import { hostileGallery, shareOf } from './gallery.ts';

const seed = Number(process.env.HOSTILE_SEED ?? 1);

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
    for (const file of shareOf(gallery, { index: today() % 40, of: 40 }))
      expect(hash(String(again.get(file.name)?.body())), file.name).toBe(hash(String(file.body())));
  });
});

/** Archives that unpack to far more than they hold. */
import { describe, expect, test } from 'vitest';
import { zipOf } from '../../../unit/core/formats/makeArchives.ts';
import { partsOf } from '../../../unit/core/formats/upload.ts';

const story = (n: number) =>
  `Storm ${n} closes harbour\n\nThe storm closed the harbour for the third day in a row.`;

describe('bombs', () => {
  const letters = (megabytes: number) => new Uint8Array(megabytes * 1024 * 1024).fill(0x61);

  test('flat: one member that unpacks to a thousand times its size', async () => {
    expect(await partsOf(zipOf([{ name: 'a.txt', body: letters(200) }]))).toEqual([['', 'archive.bomb']]);
  });

  test('flat: many members that together unpack to too much', async () => {
    const members = Array.from({ length: 50 }, (_, i) => ({ name: `${i}.txt`, body: letters(1) }));
    expect((await partsOf(zipOf(members))).at(-1)).toEqual(['', 'archive.bomb']);
  });

  test('false size: a small size in the directory', async () => {
    expect(
      await partsOf(
        zipOf([
          { name: 'a.txt', body: letters(100), size: 100 },
          { name: 'b.txt', body: story(1) },
        ]),
      ),
    ).toEqual([
      ['a.txt', 'archive.lying_size'],
      ['b.txt', 'Storm 1 closes harbour'],
    ]);
  });

  test('more than 10,000 members', async () => {
    const members = Array.from({ length: 10_001 }, (_, i) => ({
      name: `${i}.txt`,
      body: story(i),
      stored: true,
    }));
    expect((await partsOf(zipOf(members))).at(-1)).toEqual(['', 'input.too_large']);
  });
});

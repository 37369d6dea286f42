import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readObject } from '../../../../../core/formats/read.ts';
import { codeOf, contentOf, readOne, stored } from '../upload.ts';

const story = 'Storm closes harbour\n\nThe storm closed the harbour for the third day in a row.';
const packed = (text: string | Uint8Array) => new Uint8Array(gzipSync(text));
const after = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

describe('compressed content is read as if it were not compressed', () => {
  test('a document keeps its part and its format', async () => {
    expect(await readOne(packed(story), { key: 'gazette/2021-05-03.txt.gz' })).toMatchObject({
      part: '',
      format: 'text',
      bytes: story.length,
      content: {
        title: 'Storm closes harbour',
        source: { name: 'gazette' },
        published: { value: '2021-05-03', source: 'key' },
      },
    });
  });

  test('a feed stays a feed', async () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'F',
      items: [{ id: '1', title: 'One', content_text: 'One.' }],
    };
    expect(await readObject(stored(packed(JSON.stringify(feed))))).toMatchObject({
      format: 'json-feed',
      feed: true,
    });
  });

  test('several gzip members are one file', async () => {
    expect(
      (await contentOf(after(packed(story.slice(0, 30)), packed(story.slice(30))))).paragraphs[0]?.text,
    ).toContain('third day in a row');
  });

  test('gzip in gzip is read, but not three levels', async () => {
    expect(await codeOf(packed(packed(story)))).toBe('read as text');
    expect(await codeOf(packed(packed(packed(story))))).toBe('archive.nested');
  });
});

describe('damaged files', () => {
  const long = packed(Array.from({ length: 5000 }, (_, i) => `Word ${i * 7919}`).join(' '));

  test('a file that breaks off at any byte is refused', async () => {
    for (const end of [10, 11, 200, Math.floor(long.length / 2), long.length - 9, long.length - 1])
      expect(await codeOf(long.slice(0, end))).toBe('input.truncated');
  });

  test('a damaged byte in the middle is refused', async () => {
    const broken = long.slice();
    broken.fill(0xff, 2000, 2100);
    expect(await codeOf(broken)).toBe('input.truncated');
  });

  test('a compressed empty file is refused', async () => {
    expect(await codeOf(packed(''))).toBe('input.empty');
  });

  test('a bomb is refused long before it is unpacked completely', async () => {
    const bomb = packed(new Uint8Array(200 * 1024 * 1024).fill(0x61));
    const before = process.memoryUsage().rss;
    expect(await readOne(bomb)).toMatchObject({
      code: 'archive.bomb',
      evidence: expect.stringContaining(`${bomb.length} bytes unpack`),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });
});

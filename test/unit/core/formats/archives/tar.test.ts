import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readObject } from '../../../../../core/formats/read.ts';
import { paxOf, tarOf, zipOf } from '../makeArchives.ts';
import { codeOf, partsOf, stored } from '../upload.ts';

const story = (n: number | string) =>
  `Storm ${n} closes harbour\n\nThe storm closed the harbour for the third day in a row.`;
const read = (part: string, n: number | string) => [part, `Storm ${n} closes harbour`];
const packed = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));

describe('each member is read as a file of its own', () => {
  const long = `${'archive-of-the-gazette/'.repeat(9)}story.txt`;
  const members = [
    { name: 'wire', type: '5' },
    { name: 'wire/1.txt', body: story(1) },
    { name: 'link', type: '2' },
    { name: '2.txt', prefix: 'wire/of/two', body: story(2) },
    paxOf({ mtime: '1.5', path: 'wire/Møte på torget.txt' }),
    { name: 'cut', body: story(3) },
    { name: '././@LongLink', type: 'L', body: `${long}\0` },
    { name: 'cut', body: story(4) },
    { name: './5.txt', body: story(5) },
    { name: '._5.txt', body: 'resource fork' },
  ];
  const all = [
    read('wire/1.txt', 1),
    read('wire/of/two/2.txt', 2),
    read('wire/Møte på torget.txt', 3),
    read(long, 4),
    read('5.txt', 5),
  ];

  test('under its path, even if the path is long', async () => {
    expect(await readObject(stored(tarOf(members)))).toMatchObject({ format: 'tar', feed: false });
    expect(await partsOf(tarOf(members))).toEqual(all);
  });

  test('under its path in windows-1252, if that is not UTF-8', async () => {
    const archive = tarOf([{ name: 'B~cher/M~ller.txt', body: story(1) }]);
    // The checksum sums the bytes, so it grows by as much as they do.
    const header = Buffer.from(archive.subarray(0, 512));
    const sum = Number.parseInt(header.toString('latin1', 148, 154), 8) + 2 * (0xfc - 0x7e);
    header.write(header.toString('latin1', 0, 100).replaceAll('~', 'ü'), 0, 'latin1');
    header.write(sum.toString(8).padStart(6, '0'), 148, 'latin1');
    expect(await partsOf(Buffer.concat([header, archive.subarray(512)]))).toEqual([
      read('Bücher/Müller.txt', 1),
    ]);
  });

  test('under its path in UTF-8, if a letter of it was lost before', async () => {
    const name = 'B\ufffdcher/Møte.txt';
    expect(await partsOf(tarOf([{ name, body: story(1) }]))).toEqual([read(name, 1)]);
  });

  test('compressed, and without the blocks of zeros at the end', async () => {
    expect(await partsOf(packed(tarOf(members)))).toEqual(all);
    expect(await partsOf(tarOf(members, { ended: false }))).toEqual(all);
  });

  test('a stream in small chunks gives the same members', async () => {
    const bytes = tarOf(members);
    const reading = await readObject({
      ...stored(bytes),
      async *stream() {
        for (let at = 0; at < bytes.length; at += 97) yield bytes.subarray(at, at + 97);
      },
    });
    const parts = 'code' in reading ? [] : await Array.fromAsync(reading.members);
    expect(parts.map(({ part }) => part)).toEqual(all.map(([part]) => part));
  });

  test('its folder gives the source, and its path the date', async () => {
    const reading = await readObject(
      stored(tarOf([{ name: 'gazette/2026/03/06/a.txt', body: story(1) }]), { key: 'month.tar' }),
    );
    const [only] = 'code' in reading ? [] : await Array.fromAsync(reading.members);
    expect(only).toMatchObject({
      content: { source: { name: 'gazette' }, published: { value: '2026-03-06', source: 'key' } },
    });
  });

  test('from a zip inside the tar', async () => {
    const zip = zipOf([{ name: 'a.txt', body: story(1) }]);
    expect(await partsOf(tarOf([{ name: 'in.zip', body: zip }]))).toEqual([read('in.zip/a.txt', 1)]);
    expect(
      await partsOf(
        tarOf([
          {
            name: 'in.zip',
            body: zipOf([
              { name: 'b.tar', body: tarOf([]) },
              { name: 'c.zip', body: zip },
            ]),
          },
        ]),
      ),
    ).toEqual([
      ['in.zip/b.tar', 'input.unknown_format'],
      ['in.zip/c.zip', 'archive.nested'],
    ]);
  });
});

describe('only the bad member is refused', () => {
  test.each(['../a.txt', '/etc/passwd', 'wire/../../a.txt'])(
    'a name that leads outside: %s',
    async (name) => {
      const tar = tarOf([
        { name: 'a.txt', body: story('A') },
        { name, body: story(1) },
        { name: 'b.txt', body: story('B') },
      ]);
      expect(await partsOf(tar)).toEqual([read('a.txt', 'A'), [name, 'archive.path'], read('b.txt', 'B')]);
    },
  );

  test('a pax path that leads outside', async () => {
    const tar = tarOf([
      paxOf({ path: '/root/.ssh/config' }),
      { name: 'a.txt', body: story(1) },
      { name: 'b.txt', body: story('B') },
    ]);
    expect(await partsOf(tar)).toEqual([['/root/.ssh/config', 'archive.path'], read('b.txt', 'B')]);
  });

  test('a header that claims a gigabyte', async () => {
    const tar = tarOf([
      { name: 'a.txt', body: story('A') },
      { name: 'pax', type: 'x', size: 0o7777777777 },
    ]);
    expect(await partsOf(tar)).toEqual([
      read('a.txt', 'A'),
      [expect.stringMatching(/^byte \d+$/), 'archive.lying_size'],
    ]);
  });
});

describe('a truncated archive keeps its complete members', () => {
  const whole = tarOf([1, 2].map((n) => ({ name: `${n}.txt`, body: story(n).padEnd(3000, '.') })));

  test('cut inside a member, which is refused as a whole', async () => {
    expect(await partsOf(whole.subarray(0, 512 + 3072 + 512 + 700))).toEqual([
      read('1.txt', 1),
      ['2.txt', 'input.truncated'],
    ]);
  });

  test('cut inside a file of a format that is not read', async () => {
    const body = String.fromCharCode(0xff, 0xd8, 0xff).padEnd(3000, '\0');
    const files = tarOf([
      { name: '1.txt', body: story(1) },
      { name: '2.jpg', body },
      { name: '3.txt', body: story(3) },
    ]);
    expect(await partsOf(files.subarray(0, 512 + 512 + 512 + 700))).toEqual([
      read('1.txt', 1),
      ['2.jpg', 'input.truncated'],
    ]);
  });

  test('cut inside a header', async () => {
    expect(await partsOf(whole.subarray(0, 512 + 3072 + 100))).toEqual([
      read('1.txt', 1),
      ['byte 3584', 'input.truncated'],
    ]);
  });

  test('with other bytes where a header is expected', async () => {
    const odd = Buffer.concat([whole.subarray(0, 512 + 3072), Buffer.alloc(2048, 'x')]);
    expect(await partsOf(new Uint8Array(odd))).toEqual([read('1.txt', 1), ['byte 3584', 'input.truncated']]);
  });

  test('cut while compressed', async () => {
    const random = Array.from({ length: 40_000 }, (_, i) => `Word ${(i * 7919) % 10_007}`).join(' ');
    const gz = packed(
      tarOf([
        { name: '1.txt', body: story(1) },
        { name: '2.txt', body: random },
        { name: '3.txt', body: story(3) },
      ]),
    );
    expect(await partsOf(gz.subarray(0, gz.length / 2))).toEqual([
      read('1.txt', 1),
      ['2.txt', 'input.truncated'],
    ]);
  });
});

test('a text is never recognised as tar, whatever its length', async () => {
  expect(await codeOf(story(1).padEnd(5000, ' the harbour'))).toBe('read as text');
});

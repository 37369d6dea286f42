import { describe, expect, test } from 'vitest';
import { readObject } from '../../../../../core/formats/read.ts';
import { zipOf } from '../makeArchives.ts';
import { codeOf, partsOf, stored } from '../upload.ts';

const story = (n: number | string) =>
  `Storm ${n} closes harbour\n\nThe storm closed the harbour for the third day in a row.`;
const sentence = 'The storm closed the harbour. ';
const page = `<title>A page of its own</title><h1>A page of its own</h1><p>${sentence.repeat(10)}</p>`;

describe('each member is read as a file of its own', () => {
  const files = [
    { name: 'wire/', body: '' },
    { name: 'wire/one.txt', body: story(1) },
    { name: 'wire/page.dat', body: page, stored: true },
    { name: 'wire/two.txt', body: story(2), streamed: true },
    { name: '__MACOSX/wire/._one.txt', body: 'x' },
    {
      name: 'wire\\batch.jsonl',
      body: `{"id":"7","title":"Seven","text":"A."}\n{"id":"8","title":"Eight","text":"B."}\n`,
    },
  ];
  const read = [
    ['wire/one.txt', 'Storm 1 closes harbour'],
    ['wire/page.dat', 'A page of its own'],
    ['wire/two.txt', 'Storm 2 closes harbour'],
    ['wire/batch.jsonl/id 7', 'Seven'],
    ['wire/batch.jsonl/id 8', 'Eight'],
  ];

  test('under its path, with its own format', async () => {
    expect(await partsOf(zipOf(files))).toEqual(read);
    const reading = await readObject(stored(zipOf(files)));
    expect(reading).toMatchObject({ format: 'zip', feed: false });
    expect('members' in reading && (await Array.fromAsync(reading.members))[1]).toMatchObject({
      format: 'html',
      part: 'wire/page.dat',
    });
  });

  test('in a zip in a zip, but no deeper', async () => {
    const inner = zipOf([{ name: 'one.txt', body: story(1) }]);
    const middle = zipOf([{ name: 'inner.zip', body: inner }]);
    expect(await partsOf(middle)).toEqual([['inner.zip/one.txt', 'Storm 1 closes harbour']]);
    expect(await partsOf(zipOf([{ name: 'middle.zip', body: middle }]))).toEqual([
      ['middle.zip/inner.zip', 'archive.nested'],
    ]);
  });

  test('an archive without members has no documents', async () => {
    expect(await partsOf(zipOf([]))).toEqual([]);
  });

  test('but not links and devices', async () => {
    const files = [
      { name: 'file.txt', body: story(1), mode: 0o100644 },
      { name: 'link.txt', body: '/etc/passwd is far away from here.', mode: 0o120777, stored: true },
      { name: 'pipe.txt', body: story(2), mode: 0o010644 },
      { name: 'device.txt', body: story(3), mode: 0o060644 },
      { name: 'no type.txt', body: story(4), mode: 0o644 },
    ];
    expect(await partsOf(zipOf(files))).toEqual([
      ['file.txt', 'Storm 1 closes harbour'],
      ['no type.txt', 'Storm 4 closes harbour'],
    ]);
  });

  test('names in code page 437', async () => {
    const zip = Buffer.from(zipOf([{ name: 'Mxnchen.txt', body: story(1) }]));
    for (let at = zip.indexOf('Mxn'); at >= 0; at = zip.indexOf('Mxn', at)) zip[at + 1] = 0x81;
    for (const flags of [zip.indexOf('PK\x03\x04') + 7, zip.indexOf('PK\x01\x02') + 9]) zip[flags] = 0;
    expect(await partsOf(new Uint8Array(zip))).toEqual([['München.txt', 'Storm 1 closes harbour']]);
  });
});

describe('only the bad member is refused', () => {
  const among = (bad: Parameters<typeof zipOf>[0][number]) =>
    zipOf([{ name: 'a.txt', body: story('A') }, bad, { name: 'b.txt', body: story('B') }]);
  const good = (part: string, code: string) => [
    ['a.txt', 'Storm A closes harbour'],
    [part, code],
    ['b.txt', 'Storm B closes harbour'],
  ];

  test.each([
    ['../../etc/passwd', '../../etc/passwd'],
    ['/etc/passwd', '/etc/passwd'],
    ['C:\\news\\a.txt', 'C:\\news\\a.txt'],
    ['wire\\..\\..\\a.txt', 'wire\\..\\..\\a.txt'],
  ])('a name that leads outside: %s', async (name, part) => {
    expect(await partsOf(among({ name, body: story(1) }))).toEqual(good(part, 'archive.path'));
  });

  test('an encrypted member', async () => {
    expect(await partsOf(among({ name: 'x.txt', body: story(1), encrypted: true }))).toEqual(
      good('x.txt', 'archive.encrypted'),
    );
    expect(await codeOf(zipOf([{ name: 'x.txt', body: story(1), encrypted: true }])).catch(String)).toContain(
      'archive.encrypted',
    );
  });

  test.each([10, 100_000])('a wrong size: %s', async (size) => {
    expect(await partsOf(among({ name: 'x.txt', body: story(1), size }))).toEqual(
      good('x.txt', 'archive.lying_size'),
    );
  });

  test('a wrong checksum', async () => {
    expect(await partsOf(among({ name: 'x.txt', body: story(1), crc: 5 }))).toEqual(
      good('x.txt', 'input.truncated'),
    );
  });

  test('damaged compressed bytes', async () => {
    const zip = Buffer.from(among({ name: 'x.txt', body: story(1).repeat(50) }));
    const at = zip.indexOf('x.txt') + 5;
    zip.fill(0xff, at + 10, at + 20);
    const parts = await partsOf(new Uint8Array(zip));
    expect(['input.truncated', 'archive.lying_size']).toContain(parts[1]?.[1]);
    expect([parts[0], parts[2]]).toEqual([good('', '')[0], good('', '')[2]]);
  });

  test('an unknown compression method', async () => {
    expect(await partsOf(among({ name: 'x.txt', body: story(1), method: 12 }))).toEqual(
      good('x.txt', 'input.unknown_format'),
    );
  });

  test('a wrong offset in the directory', async () => {
    const first = { name: 'a.txt', body: story('A').repeat(30), stored: true };
    const zip = zipOf([first], { list: [{ ...first, offset: 10 }] });
    expect(await partsOf(zip)).toBe('archive.bomb');
  });
});

describe('a truncated archive', () => {
  const members = [1, 2, 3].map((n) => ({ name: `${n}.txt`, body: story(n), streamed: n === 2 }));
  const whole = zipOf(members);

  test('keeps its complete members', async () => {
    const end = Buffer.from(whole).indexOf('3.txt') + 20;
    expect(await partsOf(whole.subarray(0, end))).toEqual([
      ['1.txt', 'Storm 1 closes harbour'],
      ['2.txt', 'Storm 2 closes harbour'],
      ['3.txt', 'input.truncated'],
      ['list of members', 'input.truncated'],
    ]);
  });

  test('cut at any byte, gives a refusal or a refused part', async () => {
    for (let end = 4; end < whole.length; end += 7)
      expect(JSON.stringify(await partsOf(whole.subarray(0, end)))).toContain('input.truncated');
  });
});

describe('a directory that lists no file although there are some', () => {
  const files = [
    { name: 'one.txt', body: story(1) },
    { name: 'two.txt', body: story(2) },
  ];
  test.each([
    ['nothing', []],
    ['only a folder', [{ name: 'wire/', body: '' }]],
  ])('%s: the members are read, and a refused part says so', async (_, list) => {
    expect(await partsOf(zipOf(files, { list }))).toEqual([
      ['one.txt', 'Storm 1 closes harbour'],
      ['two.txt', 'Storm 2 closes harbour'],
      ['list of members', 'input.truncated'],
    ]);
  });
});

describe('bombs', () => {
  const letters = (megabytes: number) => new Uint8Array(megabytes * 1024 * 1024).fill(0x61);

  test('nested: a highly compressed archive inside another', async () => {
    const inner = zipOf([{ name: 'a.txt', body: letters(100) }]);
    expect((await partsOf(zipOf([{ name: 'inner.zip', body: inner }]))).at(-1)).toEqual(['', 'archive.bomb']);
  });

  test('overlapping: one kernel under many names', async () => {
    const kernel = { name: 'a.txt', body: letters(1) };
    const list = Array.from({ length: 100 }, (_, i) => ({ ...kernel, name: `${i}.txt`, offset: 0 }));
    expect(await partsOf(zipOf([kernel], { list }))).toBe('archive.bomb');
  });

  test('a directory that claims more members than it has bytes for', async () => {
    const zip = Buffer.from(zipOf([{ name: 'a.txt', body: story(1) }]));
    zip.writeUInt16LE(60_000, zip.length - 22 + 10);
    expect(await partsOf(new Uint8Array(zip))).toBe('input.truncated');
    zip.writeUInt32LE(0xfffffff0, zip.length - 22 + 12);
    expect(await partsOf(new Uint8Array(zip))).toBe('archive.lying_size');
  });
});

test('an office file is not an archive', async () => {
  const workbook = zipOf([
    { name: '[Content_Types].xml', body: '<Types/>' },
    { name: 'xl/workbook.xml', body: '<workbook/>' },
  ]);
  expect(await codeOf(workbook)).toBe('input.unknown_format');
});

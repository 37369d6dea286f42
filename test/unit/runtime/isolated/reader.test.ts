import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { ReadableObject } from '../../../../core/formats/format.ts';
import { readObject } from '../../../../core/formats/read.ts';
import { SetAside } from '../../../../core/protocol/stage.ts';
import { isolatedReader } from '../../../../runtime/isolated/reader.ts';
import { lines, pdfOf } from '../../core/formats/makePdf.ts';
import { stored } from '../../core/formats/upload.ts';
import { mail, page, readAllMembers } from './readings.ts';

const real = isolatedReader({ most: 1 });
const hostile = isolatedReader({
  most: 2,
  program: fileURLToPath(new URL('hostileChild.ts', import.meta.url)),
});
afterAll(() => {
  real.close();
  hostile.close();
});

describe('an isolated reader reads the same as one in process', () => {
  const feed = JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Harbour news',
    home_page_url: 'https://harbour.example/',
    items: Array.from({ length: 300 }, (_, i) => ({
      id: `${i}`,
      title: `Item ${i}`,
      content_text: i % 7 === 0 ? 5 : `Text \ud800 of ${i}.`,
    })),
  });
  const inPieces = (text: string, size?: number): ReadableObject => ({
    ...stored(text, size === undefined ? {} : { size }),
    async *stream() {
      const bytes = new TextEncoder().encode(text);
      for (let i = 0; i < bytes.length; i += 50_000) yield bytes.subarray(i, i + 50_000);
    },
  });

  test.each([
    ['a page', stored(page('No more.'))],
    ['a text', stored('Storm closes harbour\n\nThe storm closed the harbour.')],
    ['a page without an article', stored('<html><body><p>Short.</p></body></html>')],
    ['a mail with two pages', stored(mail('One.', 'Two.'))],
    ['a feed, in several batches', stored(feed)],
    ['a feed that is too large to fetch first', inPieces(feed, 2 * 1024 * 1024)],
    [
      'a PDF, whose parser is loaded on demand',
      stored(pdfOf([lines(['The quay is closed until the ice breaks.'])])),
    ],
    ['a file of JSON', stored('{"title":"Storm closes harbour","text":"The storm closed the harbour."}')],
    ['a table', stored('title,text\nStorm closes harbour,The storm closed the harbour.\n')],
    ['a text of 12,000 paragraphs', stored('Quay closed.\n\n'.repeat(12_000))],
    ['an empty file', stored('')],
  ])('%s', async (_, object) => {
    expect(await readAllMembers(real.read, object)).toEqual(await readAllMembers(readObject, object));
  });

  test('from a place in a feed', async () => {
    const from = { documents: 200, refused: 35 };
    const [isolated, own] = [await real.read(stored(feed), from), await readObject(stored(feed), from)];
    if ('code' in isolated || 'code' in own) throw new Error('refused');
    const members = await Array.fromAsync(isolated.members);
    expect(members).toHaveLength(300 - 235);
    expect(members).toEqual(await Array.fromAsync(own.members));
  });
});

/**
 * One of each format. The parsing process may read nothing but its code, and some code is loaded on demand.
 */
const samples = new URL('../../../../seeds/formats/', import.meta.url);
test.each(globSync('*', { cwd: samples }))('reads the sample %s as it is read in process', async (name) => {
  const object = stored(readFileSync(new URL(name, samples)), { key: `seeds/${name}` });
  expect(await readAllMembers(real.read, object)).toEqual(await readAllMembers(readObject, object));
});

// test/long/runtime/isolated/killedParser.test.ts has the other ways.
test('a document that ends its parser is refused, and the next one is read', async () => {
  expect(await hostile.read(stored(page('make it exit')))).toMatchObject({
    code: 'input.crashed',
    evidence: 'html: the parser ended with exit code 3',
  });
  expect(await readAllMembers(hostile.read, stored(page('No more.')))).toMatchObject({ format: 'html' });
});

test('the parsing process has no environment and may not write or start anything', async () => {
  const members = (await readAllMembers(hostile.read, stored(page('make it report its environment')))) as {
    members: { charset: string }[];
  };
  expect(JSON.parse(members.members[0]?.charset ?? '')).toEqual({ environment: [], may: [] });
});

test.each([
  '/etc/passwd',
  `/proc/${process.pid}/environ`,
  '/proc/self/environ',
  fileURLToPath(new URL('../../../../infra/app.ts', import.meta.url)),
])('the parsing process may not read %s', async (file) => {
  expect(readFileSync(file)).toBeDefined();
  const reading = await readAllMembers(hostile.read, stored(page(`make it read ${file}.`)));
  expect(reading).toMatchObject({ members: [{ charset: 'ERR_ACCESS_DENIED' }] });
});

test('a failed download is thrown, and the next object is read', async () => {
  const broken: ReadableObject = {
    ...stored(page('No more.'), { size: 2 * 1024 * 1024 }),
    async *stream() {
      yield new TextEncoder().encode(page('No more.'));
      yield new Uint8Array(100_000).fill(0x20);
      throw new Error('the connection was lost');
    },
  };
  await expect(real.read(broken)).rejects.toThrow('the connection was lost');
  expect(await readAllMembers(real.read, stored(page('No more.')))).toMatchObject({ format: 'html' });
});

test('a container that is not read to its end is released', async () => {
  const reading = await real.read(stored(mail('One.', 'Two.')));
  if ('code' in reading) throw new Error(reading.evidence);
  for await (const member of reading.members) {
    expect(member.part).toBe('');
    break;
  }
  expect(await readAllMembers(real.read, stored(page('No more.')))).toMatchObject({ format: 'html' });
});

test('a file does not wait for slow ones: it gets another process, or one of them is set aside', async () => {
  const { read, close } = isolatedReader({
    program: fileURLToPath(new URL('smallChild.ts', import.meta.url)),
    isQuickWork: () => true,
  });
  const slow = Array.from({ length: 3 }, () => read(stored('make it hang')).catch((error) => error));
  let ended: unknown;
  void Promise.race(slow).then((ending) => {
    ended = ending;
  });
  // The first ones come before slow ones that wait; then all processes are slow.
  while (ended === undefined)
    expect(await readAllMembers(read, stored('Storm closes harbour'))).toMatchObject({ members: [] });
  expect(ended).toBeInstanceOf(SetAside);
  close();
  await Promise.all(slow);
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { content as contentSchema } from '../../../../core/document/record.ts';
import { codes } from '../../../../core/errors.ts';
import { readObject } from '../../../../core/formats/read.ts';
import { canaryKey } from '../../../../core/records/canary.ts';
import { story } from './html/pages.ts';
import { codeOf, readAll, readOne, stored } from './upload.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const ascii = (text: string) => new TextEncoder().encode(text);

describe('sizes are checked before anything is downloaded', () => {
  const untouched = (size: number, key = 'a.txt') => ({
    ...stored('', { size, key }),
    stream: () => {
      throw new Error('downloaded');
    },
  });

  test('an empty file', async () => {
    expect(await readObject(untouched(0))).toMatchObject({ code: 'input.empty', evidence: '0 bytes' });
  });

  test('a file of more than 256 MB', async () => {
    expect(await readObject(untouched(256 * 1024 * 1024 + 1))).toMatchObject({ code: 'input.too_large' });
  });

  test('of a single document of more than 25 MB only the beginning is fetched', async () => {
    let fetched = 0;
    let closed = false;
    const object = {
      ...stored('', { size: 25 * 1024 * 1024 + 1 }),
      async *stream() {
        try {
          for (;;) {
            fetched += 10_000;
            yield new Uint8Array(10_000).fill(0x61);
          }
        } finally {
          closed = true;
        }
      },
    };
    expect(await readObject(object)).toMatchObject({
      code: 'input.too_large',
      evidence: '26214401 bytes; single documents may have 26214400',
    });
    expect(fetched).toBeLessThan(80_000);
    expect(closed).toBe(true);
  });

  test("an empty object with a folder's name holds no documents and is not refused", async () => {
    const reading = await readObject(untouched(0, 'wire/2021/'));
    expect(reading).toMatchObject({ format: 'folder', feed: false });
    expect('members' in reading && (await Array.fromAsync(reading.members))).toEqual([]);
  });

  test('hidden files, and what systems leave, hold no documents and are not refused', async () => {
    const others = ['.DS_Store', 'Icon\r', '.gitkeep', '.git/logs/HEAD', 'wire/._a.txt', 'wire/.a.txt.swp'];
    for (const key of [...others, 'wire/.a.txt.Xa3bQ1', 'wire/a.txt~', 'wire/Thumbs.db', '__MACOSX/a.txt'])
      for (const size of [0, 5])
        expect(await readObject(untouched(size, key)), key).toMatchObject({ format: 'system file' });
    for (const key of [
      './a.txt',
      'a.b/c.part/d.txt',
      'wire/...and then.txt',
      '../a.txt',
      'wire/a.',
      canaryKey,
    ])
      expect(await readAll('Ferry leaves\n\nThe ferry left.', { key }), key).toHaveLength(1);
  });
});

describe('an error of the download reaches the caller', () => {
  test('unchanged', async () => {
    const object = {
      ...stored('text', {}),
      // biome-ignore lint/correctness/useYield: it fails before the first byte
      async *stream(): AsyncGenerator<Uint8Array> {
        throw new Error('gone');
      },
    };
    await expect(readObject(object)).rejects.toThrow('gone');
  });
});

describe('formats are detected by content, never by name', () => {
  test('HTML named .txt, text named .html', async () => {
    const sentence = 'The storm closed the harbour for the third day in a row. ';
    const page = `<!doctype html><title>Storm</title><p>${sentence.repeat(6)}</p>`;
    expect(await codeOf(page, { key: 'page.txt' })).toBe('read as html');
    expect(await codeOf('Storm closes harbour\n\nThe storm closed the harbour.', { key: 'page.html' })).toBe(
      'read as text',
    );
  });

  test.each([
    ['bzip2', bytes(0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59)],
    ['a PNG image', bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
    ['a JPEG image', bytes(0xff, 0xd8, 0xff, 0xe0)],
    ['XML', ascii('<svg viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"><path/></svg>')],
    ['XML', ascii('<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9"/>')],
    ['an address card', ascii('BEGIN:VCARD\r\nFN:Ann Example\r\nEND:VCARD')],
    ['a calendar', ascii('BEGIN:VCALENDAR\r\nEND:VCALENDAR')],
    ['a shortcut', ascii('[InternetShortcut]\r\nURL=https://news.example/')],
    ['XML', ascii('<?xml version="1.0"?><urlset><url/></urlset>')],
    ['XML', ascii('<mos><mosID>desk</mosID>\n<roCreate><roSlug>18:00 NEWS</roSlug></roCreate></mos>')],
    ['XML', ascii('\uFEFF<?xml version="1.0"?><urlset><url/></urlset>')],
    ['XML', Buffer.from('\uFEFF<?xml version="1.0"?><urlset><url/></urlset>', 'utf16le')],
    ['an address card', ascii('\uFEFFBEGIN:VCARD\r\nFN:Ann Example\r\nEND:VCARD')],
  ])('%s is named in the refusal', async (name, body) => {
    const read = await readOne(body, { key: 'story.txt' });
    expect(read).toMatchObject({ code: 'input.unknown_format', evidence: expect.stringContaining(name) });
    expect(read).toMatchObject({ evidence: expect.stringMatching(/first bytes ([0-9a-f]{2} ?)+/) });
  });

  const zipped = (name: string, content = '') => Buffer.from(`PK\x03\x04${'\0'.repeat(26)}${name}${content}`);
  test.each([
    ['an Excel table', Buffer.concat([zipped('[Content_Types].xml'), zipped('xl/workbook.xml')]), 'CSV'],
    ['an OpenDocument text', zipped('mimetype', 'application/vnd.oasis.opendocument.text'), '.docx'],
    [
      'an OpenDocument spreadsheet',
      zipped('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'),
      'CSV',
    ],
    ['an old office file', Buffer.from('d0cf11e0a1b11ae100000000', 'hex'), '.eml'],
    ['a WordPerfect text', Buffer.from('ff575043100000000100', 'hex'), '.docx'],
    ['an InDesign page', Buffer.from('0606edf5d81d46e5bd31efe7fe74b71d', 'hex'), 'PDF'],
    ['a QuarkXPress page', Buffer.from('00004d4d585052330000', 'hex'), 'PDF'],
    ['PostScript', ascii('%!PS-Adobe-3.0\n%%Title: page\n(Storm) show\n'), 'PDF'],
    ['XML with the root <TEI>', ascii('<?xml version="1.0"?><TEI><text/></TEI>'), ''],
  ])('the refusal says what to do with %s', async (name, body, remedy) => {
    const { evidence } = (await readOne(body)) as { evidence: string };
    expect(evidence).toContain(`it begins as ${name} does`);
    expect(evidence).toContain(remedy);
  });

  test('any XML that declares entities is refused', async () => {
    const laughs = '<!DOCTYPE lolz [<!ENTITY lol "lol">]><lolz>&lol;</lolz>';
    for (const before of ['', '\n<?xml version="1.0"?>\n'])
      expect(await codeOf(`${before}${laughs}`)).toBe('xml.entity_decl');
  });

  test('the refusal of binary bytes without a signature says what was found', async () => {
    const noise = Uint8Array.from({ length: 4096 }, (_, i) => (i * 197 + 31) % 256);
    expect(await readOne(noise)).toMatchObject({
      code: 'input.unknown_format',
      evidence: expect.stringContaining('control characters'),
    });
  });

  const sentence = 'The storm closed the harbour for the third day in a row. ';
  test.each([
    [
      'with namespaces',
      `<section xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:example">${story}</section>`,
    ],
    ['with a namespace of data alone', `<span xmlns:v="urn:example"><b>Storm</b><br>${story}</span>`],
    ['from a heading on', `<h2>Storm closes harbour</h2>\n${story}`],
    ['in bold', `<b>Storm closes harbour</b><br/><br/>${story}`],
  ])('a piece of a page is read as one: %s', async (_, piece) => {
    expect(await codeOf(piece)).toBe('read as html');
  });

  test('a text with a few tags is a text', async () => {
    expect(await codeOf(`<b>Storm</b>\n\n${sentence}<br>\n\n${sentence}`)).toBe('read as text');
    expect(await codeOf(`<i>Storm</i> closes harbour\n\n${sentence}`)).toBe('read as text');
    expect(await codeOf(`<span xmlns:v="urn:example">Storm</span> closes\n\n${sentence}`)).toBe(
      'read as text',
    );
  });

  test('a text that begins with a bracket is a text', async () => {
    expect(await codeOf('[Corrected version] Storm closes harbour\n\nThe storm closed the harbour.')).toBe(
      'read as text',
    );
  });
});

describe('for any bytes', () => {
  const hostile = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ unit: 'binary', maxLength: 400 }).map((text) => ascii(text)),
    fc
      .array(
        fc.constantFrom(
          '<html>',
          '<p>',
          '</div>',
          '<!--',
          '<script type="application/ld+json">{"@type":"Article"',
          'date 2021-05-03 ',
          '---\n',
          'title: x\n',
          '# ',
          '\0',
          '\uFEFF',
          'Word ',
        ),
        { maxLength: 60 },
      )
      .map((parts) => ascii(parts.join(''))),
  );

  test('the result is refusals with a message or valid documents, and always the same', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (body) => {
        fc.pre(body.length > 0);
        const [once, twice] = [await readAll(body), await readAll(body)];
        expect(twice).toEqual(once);
        for (const each of 'code' in once ? [{ refusal: once }] : once)
          if ('refusal' in each) expect(each.refusal.message).not.toBe('');
          else expect(contentSchema.safeParse(each.content).error).toBeUndefined();
      }),
      { numRuns: 400, examples: [[ascii('{}\0')]] },
    );
  });

  test('no lone surrogate and no control character reaches the record', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 0xffff }), { minLength: 2, maxLength: 60 }),
        async (units) => {
          const wide = new Uint8Array([0xff, 0xfe, ...units.flatMap((unit) => [unit & 0xff, unit >> 8])]);
          const read = await readOne(wide);
          if ('code' in read) return;
          const json = JSON.stringify(read.content);
          expect(
            read.content.title.isWellFormed() &&
              read.content.paragraphs.every(({ text }) => text.isWellFormed()),
          ).toBe(true);
          expect(json).not.toMatch(/\\u00[01]/);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('docs/formats.md explains every code', () => {
  const docs = readFileSync(new URL('../../../../docs/formats.md', import.meta.url), 'utf8');
  expect(codes.filter((code) => !docs.includes(`\`${code}\``))).toEqual([]);
});

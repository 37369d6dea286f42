import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ninjs } from '../../../../api/exports/ninjs.ts';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';
import { Newsroom } from '../newsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});

const text = async (path: string) => {
  const response = await room.request(path);
  if (response.status !== 200) throw new Error(await response.text());
  return response.text();
};
// biome-ignore lint/suspicious/noExplicitAny: the tests check what they read
const lines = async (path: string): Promise<any[]> =>
  (await text(path))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/** A strict parser for RFC 4180, of cells that are all quoted. */
function parseCsv(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let read = '';
  for (const [cell, quoted = '', end] of csv.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    read += cell;
    row.push(quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  expect(read).toBe(csv);
  return rows;
}

describe('GET /v1/exports', () => {
  it('returns every document of a query with its text, one per line', async () => {
    const all = await lines('/v1/exports?format=jsonl');
    expect(all.map(({ title }) => title)).toEqual(
      (await room.allItems('/v1/documents')).map(({ title }) => title),
    );
    expect(all[0].text).toBe((await room.json(`/v1/documents/${all[0].id}/text`)).text);
    expect(await lines('/v1/exports?format=jsonl&source=Blatt')).toHaveLength(1);
    const found = await lines('/v1/exports?format=jsonl&q=london+source:Wire');
    expect(found.map(({ title }) => title)).toEqual([
      'Blinken arrives in London for G7 meeting',
      'A memo without a date',
    ]);
  });

  it('is a file', async () => {
    const { headers } = await room.request('/v1/exports?format=csv');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(headers.get('content-disposition')).toBe('attachment; filename="dateline.csv"');
    expect((await room.request('/v1/exports?format=csv', { method: 'HEAD' })).status).toBe(200);
  });

  it('writes CSV as RFC 4180 defines it', async () => {
    const [header, ...rows] = parseCsv(await text('/v1/exports?format=csv'));
    expect(header?.slice(0, 4)).toEqual(['id', 'title', 'standfirst', 'published']);
    expect(rows).toHaveLength(5);
    expect(rows.find(([id]) => id === room.ids.profile)?.slice(1, 12)).toEqual([
      'A life in diplomacy',
      '',
      '2021-05-04',
      '2021-05-04T08:00:00.000Z',
      'The Post',
      'en-GB',
      'By Jo Doe',
      'Jo Doe',
      'https://post.example/life',
      'person/antony-blinken; place/london',
      'diplomacy',
    ]);
    const clippings = new Newsroom();
    await clippings.add({ key: 'a', title: 'A clipping', more: { genre: 'BUSINESS; Pg. 17' } });
    const [names = [], row] = parseCsv(await (await clippings.request('/v1/exports?format=csv')).text());
    expect(row?.[names.indexOf('genre')]).toBe('BUSINESS; Pg. 17');
  });

  it('keeps every text in CSV, and makes formulas harmless', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary', minLength: 1 }),
            fc.constantFrom(...signs, ';', '\t', '\r', '\n', ' ', '\u200B', '"', "'", ',', '\u3000'),
          ),
          { maxLength: 8 },
        ),
        async (parts) => {
          const title = `${parts.join('').toWellFormed().replaceAll('\0', '')}x`;
          const made = new Newsroom();
          await made.add({ key: 'a', title });
          const csv = await (await made.request('/v1/exports?format=csv')).text();
          const [, row = []] = parseCsv(csv);
          // Apostrophes are all that is added, none without need, and nothing is lost.
          const cell = row[1] ?? '';
          expect(cell.replaceAll("'", '')).toBe(title.replaceAll("'", ''));
          if (!/[=+\-@\t\r\n＝＋－＠]/.test(title)) expect(cell).toBe(title);
          for (const each of row) expect(each).not.toMatch(/^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r]/u);
          // A spreadsheet with another separator finds no formula either.
          for (const piece of csv.split(/[;\t\r\n]/))
            expect(piece).not.toMatch(/^[\s\p{Cf}"]*[=+\-@＝＋－＠]/u);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('writes the same ninjs and JSON-LD as a single document', async () => {
    const [first] = await lines('/v1/exports?format=ninjs&source=The+Post');
    expect(ninjs.parse(first)).toEqual(
      await (
        await room.request(`/v1/documents/${room.ids.profile}`, {
          headers: { accept: 'application/vnd.iptc.ninjs+json' },
        })
      ).json(),
    );
    expect((await lines('/v1/exports?format=jsonld'))[0]).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
    });
  });

  it('writes FollowTheMoney whose mentions link articles and entities', async () => {
    const entities = await lines('/v1/exports?format=ftm');
    const known = new Map(entities.map((each) => [each.id, each]));
    const mentions = entities.filter(({ schema }) => schema === 'Mention');
    expect(mentions.length).toBeGreaterThan(5);
    for (const { properties } of mentions) {
      expect(known.get(properties.document[0])?.schema).toBe('Article');
      expect(known.get(properties.resolved[0])?.schema).toBe(properties.detectedSchema[0]);
    }
    for (const { id, properties } of entities) {
      expect(id).toMatch(/^[0-9a-f]{32}$/);
      for (const values of Object.values(properties))
        expect(values).toEqual(expect.arrayContaining([expect.any(String)]));
    }
  });

  it('writes Web Annotations whose positions, in code points, match their quotes', async () => {
    const made = new Newsroom();
    const doc = await made.add({
      key: 'a',
      title: '📰📰 Oslo 📰',
      paragraphs: ['Oslo 🎉 Oslo'],
      names: { place: ['Oslo'] },
    });
    const points = [...(await made.json(`/v1/documents/${doc}/text`)).text];
    const found = (await (await made.request('/v1/exports?format=annotations')).text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(found).toHaveLength(3);
    for (const { target, body } of found) {
      const [position, quote] = target.selector;
      expect(points.slice(position.start, position.end).join('')).toBe(quote.exact);
      expect(points.join('')).toContain(quote.prefix + quote.exact + quote.suffix);
      expect(body.source).toBe('http://localhost/v1/entities/place/oslo');
    }
  });

  it('is complete over many pages, and reads no further than the client does', async () => {
    const made = new Newsroom();
    for (let i = 0; i < 250; i++)
      await made.add({ key: `${i}`, title: `Story ${i}`, paragraphs: ['Same words in all of them.'] });
    for (const question of ['', '&q=same', '&source=Wire']) {
      const all = (await (await made.request(`/v1/exports?format=jsonl${question}`)).text())
        .trim()
        .split('\n');
      expect(new Set(all.map((line) => JSON.parse(line).id)).size).toBe(250);
    }
    const reader = (await made.request('/v1/exports?format=jsonl')).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(made.tableCalls.batchGet).toBe(1);
  });

  it('refuses invalid parameters', async () => {
    expect(await room.problem('/v1/exports')).toMatchObject({ httpStatus: 400, parameter: 'format' });
    expect(await room.problem('/v1/exports?format=xlsx')).toMatchObject({
      httpStatus: 400,
      parameter: 'format',
    });
    expect(await room.problem('/v1/exports?format=csv&q=%22open')).toMatchObject({
      httpStatus: 400,
      parameter: 'q',
    });
    expect(await room.problem('/v1/exports?format=csv&q=near:Nowhereville,9km')).toMatchObject({
      httpStatus: 400,
      position: 5,
    });
    expect(await room.problem('/v1/exports?format=csv&q=x&source=Wire')).toMatchObject({
      httpStatus: 400,
      parameter: 'source',
    });
  });
});

it('a filter beside a search is told which filters a search has', async () => {
  const response = await room.request('/v1/exports?format=csv&q=x&country=FI');
  expect(await response.json()).toMatchObject({ allowed: expect.stringContaining('country:') });
});

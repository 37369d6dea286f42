import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toNewsArticle } from '../../../../../api/exports/newsArticle.ts';
import { toNinjs } from '../../../../../api/exports/ninjs.ts';
import type { Published } from '../../../../../api/exports/published.ts';
import type { ReadMember, RefusedMember } from '../../../../../core/formats/format.ts';
import { limits } from '../../../../../core/formats/limits.ts';
import { readObject } from '../../../../../core/formats/read.ts';
import { contentOf, readOne, stored } from '../upload.ts';

const text = 'The northern quay is closed until the ice breaks, the harbour master said on Tuesday.';
const story = (id: string | number | undefined, more: object = {}) => ({
  id,
  title: `Quay ${id} is closed`,
  text,
  ...more,
});

async function membersOf(body: string | Uint8Array): Promise<(ReadMember | RefusedMember)[]> {
  const reading = await readObject(stored(body, { key: 'log/file.json' }));
  if ('code' in reading) throw new Error(`refused: ${reading.code} (${reading.evidence})`);
  return Array.fromAsync(reading.members);
}

/** Each member in a word: its part, with the code where it is refused. */
async function partsOf(body: string | Uint8Array): Promise<string[]> {
  return (await membersOf(body)).map((member) =>
    'refusal' in member ? `${member.part}: ${member.refusal.code}` : member.part,
  );
}

async function refusalOf(body: string): Promise<{ code: string; evidence: string } | undefined> {
  const [only] = await membersOf(body);
  return only !== undefined && 'refusal' in only ? only.refusal : undefined;
}

describe('what a file of JSON holds', () => {
  test('one article is the object itself, however it is laid out', async () => {
    expect(await partsOf(JSON.stringify(story(1)))).toEqual(['']);
    expect(await partsOf(`${JSON.stringify(story(1), null, 2)}\n`)).toEqual(['']);
    expect(await partsOf(`${JSON.stringify(story(undefined))}\n`)).toEqual(['']);
  });

  test('a line with its line end and an id is the first of a file that grows, and stays the document that it is', async () => {
    const line = `${JSON.stringify(story(1))}\n`;
    expect(await partsOf(line)).toEqual(['id 1']);
    expect(await partsOf(`${line}${JSON.stringify(story(2))}\n`)).toEqual(['id 1', 'id 2']);
  });

  test.each([
    ['a list', JSON.stringify([story(1), story(2)])],
    ['a list with a line for each', `[\n${JSON.stringify(story(1))},\n${JSON.stringify(story(2))}\n]`],
    ['an object with a list', JSON.stringify({ status: 'ok', articles: [story(1), story(2)], page: 1 })],
    [
      'a list of one element a line in an object',
      `{"articles":[\n${JSON.stringify(story(1))},\n${JSON.stringify(story(2))}\n]}`,
    ],
    [
      'an object in an object',
      JSON.stringify({ response: { meta: { title: 'x' }, results: [story(1), story(2)] } }),
    ],
    [
      'a database’s answer',
      JSON.stringify({ took: 3, hits: { total: 2, hits: [{ _source: story(1) }, { _source: story(2) }] } }),
    ],
    [
      'objects one after another',
      `${JSON.stringify(story(1), null, 1)}\n${JSON.stringify(story(2), null, 1)}`,
    ],
    ['lines', `${JSON.stringify(story(1))}\n${JSON.stringify(story(2))}`],
    [
      'a graph',
      JSON.stringify({
        '@graph': [1, 2].map((id) => ({
          '@type': 'Article',
          '@id': id,
          headline: 'Quay',
          articleBody: text,
        })),
      }),
    ],
  ])('%s', async (_, body) => {
    expect(await partsOf(body)).toEqual(['id 1', 'id 2']);
  });

  test('an article that has a list of its own is an article still', async () => {
    const documents = [{ title: 'The report', url: 'https://a.example/report.pdf' }];
    expect(await partsOf(JSON.stringify({ ...story(1), documents }))).toEqual(['']);
    expect(await partsOf(JSON.stringify({ documents, ...story(1) }))).toEqual(['']);
  });

  test.each([
    ['an empty list', '[]', 'an empty list'],
    ['an object without articles', '{"title": "Quay", "count": 3}', 'title, count'],
    [
      'a graph without articles',
      '{"@graph": [{"@type": "WebSite", "name": "Quay"}]}',
      'none of the 1 elements',
    ],
    [
      'one thing that is no article',
      '{"@type": "Recipe", "name": "Fish soup"}',
      'something else than an article',
    ],
    [
      'what a program says of itself',
      '{"name": "dateline", "version": "0.1.0", "description": "News ingest pipeline"}',
      'name, version',
    ],
    ['a text without words', '{"title": "Quay", "text": "<p> </p>"}', 'no words'],
  ])('%s', async (_, body, evidence) => {
    expect(await refusalOf(body)).toMatchObject({
      code: 'json.no_article',
      evidence: expect.stringContaining(evidence),
    });
  });

  test('text that begins with a bracket or a brace is text', async () => {
    for (const body of [
      '[Corrected version] Storm closes harbour\n\nThe storm closed it.',
      '{Sport} Storm closes harbour\n\nThe storm closed it.',
      '["Storm," he said] it closed',
    ])
      expect(await readOne(body)).toMatchObject({ format: 'text' });
  });
});

describe('a record that is broken spoils no other', () => {
  test('in a list', async () => {
    const body = `[${JSON.stringify(story(1))}, {"title": "Quay" "text": "x"}, 7, {"title": "Quay"}, ${JSON.stringify(story(2))}]`;
    expect(await partsOf(body)).toEqual([
      'id 1',
      'element 2: json.malformed',
      'element 3: json.no_article',
      'element 4: json.no_article',
      'id 2',
    ]);
  });

  test('a missing quotation mark spoils what is on its line', async () => {
    const body = `[\n${JSON.stringify(story(1))},\n{"title": "Quay is closed, "text": "x"},\n${JSON.stringify(story(2))}\n]`;
    expect(await partsOf(body)).toEqual(['id 1', 'element 2: json.malformed', 'id 2']);
  });

  test('a line is told with its number and its first byte', async () => {
    const first = JSON.stringify(story('ü'));
    const [, broken] = await membersOf(`${first}\r\n\r\n{"title": \n${JSON.stringify(story(2))}\n`);
    expect(broken).toMatchObject({ part: 'line 3', refusal: { code: 'json.malformed' } });
    expect(broken).toMatchObject({
      refusal: { evidence: expect.stringContaining(`line 3, from byte ${Buffer.byteLength(first) + 4}:`) },
    });
  });

  test('a list that breaks off keeps what is whole', async () => {
    const whole = JSON.stringify({ articles: [story(1), story(2), story(3)] });
    expect(await partsOf(whole.slice(0, -40))).toEqual(['id 1', 'id 2', 'element 3: input.truncated']);
    expect(await partsOf(whole.slice(0, -2))).toEqual(['id 1', 'id 2', 'id 3', 'element 4: input.truncated']);
  });

  test('an article alone that breaks off is refused, with the place', async () => {
    const whole = JSON.stringify(story(1));
    expect(await refusalOf(whole.slice(0, -20))).toMatchObject({
      code: 'input.truncated',
      evidence: expect.stringContaining(`ends at byte ${whole.length - 20}`),
    });
  });

  test('one that is too large is passed over as it comes', async () => {
    const large = {
      ...stored(''),
      size: 2 * limits.single,
      async *stream() {
        yield Buffer.from(`[${JSON.stringify(story(1))},{"title":"Quay","text":"`);
        for (let i = 0; i < 27; i++) yield Buffer.alloc(1024 * 1024, 'harbour ');
        yield Buffer.from(`"},${JSON.stringify(story(2))}]`);
      },
    };
    const reading = await readObject(large);
    const members = 'members' in reading ? await Array.fromAsync(reading.members) : [];
    expect(members.map((member) => ('refusal' in member ? member.refusal.code : member.part))).toEqual([
      'id 1',
      'input.too_large',
      'id 2',
    ]);
  });
});

describe('JSON that means harm', () => {
  const deep = 100_000;
  test.each([
    ['lists', '['.repeat(deep) + ']'.repeat(deep)],
    ['lists that do not end', '['.repeat(deep)],
    ['objects', `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`],
    [
      'objects in a good record',
      JSON.stringify(story(1)).replace('}', `,"x":${'['.repeat(deep)}${']'.repeat(deep)}}`),
    ],
  ])('100,000 %s inside one another', async (_, body) => {
    expect(await refusalOf(body)).toMatchObject({
      code: 'json.malformed',
      evidence: expect.stringContaining('nested deeper than 128'),
    });
  });

  test('a million empty values in one record', async () => {
    const body = `{"title": "Quay", "text": "x", "list": [${'{},'.repeat(1_000_000)}{}]}`;
    expect(await refusalOf(body)).toMatchObject({
      code: 'input.too_large',
      evidence: expect.stringContaining('values in one record'),
    });
  });

  test('names that JavaScript gives a meaning to have none', async () => {
    const body =
      '{"__proto__": {"title": "No"}, "constructor": 1, "title": "Quay is closed", "text": "It is closed.", "toString": "x"}';
    expect(await contentOf(body)).toMatchObject({ title: 'Quay is closed' });
    expect(({} as { title?: string }).title).toBeUndefined();
  });

  test('lone surrogates, NULs and direction overrides do not get into the record', async () => {
    const content = await contentOf(
      '{"title": "Quay \\ud800is\\u0000 \\u202eclosed", "text": "The quay \\udfffis closed until Tuesday."}',
    );
    expect(content.title).toBe('Quay \ufffdis closed');
    expect(content.paragraphs[0]?.text).toBe('The quay \ufffdis closed until Tuesday.');
  });
});

describe('letters', () => {
  test('UTF-16 with a mark, as some programs write it', async () => {
    const wide = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(JSON.stringify([story(1, { title: 'Malmö–Åbo' }), story(2)]), 'utf16le'),
    ]);
    expect(await membersOf(wide)).toMatchObject([
      { part: 'id 1', charset: 'utf-16le', content: { title: 'Malmö–Åbo' } },
      { part: 'id 2' },
    ]);
  });

  test('a byte-order mark before lines and before an object', async () => {
    expect(await partsOf(`\uFEFF${JSON.stringify(story(1))}\n${JSON.stringify(story(2))}`)).toEqual([
      'id 1',
      'id 2',
    ]);
    expect(await partsOf(`\uFEFF${JSON.stringify(story(1))}`)).toEqual(['']);
  });

  test('a line in another charset than the rest is read for itself, and flagged', async () => {
    const western = Buffer.from(
      '{"title": "Malm\xf6 quay", "text": "The quay of Malm\xf6 is closed until the ice breaks."}',
      'latin1',
    );
    const [one, two] = await membersOf(
      Buffer.concat([Buffer.from(`${JSON.stringify(story('ö'))}\n`), western]),
    );
    expect(one).toMatchObject({ charset: 'utf-8', content: { quality: { flags: [] } } });
    expect(two).toMatchObject({
      charset: 'windows-1252',
      content: { title: 'Malmö quay', quality: { flags: ['charset-guessed'] } },
    });
  });
});

describe('however the bytes come', () => {
  const bodies = [
    JSON.stringify({
      meta: { n: 2 },
      articles: [story(1, { text: 'A “quote” \\ and "more".' }), 'x', story('ä')],
    }),
    `${JSON.stringify(story(1))}\n{bad\n\n${JSON.stringify(story('ä'))}\n`,
    JSON.stringify(story('é'), null, 2),
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      home_page_url: 'https://a.example',
      items: [story(1), story(2)],
    }),
  ];
  test('the members are the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...bodies),
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 50 }),
        async (body, sizes) => {
          const bytes = Buffer.from(body);
          const pieces = {
            ...stored(bytes, { key: 'log/file.json' }),
            async *stream() {
              for (let at = 0, i = 0; at < bytes.length; i++) {
                const end = at + (sizes[i % sizes.length] ?? 1);
                yield bytes.subarray(at, end);
                at = end;
              }
            },
          };
          const reading = await readObject(pieces);
          expect('members' in reading && (await Array.fromAsync(reading.members))).toEqual(
            await membersOf(bytes),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  test('whatever is changed in them, nothing is thrown, and the answer is the same twice', async () => {
    const changed = fc.tuple(
      fc.constantFrom(...bodies),
      fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }),
      fc.nat(600),
    );
    await fc.assert(
      fc.asyncProperty(changed, async ([body, changes, length]) => {
        const bytes = Buffer.from(body);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        const cut = bytes.subarray(0, Math.max(1, length));
        const read = async () => {
          const reading = await readObject(stored(cut));
          return 'code' in reading ? reading : Array.fromAsync(reading.members);
        };
        expect(await read()).toEqual(await read());
      }),
      { numRuns: 300 },
    );
  });
});

describe('JSON Feed', () => {
  const item = { id: 'a', title: 'Gale', content_html: `<p>${text}</p>` };
  test('its home page is what its items are known by, wherever in the file it stands', async () => {
    const version = 'https://jsonfeed.org/version/1.1';
    for (const feed of [
      { version, home_page_url: 'https://a.example/', items: [item] },
      { version, items: [item], home_page_url: 'https://a.example/' },
    ])
      expect(await membersOf(JSON.stringify(feed))).toMatchObject([
        { identity: { provider: 'https://a.example/', guid: 'a' }, part: 'items/0' },
      ]);
  });
});

describe('what Dateline itself gives out can be put in again', () => {
  const content = {
    schema: 'news.doc/1' as const,
    title: 'Parliament votes down the net tax',
    kicker: 'Fisheries',
    standfirst: 'Two members of the governing party cross the floor.',
    paragraphs: [
      {
        role: 'text' as const,
        text: 'The levy on lost fishing gear failed by nine votes on Saturday evening.',
      },
      { role: 'text' as const, text: '“It would have emptied our harbours,” Alasdair Reid said afterwards.' },
    ],
    authors: ['Ingrid Halvorsen', 'Tom Sinclair'],
    byline: 'Ingrid Halvorsen, Tom Sinclair',
    language: { tag: 'en', source: 'document' as const, confidence: 1 },
    source: { name: 'Harbour Gazette', guid: 'g-1', usageTerms: 'Free for all.' },
    subjects: ['Politics', 'Fisheries'],
    genre: 'News',
    quality: { extractor: 'text/1', confidence: 1, flags: [] },
  };
  const published: Published = {
    id: 'd1',
    uri: 'https://dateline.example/v1/documents/d1',
    version: 'v1',
    ingested: '2026-03-14T18:00:00Z',
    content,
    entities: [],
    entityUri: (entity) => `https://dateline.example/${entity}`,
  };
  const { title, kicker, standfirst, paragraphs, authors, subjects } = content;

  test('as ninjs', async () => {
    const again = await contentOf(JSON.stringify(toNinjs(published)));
    expect(again).toMatchObject({
      title,
      kicker,
      standfirst,
      paragraphs,
      authors,
      subjects,
      source: { usageTerms: 'Free for all.' },
    });
  });

  test('as JSON-LD', async () => {
    const again = await contentOf(JSON.stringify(toNewsArticle(published)));
    expect(again).toMatchObject({ title, kicker, standfirst, paragraphs, authors, subjects, genre: 'News' });
  });
});

import { describe, expect, test } from 'vitest';
import { contentOf } from '../upload.ts';
import { membersOf, partsOf, refusalOf, story } from './jsonMembers.ts';

describe('hostile JSON', () => {
  const deep = 100_000;
  test.each([
    ['lists', '['.repeat(deep) + ']'.repeat(deep)],
    ['lists without an end', '['.repeat(deep)],
    ['objects', `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`],
    [
      'objects in a good record',
      JSON.stringify(story(1)).replace('}', `,"x":${'['.repeat(deep)}${']'.repeat(deep)}}`),
    ],
  ])('100,000 nested %s', async (_, body) => {
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

  test('of a long text of keywords the first hundred are read, as of a list', async () => {
    const keywords = `${'fish,'.repeat(100)}ice`;
    expect((await contentOf(JSON.stringify({ ...story(1), keywords }))).subjects).toEqual(['fish']);
  });

  test('names with a meaning in JavaScript are ordinary names', async () => {
    const body =
      '{"__proto__": {"title": "No"}, "constructor": 1, "title": "Quay is closed", "text": "It is closed.", "toString": "x"}';
    expect(await contentOf(body)).toMatchObject({ title: 'Quay is closed' });
    expect(({} as { title?: string }).title).toBeUndefined();
  });

  test('lone surrogates, NULs and direction overrides are removed', async () => {
    const content = await contentOf(
      '{"title": "Quay \\ud800is\\u0000 \\u202eclosed", "text": "The quay \\udfffis closed until Tuesday."}',
    );
    expect(content.title).toBe('Quay \ufffdis closed');
    expect(content.paragraphs[0]?.text).toBe('The quay \ufffdis closed until Tuesday.');
  });
});

describe('character sets', () => {
  test('UTF-16 with a byte-order mark', async () => {
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

  test('a line in a different charset is decoded separately and flagged', async () => {
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

test('mojibake in escapes is repaired, and what is no such escape stays', async () => {
  const titleAndText = async (title: string, text: string) => {
    const { title: read, paragraphs, quality } = await contentOf(`{"title": "${title}", "text": "${text}"}`);
    return [read, paragraphs[0]?.text, quality.flags];
  };
  expect(
    await titleAndText('It\\u00e2\\u20ac\\u2122s shut', 'It\\u00e2\\u0080\\u0099s the Caf\\u00c3\\u00a9.\\n'),
  ).toEqual(['It’s shut', 'It’s the Café.', ['mojibake-mended']]);
  expect(await titleAndText('Caf\\u00e9 Quay', 'It is \\u00c3\\u00a9.')).toEqual([
    'Café Quay',
    'It is Ã©.',
    [],
  ]);
  const path = 'C:\\\\u00c3\\\\u00a9';
  expect(await titleAndText(`Quay ${path}`, `It is in ${path}.`)).toMatchObject({
    0: 'Quay C:\\u00c3\\u00a9',
  });
});

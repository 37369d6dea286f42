import { describe, expect, test } from 'vitest';
import { limits } from '../../../../../core/formats/limits.ts';
import { readObject } from '../../../../../core/formats/read.ts';
import { contentOf, readOne, stored } from '../upload.ts';
import { membersOf, partsOf, refusalOf, story, text } from './jsonMembers.ts';

describe('the articles in a JSON file', () => {
  test('a single article is the object itself, whatever its layout', async () => {
    expect(await partsOf(JSON.stringify(story(1)))).toEqual(['']);
    expect(await partsOf(`${JSON.stringify(story(1), null, 2)}\n`)).toEqual(['']);
    expect(await partsOf(`${JSON.stringify(story(undefined))}\n`)).toEqual(['']);
  });

  test('a single line with a line end and an id keeps its identity when the file grows', async () => {
    const line = `${JSON.stringify(story(1))}\n`;
    expect(await partsOf(line)).toEqual(['id 1']);
    expect(await partsOf(`${line}${JSON.stringify(story(2))}\n`)).toEqual(['id 1', 'id 2']);
  });

  test.each([
    ['a list', JSON.stringify([story(1), story(2)])],
    ['a list with an element per line', `[\n${JSON.stringify(story(1))},\n${JSON.stringify(story(2))}\n]`],
    ['an object with a list', JSON.stringify({ status: 'ok', articles: [story(1), story(2)], page: 1 })],
    [
      'an object with a list that has an element per line',
      `{"articles":[\n${JSON.stringify(story(1))},\n${JSON.stringify(story(2))}\n]}`,
    ],
    [
      'an object in an object',
      JSON.stringify({ response: { meta: { title: 'x' }, results: [story(1), story(2)] } }),
    ],
    [
      'a database response',
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

  test('an article that contains a list is still one article', async () => {
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
      'an object that is not an article',
      '{"@type": "Recipe", "name": "Fish soup"}',
      'something else than an article',
    ],
    [
      'the manifest of a program',
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

  test('a text that begins with a bracket or a brace is a text', async () => {
    for (const body of [
      '[Corrected version] Storm closes harbour\n\nThe storm closed it.',
      '{Sport} Storm closes harbour\n\nThe storm closed it.',
      '["Storm," he said] it closed',
    ])
      expect(await readOne(body)).toMatchObject({ format: 'text' });
  });
});

describe('a broken record does not affect the others', () => {
  test('in a list', async () => {
    const [first, last] = [JSON.stringify(story(1)), JSON.stringify(story(2))];
    const body = `[${first}, {"title": "Quay" "text": "x"}, 7, {"title": "Quay"}, ${last}]`;
    expect(await partsOf(body)).toEqual([
      'id 1',
      'element 2: json.malformed',
      'element 3: json.no_article',
      'element 4: json.no_article',
      'id 2',
    ]);
  });

  test('a missing quotation mark affects only its line', async () => {
    const [first, last] = [JSON.stringify(story(1)), JSON.stringify(story(2))];
    const body = `[\n${first},\n{"title": "Quay is closed, "text": "x"},\n${last}\n]`;
    expect(await partsOf(body)).toEqual(['id 1', 'element 2: json.malformed', 'id 2']);
  });

  test('the evidence has the line number and the offset', async () => {
    const first = JSON.stringify(story('ü'));
    const [, broken] = await membersOf(`${first}\r\n\r\n{"title": \n${JSON.stringify(story(2))}\n`);
    expect(broken).toMatchObject({ part: 'line 3', refusal: { code: 'json.malformed' } });
    expect(broken).toMatchObject({
      refusal: { evidence: expect.stringContaining(`line 3, from byte ${Buffer.byteLength(first) + 4}:`) },
    });
  });

  test('a truncated list keeps its complete elements', async () => {
    const whole = JSON.stringify({ articles: [story(1), story(2), story(3)] });
    expect(await partsOf(whole.slice(0, -40))).toEqual(['id 1', 'id 2', 'element 3: input.truncated']);
    expect(await partsOf(whole.slice(0, -2))).toEqual(['id 1', 'id 2', 'id 3', 'element 4: input.truncated']);
  });

  test('a truncated single article is refused, and the evidence says where it ends', async () => {
    const whole = JSON.stringify(story(1));
    expect(await refusalOf(whole.slice(0, -20))).toMatchObject({
      code: 'input.truncated',
      evidence: expect.stringContaining(`ends at byte ${whole.length - 20}`),
    });
  });

  test('a record that is too large is refused without being held in memory', async () => {
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

describe('a date in which either number may be the day', () => {
  const dated = (fields: object) =>
    contentOf(JSON.stringify({ id: '1', title: 'Quay', text: 'The quay is closed, he said.', ...fields }));
  test('is read as its language or its site writes it', async () => {
    expect(await dated({ date: '05/03/2021', language: 'fr' })).toMatchObject({
      published: { value: '2021-03-05' },
    });
    expect(await dated({ date: '05/03/2021', url: 'https://paper.co.uk/1' })).toMatchObject({
      published: { value: '2021-03-05' },
    });
  });
  test('is left out with a flag if nothing decides', async () => {
    const content = await dated({ date: '05/03/2021', language: 'en' });
    expect(content.published).toBeUndefined();
    expect(content.quality.flags).toEqual(['date-ambiguous']);
  });
});

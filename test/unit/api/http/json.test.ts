import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toJson } from '../../../../api/http/json.ts';
import { Newsroom } from '../newsroom.ts';

/** Names in which pairs of surrogates are broken, reversed or hidden behind backslashes. */
const hostile = fc
  .array(
    fc.constantFrom('Anna', ' ', '\\', '\\u', 'd800', '"', '\uD83D', '\uDE00', '\u{1F600}', 'Ž', '\u202E'),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/** Every string in a value, names of fields included. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, each]) => [name, ...stringsIn(each)]);
}

describe('JSON', () => {
  it('has only well-formed strings, and is that of JSON.stringify otherwise', () => {
    fc.assert(
      fc.property(fc.dictionary(hostile, fc.array(hostile)), (value) => {
        const parsed = JSON.parse(toJson(value));
        expect(stringsIn(parsed).filter((text) => !text.isWellFormed())).toEqual([]);
        if (stringsIn(value).every((text) => text.isWellFormed()))
          expect(toJson(value)).toBe(JSON.stringify(value));
      }),
    );
  });

  it('keeps the length of a text, so that offsets stay right', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(JSON.parse(toJson(text))).toBe(text.toWellFormed());
      }),
    );
  });
});

describe('every response', () => {
  it('is well-formed, whatever names the documents have', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (name, other) => {
        const room = new Newsroom();
        const half = `N${name}\uD83D`;
        const doc = await room.add({
          key: `${other}/a.txt`,
          title: `${half} and ${other}`,
          standfirst: half,
          paragraphs: [`${name} met ${other}.`, half],
          published: '2021-05-03',
          source: half,
          names: { person: [`${name} x`, half], place: [`${other} y`] },
          more: { authors: [half], subjects: [half], byline: half },
        });
        await room.tallyEntities();
        await room.inbox.put(`${other}/a.txt`, `${half}\n\n${name} met ${other}.`);
        const paths = [
          '/v1/documents',
          '/v1/documents/feed.atom',
          '/v1/documents/feed.json',
          ...['', '/text', '/mentions', '/versions', '/reprints', '/trace'].map(
            (part) => `/v1/documents/${doc}${part}`,
          ),
          ...['jsonl', 'csv', 'ninjs', 'jsonld', 'ftm', 'annotations'].map(
            (format) => `/v1/exports?format=${format}`,
          ),
          '/v1/entities?q=an',
          '/v1/search?q=met',
          '/v1/stats',
          '/v1/stories',
        ];
        for (const accept of ['application/json', 'application/vnd.iptc.ninjs+json', 'application/ld+json'])
          await expectWellFormed(await room.request(`/v1/documents/${doc}`, { headers: { accept } }));
        for (const path of paths) await expectWellFormed(await room.request(path), path);
        for (const { id } of (await room.json(`/v1/documents/${doc}`)).entities)
          for (const part of ['', '/documents', '/timeline', '/co-mentions', '/feed.atom'])
            await expectWellFormed(await room.request(`/v1/entities/${encodeURI(id)}${part}`), id);
        // A problem quotes what was sent, cut to a length.
        await expectWellFormed(await room.request(`/v1/documents?language=${'%F0%9F%98%80'.repeat(99)}x`));
        await expectWellFormed(await room.request(`/v1/documents?a${'%F0%9F%98%80'.repeat(99)}x=1`));
      }),
      { numRuns: 25 },
    );
  });
});

async function expectWellFormed(response: Response, path = ''): Promise<void> {
  expect(response.status, path).toBeLessThan(500);
  const text = new TextDecoder('utf-8', { fatal: true }).decode(await response.arrayBuffer());
  expect(text.isWellFormed()).toBe(true);
  const type = response.headers.get('content-type') ?? '';
  const values = type.includes('jsonl')
    ? text.split('\n').filter((line) => line !== '')
    : type.includes('json')
      ? [text]
      : [];
  for (const value of values)
    expect(
      stringsIn(JSON.parse(value)).filter((each) => !each.isWellFormed()),
      path,
    ).toEqual([]);
}

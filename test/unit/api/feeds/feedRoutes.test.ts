import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';
import { readObject } from '../../../../core/formats/read.ts';
import { stored } from '../../core/formats/upload.ts';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';
import { Newsroom } from '../newsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});

/** The texts of all elements by name. @throws Error if the XML is not well-formed */
function elements(atom: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  const open: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => open.push(name));
  parser.on('closetag', () => open.pop());
  parser.on('text', (text) => {
    const name = open.at(-1) ?? '';
    if (text.trim() !== '') found[name] = [...(found[name] ?? []), text];
  });
  parser.write(atom).close();
  return found;
}

/** The titles that Dateline's own reader finds in a feed. */
async function titlesRead(feed: string): Promise<string[]> {
  const reading = await readObject(stored(Buffer.from(feed), { key: 'feeds/own.json' }));
  if ('code' in reading) throw new Error(reading.evidence);
  return (await Array.fromAsync(reading.members)).map((member) =>
    'refusal' in member ? member.refusal.evidence : member.content.title,
  );
}

describe('feeds', () => {
  it('of an entity contain its newest documents', async () => {
    const response = await room.request('/v1/entities/person/antony-blinken/feed.atom');
    expect(response.headers.get('content-type')).toBe('application/atom+xml');
    const found = elements(await response.text());
    expect(found.title).toEqual([
      'Dateline: Antony Blinken',
      'A life in diplomacy',
      'Blinken arrives in London for G7 meeting',
    ]);
    expect(found.name).toEqual(['Jo Doe', 'Wire']);
    expect(found.published).toBeUndefined(); // the formats need a time, and only the day is known
    const json = await room.json('/v1/entities/person/antony-blinken/feed.json?limit=1');
    expect(json.items).toHaveLength(1);
    expect(json.items[0]).toMatchObject({
      url: 'https://post.example/life',
      title: 'A life in diplomacy',
      authors: [{ name: 'Jo Doe' }],
    });
    expect((await room.problem('/v1/entities/person/nobody/feed.atom')).httpStatus).toBe(404);
  });

  it('of filters and of a search contain what these find', async () => {
    expect((await room.json('/v1/documents/feed.json?source=The+Post')).items).toHaveLength(1);
    const found = await room.json('/v1/search/feed.json?q=london+source:Wire');
    expect(found.items.map(({ title }: { title: string }) => title)).toEqual([
      'Blinken arrives in London for G7 meeting',
      'A memo without a date',
    ]);
    const [, exact] =
      (await (await room.request('/v1/search/feed.atom?q=Istanbul')).text()).match(
        /<published>(.*)<\/published>/,
      ) ?? [];
    expect(exact).toBe('2021-05-05T04:30:00.000Z');
    expect((await room.problem('/v1/search/feed.atom?q=%22open')).httpStatus).toBe(400);
  });

  it('can be read by Dateline itself', async () => {
    const titles = (await room.json('/v1/documents')).items.map(({ title }: { title: string }) => title);
    expect(await titlesRead(await (await room.request('/v1/documents/feed.json')).text())).toEqual(titles);
  });

  it('are well-formed for any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (text) => {
        const title = text.toWellFormed();
        const made = new Newsroom();
        await made.add({ key: 'a', title, standfirst: title, source: title, more: { authors: [title] } });
        for (const path of ['/v1/documents/feed.atom', '/v1/search/feed.atom?q=-nothing']) {
          const atom = await (await made.request(path)).text();
          expect(() => elements(atom)).not.toThrow();
        }
      }),
      { numRuns: 50 },
    );
  });

  it('answer with a 304 if nothing changed', async () => {
    const { headers } = await room.request('/v1/documents/feed.atom');
    const again = await room.request('/v1/documents/feed.atom', {
      headers: { 'if-none-match': headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });
});

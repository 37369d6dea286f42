import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';
import { readObject } from '../../../../core/formats/read.ts';
import { keys } from '../../../../core/records/keys.ts';
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

  it('say when they last changed, and answer with a 304 to a client that knows', async () => {
    room.now = Date.parse('2021-05-06T12:00:00Z');
    const path = '/v1/documents/feed.atom';
    const { headers } = await room.request(path);
    const modified = headers.get('last-modified') ?? '';
    expect(Date.parse(modified)).toBeLessThan(room.now);
    const since = (time: string, more = {}) =>
      room.request(path, { headers: { 'if-modified-since': time, ...more } });
    expect((await since(modified)).status).toBe(304);
    expect((await since(new Date(Date.parse(modified) - 1000).toUTCString())).status).toBe(200);
    expect((await since('yesterday')).status).toBe(200);
    expect((await since(modified, { 'if-none-match': '"another"' })).status).toBe(200);
    room.now = Date.parse(modified) + 60_000;
    expect((await room.request(path)).headers.get('last-modified')).toBeNull();
  });

  it('leave out what may not be published, until it may', async () => {
    const desk = new Newsroom();
    const flagged = (...flags: string[]) => ({ quality: { extractor: 'x', confidence: 1, flags } });
    const end = { value: '2021-05-04T12:00:00Z', precision: 'second' as const, tzKnown: true, source: 'x' };
    const held = { ...flagged('embargoed'), embargoedUntil: end };
    await desk.add({ key: 'a', title: 'Usable', modified: Date.parse('2021-05-03T08:00:00Z') });
    await desk.add({ key: 'b', title: 'Embargoed', more: held });
    await desk.add({ key: 'c', title: 'Withheld', more: flagged('status-withheld') });
    await desk.add({ key: 'd', title: 'Cancelled', more: flagged('status-canceled') });
    const titles = (list: unknown) =>
      (list as { items: { title: string }[] }).items.map(({ title }) => title).sort();
    const before = await desk.request('/v1/documents/feed.json');
    expect(titles(await before.json())).toEqual(['Usable']);
    const listed = await desk.json('/v1/documents');
    expect(titles(listed)).toEqual(['Cancelled', 'Embargoed', 'Usable', 'Withheld']);
    expect(listed.items.find(({ title }: { title: string }) => title === 'Embargoed').heldBack).toEqual({
      status: 'embargoed',
      until: end,
    });

    desk.now = Date.parse('2021-05-04T13:00:00Z');
    const path = '/v1/documents/feed.json';
    const known = { 'if-modified-since': new Date(Date.parse(end.value) - 60_000).toUTCString() };
    const after = await desk.request(path, { headers: known });
    expect(after.status).toBe(200); // nothing was stored since, but the embargo has ended
    expect(after.headers.get('last-modified')).toBe(new Date(end.value).toUTCString());
    expect(titles(await after.json())).toEqual(['Embargoed', 'Usable']);
    expect(await (await desk.request('/v1/search/feed.atom?q=-nothing')).text()).not.toContain('Withheld');
  });

  it('have as many documents as asked for, however many newer ones may not be published', async () => {
    const desk = new Newsroom();
    desk.now = Date.parse('2021-05-03T12:00:00Z');
    const canceled = { quality: { extractor: 'x', confidence: 1, flags: ['status-canceled'] } };
    const add = async (key: string, published: string, more: object) => {
      const modified = Date.parse(`${published}T09:00:00Z`);
      const doc = await desk.add({ key, title: `Ferry ${key}`, published, modified, more });
      const time = new Date(modified).toISOString();
      await desk.table.put({ ...keys.change(time, doc), doc, time, reason: 'created', title: key });
    };
    for (const n of [1, 2, 3]) await add(`old ${n}`, `2021-05-0${n}`, {});
    for (let n = 0; n < 7; n++) await add(`canceled ${n}`, '2021-05-03', canceled);
    for (const path of ['/v1/documents/feed.json?', '/v1/search/feed.json?q=ferry&'])
      for (const order of ['published', 'arrived'])
        expect((await desk.json(`${path}limit=2&order=${order}`)).items).toMatchObject([
          { title: 'Ferry old 3' },
          { title: 'Ferry old 2' },
        ]);
  });

  it('list with order=arrived first what an embargo held back until now', async () => {
    const desk = new Newsroom();
    const add = async (key: string, modified: string, until?: string) => {
      const end = { value: until ?? '', precision: 'second' as const, tzKnown: true, source: 'x' };
      const quality = { extractor: 'x', confidence: 1, flags: ['embargoed'] };
      const more = until === undefined ? {} : { quality, embargoedUntil: end };
      const doc = await desk.add({ key, title: `Ferry ${key}`, modified: Date.parse(modified), more });
      await desk.table.put({
        ...keys.change(modified, doc),
        doc,
        time: modified,
        reason: 'created',
        title: key,
      });
    };
    await add('results', '2021-05-03T07:00:00.000Z', '2021-05-03T11:00:00Z');
    await add('later', '2021-05-03T07:30:00.000Z', '2021-05-04T11:00:00Z');
    await add('first', '2021-05-03T08:00:00.000Z');
    await add('second', '2021-05-03T11:30:00.000Z');
    const titles = async (now: string, path: string) => {
      desk.now = Date.parse(now);
      const { items } = await desk.json(`${path}order=arrived&limit=2`);
      return items.map(({ title }: { title: string }) => title);
    };
    for (const path of ['/v1/documents/feed.json?', '/v1/search/feed.json?q=ferry&']) {
      expect(await titles('2021-05-03T10:59:00Z', path)).toEqual(['Ferry second', 'Ferry first']);
      expect(await titles('2021-05-03T11:40:00Z', path)).toEqual(['Ferry second', 'Ferry results']);
    }
  });

  it('list what came last with order=arrived, whenever it was published', async () => {
    const desk = new Newsroom();
    desk.now = Date.parse('2021-05-03T12:00:00Z');
    const add = async (key: string, published: string, modified: string) => {
      const doc = await desk.add({ key, title: key, published, modified: Date.parse(modified), source: key });
      const time = new Date(Date.parse(modified) + 1000).toISOString();
      await desk.table.put({ ...keys.change(time, doc), doc, time, reason: 'created', title: key });
    };
    await add('old', '2021-05-02', '2021-05-02T09:00:00Z');
    await add('late', '2019-01-01', '2021-05-03T11:00:00Z');
    await add('new', '2021-05-03', '2021-05-03T10:00:00Z');
    const titles = async (query: string) =>
      (await desk.json(`/v1/documents/feed.json?${query}`)).items.map(
        ({ title }: { title: string }) => title,
      );
    expect(await titles('')).toEqual(['new', 'old', 'late']);
    expect(await titles('order=arrived')).toEqual(['late', 'new', 'old']);
    // A query for each shard of two days and of the list; each of its documents once.
    expect(desk.tableCalls.query).toBe(3 * 16);
    expect(desk.tableCalls.batchGet).toBeLessThan(5);
    expect(await titles('order=arrived&limit=1')).toEqual(['late']);
    expect(await titles('order=arrived&source=old')).toEqual(['old']);
  });

  it('of a search list what came last with order=arrived, whatever else came', async () => {
    const desk = new Newsroom();
    desk.now = Date.parse('2021-05-03T12:00:00Z');
    const add = async (key: string, title: string, published: string, modified: string) => {
      const doc = await desk.add({ key, title, published, modified: Date.parse(modified) });
      const time = new Date(Date.parse(modified) + 1000).toISOString();
      await desk.table.put({ ...keys.change(time, doc), doc, time, reason: 'created', title });
    };
    await add('old', 'Old ferry', '2021-05-02', '2021-05-01T09:00:00Z');
    await add('late', 'Late ferry', '2019-01-01', '2021-05-03T11:00:00Z');
    await add('new', 'New ferry', '2021-05-03', '2021-05-03T10:00:00Z');
    await add('other', 'A train', '2021-05-03', '2021-05-03T11:30:00Z');
    const titles = async (query: string) =>
      (await desk.json(`/v1/search/feed.json?q=ferry&${query}`)).items.map(
        ({ title }: { title: string }) => title,
      );
    expect(await titles('')).toEqual(['New ferry', 'Old ferry', 'Late ferry']);
    expect(await titles('order=arrived')).toEqual(['Late ferry', 'New ferry', 'Old ferry']);
    // A query for each shard of two days, a read of the documents of each of the two searches.
    expect([desk.tableCalls.query, desk.tableCalls.batchGet]).toEqual([2 * 16, 2]);
    expect(await titles('order=arrived&limit=1')).toEqual(['Late ferry']);
    expect((await desk.problem('/v1/search/feed.json?q=ferry&order=newest')).httpStatus).toBe(400);
  });
});

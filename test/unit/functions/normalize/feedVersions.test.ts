import { beforeEach, describe, expect, it } from 'vitest';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { invalidateClaim } from '../../../../core/quarantine/redrive.ts';
import { claim } from '../../../../core/records/claim.ts';
import { keys } from '../../../../core/records/keys.ts';
import { readSources } from '../../../../core/records/sources.ts';
import { findVersionReading } from '../../../../core/records/versionReadings.ts';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import { sweep } from '../../../../functions/sweep/sweep.ts';
import { docOf, FeedDesk, hour, key } from './feedDesk.ts';

let desk: FeedDesk;
beforeEach(() => {
  desk = new FeedDesk();
});

describe('a feed of many versions', () => {
  it('is read once per version, and each document is as in the newest version that lists it', async () => {
    for (let i = 0; i < 50; i++) await desk.show(`item-${i}`, `item-${i + 1}`);
    expect(desk.parsed).toBe(50);
    expect(desk.payloadsPut).toBeLessThan(50 * 6); // two per version; each of the others again twice a day
    for (const i of [0, 1, 25, 50])
      expect(await desk.source(`item-${i}`)).toBe(await desk.version(Math.max(0, 49 - i)));
    await desk.inbox.delete(key, await desk.version(10));
    await desk.run();
    expect(desk.parsed).toBe(51); // the current version again
    expect(await desk.source('item-39')).toBe(await desk.version(10));
  });

  it('skips an unreadable version, remembers that it is unreadable, and reports it', async () => {
    await desk.show('a');
    await desk.put('{"version": "https://jsonfeed.org/version/1.1", "items": [');
    expect(await desk.source('a')).toBeUndefined(); // while the unreadable version is the current one
    await desk.show('b');
    await desk.show('c');
    // Parses the refused version twice: as the current version, and as an earlier version of the feed.
    expect(desk.parsed).toBe(5);
    for (const guid of ['a', 'b', 'c']) expect(await desk.source(guid)).toBeDefined();
    expect(claim.parse(await desk.table.get(keys.claim(key)))).toMatchObject({
      feed: true,
      outcome: 'stored',
      skipped: 1,
    });
    // It never will be readable, so nobody tries it again.
    expect(await desk.run()).toBe('unchanged');
  });

  it('remembers the refusal of a version by itself, too', async () => {
    await desk.show('a');
    await desk.put('{"version": "https://jsonfeed.org/version/1.1", "items": [');
    await desk.show('b');
    for (const { key: name, version } of (await desk.archive.listVersions('readings/')).items)
      if (name.split('/').length > 2) await desk.archive.delete(name, version);
    await desk.show('c');
    const { skipped } = claim.parse(await desk.table.get(keys.claim(key)));
    expect([desk.parsed, skipped]).toEqual([5, 1]);
  });

  it('reads a version again if a sweep has removed its payloads', async () => {
    await desk.show('a');
    await desk.show('a', 'b');
    const payload = (await readSources(desk.table, docOf('b')))[0]?.payload;
    await desk.show('a', 'c');
    for (const { key: name, version } of (await desk.archive.listVersions(`payloads/${payload}`)).items)
      await desk.archive.delete(name, version);
    await invalidateClaim(desk.ports, key);
    await desk.show('d');
    expect(desk.parsed).toBe(5);
    expect(await desk.archive.head(`payloads/${payload}.json`)).toBeDefined();
  });

  it('reads all of it again, also in an execution that has no time left', async () => {
    await desk.show('a', 'b', 'c');
    await desk.show('d');
    const payloads = (await desk.archive.list('payloads/')).items.map((each) => each.key);
    expect(payloads).toHaveLength(4);
    for (const { key: name, version } of (await desk.archive.listVersions('payloads/')).items)
      await desk.archive.delete(name, version);
    await invalidateClaim(desk.ports, key);
    const hurried = { ...thresholds, deadlineMilliseconds: 0 };
    for (let run = 0; run < 3; run++) await normalize({ ...desk.ports, thresholds: hurried }, key);
    expect((await desk.archive.list('payloads/')).items.map((each) => each.key)).toEqual(payloads);
  });

  it('has no row of a payload that cannot be put, be it the last', async () => {
    const put = desk.archive.put;
    let payloads = 0;
    desk.archive.put = (name, ...rest) =>
      name.startsWith('payloads/') && ++payloads === 2
        ? Promise.reject(new Error('out of reach'))
        : put(name, ...rest);
    await expect(desk.show('a', 'b')).rejects.toThrow('out of reach');
    expect([await desk.source('a'), await desk.source('b')]).toEqual([undefined, undefined]);
  });

  it('puts an old payload again before a row refers to it', async () => {
    await desk.show('a');
    const payload = `payloads/${(await readSources(desk.table, docOf('a')))[0]?.payload}.json`;
    desk.now += 13 * hour;
    await desk.show('b');
    expect((await desk.archive.head(payload))?.modified).toBeLessThan(desk.now - 13 * hour); // no row did
    await invalidateClaim(desk.ports, key);
    await desk.run();
    expect((await desk.archive.head(payload))?.modified).toBe(desk.now);
  });

  it('is merged anew if the archive has lost what all versions came to', async () => {
    for (const guid of ['a', 'b', 'c', 'd']) await desk.show(guid);
    for (const { key: name, version } of (await desk.archive.listVersions('readings/')).items)
      if (name.split('/').length > 2) await desk.archive.delete(name, version);
    await desk.show('e');
    expect(desk.parsed).toBe(5);
    for (const { key: name, version } of (await desk.archive.listVersions('readings/')).items)
      await desk.archive.delete(name, version);
    await desk.show('f');
    expect(desk.parsed).toBe(11);
    for (const guid of 'abcdef') expect(await desk.source(guid)).toBeDefined();
  });

  it('is merged with all that arrived since it was handled', async () => {
    await desk.show('a', 'b');
    await desk.show('b', 'c');
    const run = desk.run.bind(desk);
    desk.run = async () => 'unchanged';
    for (const guid of ['c', 'd', 'e', 'f', 'g']) await desk.show(guid, 'x');
    desk.run = run;
    let gets = 0;
    const get = desk.archive.get.bind(desk.archive);
    desk.archive.get = (name, ...rest) => {
      if (name.startsWith('readings/')) gets++;
      return get(name, ...rest);
    };
    await desk.run();
    expect(desk.parsed).toBe(7);
    expect(gets).toBe(6); // the state before the last, the applied state, and four versions
    expect(await desk.source('b')).toBe(await desk.version(5));
    expect(await desk.source('c')).toBe(await desk.version(4));
    expect(await desk.source('x')).toBe(await desk.version(0));
  });

  it('is not merged again if the archive has only what all versions came to', async () => {
    for (const guid of ['a', 'b', 'c', 'd']) await desk.show(guid);
    const { items } = await desk.archive.listVersions('readings/');
    const merged = items.filter(({ key: name }) => name.split('/').length > 2);
    const last = merged.toSorted((a, b) => a.modified - b.modified).at(-1);
    for (const { key: name, version } of items)
      if (name !== last?.key) await desk.archive.delete(name, version);
    await desk.table.delete(keys.claim(key)); // as if the execution had died before its rows
    await desk.run();
    expect(desk.parsed).toBe(5); // the current version again
    for (const guid of 'abcd') expect(await desk.source(guid)).toBeDefined();
  });

  it('is read one version further by each execution that has no time left', async () => {
    await desk.show('a');
    const run = desk.run.bind(desk);
    desk.run = async () => 'unchanged';
    for (const guid of ['b', 'c', 'd', 'e']) await desk.show(guid);
    desk.run = run;
    const hurried = { ...desk.ports, thresholds: { ...thresholds, deadlineMilliseconds: 0 } };
    const parsed: number[] = [];
    for (let outcome = ''; outcome !== 'stored' && parsed.length < 9; parsed.push(desk.parsed))
      outcome = await normalize(hurried, key).catch(({ name }: Error) => name);
    // Each reads the current version too.
    expect(parsed).toEqual([3, 5, 7]);
    for (const guid of 'abcde') expect(await desk.source(guid)).toBeDefined();
  });

  it('has nothing of a version between that is no feed', async () => {
    await desk.show('a');
    await desk.put(JSON.stringify({ title: 'Storm', text: 'The storm closed the harbour for a third day.' }));
    await desk.show('b');
    const row = await desk.table.get(keys.claim(key));
    expect(claim.parse(row)).toMatchObject({ feed: true, documents: 2 });
    for (const guid of ['a', 'b']) expect(await desk.source(guid)).toBeDefined();
  });

  it('is as its first reader read it until it is reprocessed', async () => {
    desk.ports.codeVersions = { model: 'model', reader: 'reader-1' };
    for (const guid of ['a', 'b']) await desk.show(guid);
    desk.ports.codeVersions = { model: 'model', reader: 'reader-2' };
    await desk.show('c');
    expect(desk.parsed).toBe(3);
    const { applied, documents } = claim.parse(await desk.table.get(keys.claim(key)));
    expect([applied?.reader, documents]).toEqual(['reader-1', 3]);
  });

  it('has no versions of a longer key that begins with its own', async () => {
    await desk.inbox.put(`${key}.old`, desk.feed('other'));
    await desk.show('a');
    await desk.show('b');
    expect(desk.parsed).toBe(2);
    expect(await desk.source('other')).toBeUndefined();
    expect(await desk.readings()).toBe(4);
  });

  it('leaves no version readings behind when it is deleted', async () => {
    for (const guid of ['a', 'b', 'c']) await desk.show(guid);
    desk.now += 25 * hour;
    for (let i = 0; i < 2; i++) {
      await sweep(desk.ports);
      desk.now += 2 * hour;
    }
    expect(await desk.readings()).toBe(5); // one of each version, and the last two of all together
    await desk.inbox.delete(key);
    await desk.run();
    for (let i = 0; i < 2; i++) {
      await sweep(desk.ports);
      desk.now += 2 * hour;
    }
    expect(await desk.readings()).toBe(0);
  });
});

describe('a feed that is put in place while it is read, under suspended versioning', () => {
  it('has the time of the new put, if the text is the same', async () => {
    desk.inbox.versioned = false;
    const listVersions = desk.inbox.listVersions.bind(desk.inbox);
    desk.inbox.listVersions = async (...args) => {
      desk.inbox.listVersions = listVersions;
      desk.now += hour;
      await desk.inbox.put(key, desk.feed('a'));
      return listVersions(...args);
    };
    await desk.show('a');
    await desk.run(); // the event of the second put
    expect(await readSources(desk.table, docOf('a'))).toMatchObject([{ modified: desk.now }]);
  });

  it('is not remembered as what it was before', async () => {
    desk.inbox.versioned = false;
    await desk.show('a');
    const { etag = '' } = (await desk.inbox.head(key)) ?? {};
    desk.inbox.versioned = true;
    await desk.show('b');
    for (const { key: name } of (await desk.archive.list('readings/')).items) await desk.archive.delete(name);
    await invalidateClaim(desk.ports, key);
    const head = desk.inbox.head.bind(desk.inbox);
    desk.inbox.head = async (name, version) => {
      if (version === 'null' && desk.inbox.versioned) {
        desk.inbox.versioned = false;
        await desk.inbox.put(key, desk.feed('c'));
      }
      return head(name, version);
    };
    await desk.run();
    expect(await findVersionReading(desk.archive, { key, version: 'null', etag })).toBeUndefined();
    expect(await desk.source('c')).toBe('null');
  });
});

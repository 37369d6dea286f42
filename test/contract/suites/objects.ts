/** What every `Objects` promises: a versioned bucket, as S3 is one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { every, type Objects, type ObjectVersion } from '../../../core/ports.ts';
import { byBytes } from './order.ts';

export type ObjectsQuirk = 'takes keys of any length' | 'calls the first version of every page the latest';

export interface ObjectsFixture {
  objects: Objects;
  /** Where the server behind the adapter is known not to do as S3 does; those examples leave it out. */
  quirks?: readonly ObjectsQuirk[];
  close(): Promise<void>;
}

/** Registers the suite. `open` gives an empty bucket; it is called once, each example keeps to a prefix of its own. */
export function objectsContract(name: string, open: () => Promise<ObjectsFixture>): void {
  describe(`${name} is Objects`, { timeout: 120_000 }, () => {
    let fixture: ObjectsFixture;
    let objects: Objects;
    beforeAll(async () => {
      fixture = await open();
      objects = fixture.objects;
    }, 60_000);
    afterAll(() => fixture?.close());
    const has = (quirk: ObjectsQuirk) => fixture.quirks?.includes(quirk) === true;

    contentContract(() => objects);
    versionsContract(() => objects);
    keysContract(() => objects, has);
    listsContract(() => objects, has);
  });
}

let prefixes = 0;
const prefix = (): string => `example${String(++prefixes).padStart(3, '0')}/`;

async function textAt(objects: Objects, key: string, version?: string): Promise<string | undefined> {
  const object = await objects.get(key, version === undefined ? {} : { version });
  return object === undefined ? undefined : new TextDecoder().decode(await object.bytes());
}

const versionsOf = (objects: Objects, under: string): Promise<ObjectVersion[]> =>
  Array.fromAsync(every((cursor) => objects.listVersions(under, cursor)));

function contentContract(objects: () => Objects): void {
  describe('content', () => {
    it('comes back byte by byte, at once and as a stream', async () => {
      const key = `${prefix()}all bytes`;
      const body = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7 + (i >> 8)) % 256);
      await objects().put(key, body);
      const object = await objects().get(key);
      expect(Buffer.from((await object?.bytes()) ?? []).equals(Buffer.from(body))).toBe(true);
      const streamed: Uint8Array[] = [];
      for await (const chunk of (await objects().get(key))?.stream() ?? []) streamed.push(chunk);
      expect(Buffer.concat(streamed).equals(Buffer.from(body))).toBe(true);
    });

    it('may be text, which is UTF-8', async () => {
      const key = `${prefix()}text`;
      const info = await objects().put(key, 'Zoë \u{1F4F0}');
      expect(info.size).toBe(9);
      expect(await textAt(objects(), key)).toBe('Zoë \u{1F4F0}');
    });

    it('may be empty', async () => {
      const key = `${prefix()}empty`;
      expect((await objects().put(key, new Uint8Array())).size).toBe(0);
      expect(await textAt(objects(), key)).toBe('');
      expect((await objects().head(key))?.size).toBe(0);
    });

    it('is what was put, even if the caller changes its buffer later', async () => {
      const key = `${prefix()}kept`;
      const body = new TextEncoder().encode('before');
      await objects().put(key, body);
      body.fill(0);
      expect(await textAt(objects(), key)).toBe('before');
      const first = await (await objects().get(key))?.bytes();
      first?.fill(0);
      expect(await textAt(objects(), key)).toBe('before');
    });

    it('can be read in part; the range is inclusive, is cut at the end, and is empty past it', async () => {
      const key = `${prefix()}range`;
      await objects().put(key, '0123456789');
      const part = async (start: number, end: number) => {
        const object = await objects().get(key, { range: { start, end } });
        expect(object?.size).toBe(10);
        const streamed = await Array.fromAsync((await objects().get(key, { range: { start, end } }))?.stream() ?? []);
        const bytes = Buffer.from((await object?.bytes()) ?? []);
        expect(Buffer.concat(streamed).equals(bytes)).toBe(true);
        return bytes.toString();
      };
      expect(await part(0, 0)).toBe('0');
      expect(await part(3, 5)).toBe('345');
      expect(await part(8, 100)).toBe('89');
      expect(await part(10, 20)).toBe('');
      await objects().put(`${key} of nothing`, '');
      const none = await objects().get(`${key} of nothing`, { range: { start: 0, end: 99 } });
      expect(await none?.bytes()).toHaveLength(0);
    });

    it('carries what the uploader said of it, names in lower case', async () => {
      const key = `${prefix()}said`;
      await objects().put(key, 'x', {
        contentType: 'text/html; charset=windows-1252',
        metadata: { 'Source-Name': 'Wire & Co', language: 'de' },
      });
      const expected = { contentType: 'text/html; charset=windows-1252', metadata: { 'source-name': 'Wire & Co', language: 'de' } };
      expect(await objects().head(key)).toMatchObject(expected);
      expect(await objects().get(key)).toMatchObject(expected);
    });

    it('carries it in any script, and as long as S3 lets it be', async () => {
      const key = `${prefix()}said`;
      const metadata = { byline: 'Zoë \u{1F4F0} Антоній', place: '東京'.repeat(150), odd: '100%25 =?UTF-8?B?WsO8?= %C3%A9' };
      await objects().put(key, 'x', { metadata });
      expect((await objects().head(key))?.metadata).toEqual(metadata);
      expect((await objects().get(key))?.metadata).toEqual(metadata);
    });

    it('is told alike by put, head, get, list and listVersions', async () => {
      const under = prefix();
      const before = Date.now();
      const put = await objects().put(`${under}a`, 'hello', { contentType: 'text/plain' });
      const { key, version, size, etag } = put;
      expect(put).toMatchObject({ key: `${under}a`, size: 5, contentType: 'text/plain', metadata: {} });
      expect(version).not.toBe('');
      expect(etag).not.toBe('');
      const modified = (await objects().head(key))?.modified ?? 0;
      // S3 tells whole seconds.
      expect(modified).toBeGreaterThan(before - 60_000);
      expect(modified).toBeLessThan(Date.now() + 60_000);
      expect(await objects().head(key)).toMatchObject({ ...put, modified });
      expect(await objects().get(key)).toMatchObject({ ...put, modified });
      const listed = { key, size, etag, modified };
      expect((await objects().list(under)).items).toEqual([listed]);
      expect((await objects().listVersions(under)).items).toEqual([{ ...listed, version, latest: true, deleted: false }]);
    });

    it('has an etag that follows the bytes', async () => {
      const under = prefix();
      const [a, b, c] = [
        await objects().put(`${under}a`, 'same'),
        await objects().put(`${under}b`, 'same'),
        await objects().put(`${under}c`, 'other'),
      ];
      expect(a.etag).toBe(b.etag);
      expect(a.etag).not.toBe(c.etag);
    });
  });
}

function versionsContract(objects: () => Objects): void {
  describe('versions', () => {
    it('are made by every put, of equal bytes too, and stay readable', async () => {
      const key = `${prefix()}a`;
      const one = await objects().put(key, 'one', { metadata: { n: '1' } });
      const two = await objects().put(key, 'two');
      const again = await objects().put(key, 'two');
      expect(new Set([one.version, two.version, again.version]).size).toBe(3);
      expect(await textAt(objects(), key)).toBe('two');
      expect(await textAt(objects(), key, one.version)).toBe('one');
      expect(await objects().head(key, one.version)).toMatchObject({ version: one.version, size: 3, metadata: { n: '1' } });
      expect((await objects().head(key))?.version).toBe(again.version);
    });

    it('are listed by key, the newest first within one', async () => {
      const under = prefix();
      const put: Record<string, string[]> = { a: [], 'a/b': [], b: [] };
      for (const n of ['1', '2', '3'])
        for (const key of ['b', 'a', 'a/b']) put[key]?.unshift((await objects().put(under + key, n)).version);
      const listed = await versionsOf(objects(), under);
      expect(listed.map(({ key, version, latest }) => [key, version, latest])).toEqual(
        ['a', 'a/b', 'b'].flatMap((key) => (put[key] ?? []).map((version, i) => [under + key, version, i === 0])),
      );
      expect(listed.every((version) => !version.deleted && version.size === 1)).toBe(true);
    });

    it('are hidden by a delete marker, and come back when the marker is deleted', async () => {
      const key = `${prefix()}a`;
      const { version } = await objects().put(key, 'text');
      await objects().delete(key);
      expect(await objects().get(key)).toBeUndefined();
      expect(await objects().head(key)).toBeUndefined();
      expect((await objects().list(key)).items).toEqual([]);
      expect(await textAt(objects(), key, version)).toBe('text');
      const [marker, old, ...more] = await versionsOf(objects(), key);
      expect(more).toEqual([]);
      expect(marker).toMatchObject({ key, latest: true, deleted: true, size: 0 });
      expect(old).toMatchObject({ version, latest: false, deleted: false });
      expect(await objects().get(key, { version: marker?.version ?? '' })).toBeUndefined();
      expect(await objects().head(key, marker?.version)).toBeUndefined();
      await objects().delete(key, marker?.version);
      expect(await textAt(objects(), key)).toBe('text');
      expect(await versionsOf(objects(), key)).toMatchObject([{ version, latest: true, deleted: false }]);
    });

    it('go for good when deleted by name; the next older one is then the latest', async () => {
      const key = `${prefix()}a`;
      const [one, two, three] = [await objects().put(key, '1'), await objects().put(key, '2'), await objects().put(key, '3')];
      await objects().delete(key, two.version);
      expect(await objects().get(key, { version: two.version })).toBeUndefined();
      expect(await objects().head(key, two.version)).toBeUndefined();
      expect(await textAt(objects(), key)).toBe('3');
      await objects().delete(key, three.version);
      expect(await textAt(objects(), key)).toBe('1');
      expect((await versionsOf(objects(), key)).map((each) => each.version)).toEqual([one.version]);
      await objects().delete(key, one.version);
      expect(await objects().get(key)).toBeUndefined();
      expect(await versionsOf(objects(), key)).toEqual([]);
    });

    it('leave others alone that hold the same bytes', async () => {
      const under = prefix();
      const a = await objects().put(`${under}a`, 'shared');
      await objects().put(`${under}b`, 'shared');
      await objects().delete(`${under}a`, a.version);
      expect(await textAt(objects(), `${under}b`)).toBe('shared');
    });

    it('are deletable though they are not there', async () => {
      const key = `${prefix()}a`;
      const { version } = await objects().put(key, 'x');
      await objects().delete(key, version);
      await objects().delete(key, version);
      await objects().delete(`${key} never was`);
      expect(await objects().get(`${key} never was`)).toBeUndefined();
    });

    it('follow each other through put, delete, delete and put', async () => {
      const key = `${prefix()}a`;
      await objects().put(key, '1');
      await objects().delete(key);
      await objects().delete(key);
      await objects().put(key, '2');
      expect((await versionsOf(objects(), key)).map(({ deleted, latest }) => [deleted, latest])).toEqual([
        [false, true],
        [true, false],
        [true, false],
        [false, false],
      ]);
      expect(await textAt(objects(), key)).toBe('2');
    });
  });
}

function keysContract(objects: () => Objects, has: (quirk: ObjectsQuirk) => boolean): void {
  describe('keys', () => {
    const strange = [
      'with spaces and  more',
      'plus+sign',
      'per%cent %2F %zz',
      'emoji \u{1F4F0}.txt',
      'é and e\u0301',
      '../../etc/passwd',
      'a/../b',
      './here',
      '/leading',
      '//two',
      'trailing/',
      'a//b',
      'back\\slash',
      `quotes ' " and ; -- DROP TABLE`,
      'question?x=1&y=2#frag',
      'CON.txt',
      '.',
      '..',
      '<&>',
      'Case',
      'case',
    ];
    it.each(strange)('may be strange: %s', async (name) => {
      const key = `${prefix()}${name}`;
      const { version } = await objects().put(key, name);
      expect(await textAt(objects(), key)).toBe(name);
      expect((await objects().head(key, version))?.key).toBe(key);
      expect((await objects().list(key)).items.map((item) => item.key)).toEqual([key]);
      expect((await versionsOf(objects(), key)).map((item) => [item.key, item.version])).toEqual([[key, version]]);
      await objects().delete(key);
      expect(await objects().get(key)).toBeUndefined();
    });

    it('may begin with a slash or with dots', async () => {
      const names = [`/${prefix()}a`, `../${prefix()}a`, `./${prefix()}a`];
      for (const key of names) await objects().put(key, key);
      for (const key of names) expect(await textAt(objects(), key)).toBe(key);
    });

    it('are at most 1,024 bytes', async () => {
      const key = `${prefix()}${'é'.repeat(500)}`;
      const longest = key + 'x'.repeat(1024 - Buffer.byteLength(key));
      expect(Buffer.byteLength(longest)).toBe(1024);
      await objects().put(longest, 'x');
      expect(await textAt(objects(), longest)).toBe('x');
      if (has('takes keys of any length')) return;
      await expect(objects().put(`${longest}x`, 'x')).rejects.toThrow();
    });

    it('are not empty', async () => {
      await expect(objects().put('', 'x')).rejects.toThrow();
    });

    it('are undefined where nothing ever was, and no listing makes them up', async () => {
      const under = prefix();
      await objects().put(`${under}a/b`, 'x');
      for (const key of [`${under}a`, `${under}a/`, `${under}a/b/`, `${under}A/b`]) {
        expect(await objects().get(key)).toBeUndefined();
        expect(await objects().head(key)).toBeUndefined();
      }
    });
  });
}

function listsContract(objects: () => Objects, has: (quirk: ObjectsQuirk) => boolean): void {
  describe('lists', () => {
    const listed = async (under: string) =>
      (await Array.fromAsync(every((cursor) => objects().list(under, cursor)))).map((item) => item.key);

    it('are in the order of UTF-8 bytes', async () => {
      const under = prefix();
      const names = ['b', 'a/1', 'a', 'a-', 'Z', '\u{1F600}', '\uFF5E', 'é', '~', '10', '9'];
      for (const name of names) await objects().put(under + name, name);
      expect(await listed(under)).toEqual([...names].sort(byBytes).map((name) => under + name));
      expect((await versionsOf(objects(), under)).map((each) => each.key)).toEqual([...names].sort(byBytes).map((name) => under + name));
    });

    it('take their prefix literally', async () => {
      const under = prefix();
      for (const name of ['a%b', 'a_b', 'aXb', 'a*', 'A%b']) await objects().put(under + name, name);
      expect(await listed(`${under}a%`)).toEqual([`${under}a%b`]);
      expect(await listed(`${under}a_`)).toEqual([`${under}a_b`]);
      expect(await listed(`${under}a*`)).toEqual([`${under}a*`]);
      expect(await listed(`${under}none`)).toEqual([]);
    });

    it('go over many pages, missing nothing, and an insert behind the cursor repeats nothing', async () => {
      const under = prefix();
      const names = Array.from({ length: 1_030 }, (_, i) => `${under}${String(i).padStart(5, '0')}`);
      for (let i = 0; i < names.length; i += 30) await Promise.all(names.slice(i, i + 30).map((key) => objects().put(key, key)));
      const first = await objects().list(under);
      expect(first.items.length).toBeLessThan(names.length);
      await objects().put(`${under}!before`, 'x');
      const rest = await Array.fromAsync(every((cursor) => objects().list(under, cursor ?? first.next ?? 'none')));
      expect([...first.items, ...rest].map((item) => item.key)).toEqual(names);
      const versions = await versionsOf(objects(), under);
      expect(versions.map((item) => item.key)).toEqual([`${under}!before`, ...names]);
    });

    it('go over many versions of one key', async () => {
      const key = `${prefix()}a`;
      const put: string[] = [];
      for (let i = 0; i < 1_010; i++) put.unshift((await objects().put(key, String(i % 3))).version);
      await objects().put(`${key}b`, 'next');
      const versions = await versionsOf(objects(), key);
      expect(versions.slice(0, -1).map((each) => each.version)).toEqual(put);
      expect(versions.at(-1)?.key).toBe(`${key}b`);
      if (has('calls the first version of every page the latest')) return;
      expect(versions.filter((each) => each.latest)).toHaveLength(2);
    });
  });
}

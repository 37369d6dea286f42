/** What every `Objects` promises of keys and of the lists of them. */
import { describe, expect, it } from 'vitest';
import type { Objects } from '../../../core/ports/objects.ts';
import { paginate } from '../../../core/protocol/paginate.ts';
import { byBytes } from './order.ts';
import { type ObjectsQuirk, prefix, textAt, versionsOf } from './prefix.ts';

export function keysContract(objects: () => Objects, has: (quirk: ObjectsQuirk) => boolean): void {
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
      expect((await versionsOf(objects(), key)).map((item) => [item.key, item.version])).toEqual([
        [key, version],
      ]);
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

export function listsContract(objects: () => Objects, has: (quirk: ObjectsQuirk) => boolean): void {
  describe('lists', () => {
    const listed = async (under: string) =>
      (await Array.fromAsync(paginate((cursor) => objects().list(under, cursor)))).map((item) => item.key);

    it('are in the order of UTF-8 bytes', async () => {
      const under = prefix();
      const names = ['b', 'a/1', 'a', 'a-', 'Z', '\u{1F600}', '\uFF5E', 'é', '~', '10', '9'];
      for (const name of names) await objects().put(under + name, name);
      expect(await listed(under)).toEqual([...names].sort(byBytes).map((name) => under + name));
      expect((await versionsOf(objects(), under)).map((each) => each.key)).toEqual(
        [...names].sort(byBytes).map((name) => under + name),
      );
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
      for (let i = 0; i < names.length; i += 30)
        await Promise.all(names.slice(i, i + 30).map((key) => objects().put(key, key)));
      const first = await objects().list(under);
      expect(first.items.length).toBeLessThan(names.length);
      await objects().put(`${under}!before`, 'x');
      const rest = await Array.fromAsync(
        paginate((cursor) => objects().list(under, cursor ?? first.next ?? 'none')),
      );
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

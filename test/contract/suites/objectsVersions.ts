/** What every `Objects` promises of versions and delete markers. */
import { describe, expect, it } from 'vitest';
import type { Objects } from '../../../core/ports/objects.ts';
import { prefix, textAt, versionsOf } from './prefix.ts';

export function versionsContract(objects: () => Objects): void {
  describe('versions', () => {
    it('are made by every put, of equal bytes too, and stay readable', async () => {
      const key = `${prefix()}a`;
      const one = await objects().put(key, 'one', { metadata: { n: '1' } });
      const two = await objects().put(key, 'two');
      const again = await objects().put(key, 'two');
      expect(new Set([one.version, two.version, again.version]).size).toBe(3);
      expect(await textAt(objects(), key)).toBe('two');
      expect(await textAt(objects(), key, one.version)).toBe('one');
      expect(await objects().head(key, one.version)).toMatchObject({
        version: one.version,
        size: 3,
        metadata: { n: '1' },
      });
      expect((await objects().head(key))?.version).toBe(again.version);
    });

    it('are listed by key, the newest first within one', async () => {
      const under = prefix();
      const put: Record<string, string[]> = { a: [], 'a/b': [], b: [] };
      for (const n of ['1', '2', '3'])
        for (const key of ['b', 'a', 'a/b']) put[key]?.unshift((await objects().put(under + key, n)).version);
      const listed = await versionsOf(objects(), under);
      expect(listed.map(({ key, version, latest }) => [key, version, latest])).toEqual(
        ['a', 'a/b', 'b'].flatMap((key) =>
          (put[key] ?? []).map((version, i) => [under + key, version, i === 0]),
        ),
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
      const [one, two, three] = [
        await objects().put(key, '1'),
        await objects().put(key, '2'),
        await objects().put(key, '3'),
      ];
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

/** The contract of `Objects` whose listings have pages of an item or two, so that every loop turns. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Objects } from '../../../core/ports/objects.ts';
import { paginate } from '../../../core/protocol/paginate.ts';
import { versionsOf } from './prefix.ts';

/** @param open returns an empty bucket whose listings have so many items per page */
export function smallListingsContract(
  name: string,
  open: (pageItems: number) => Objects,
  close: (objects: Objects) => unknown = () => {},
): void {
  describe.each([1, 2])(`${name} with %i items per page`, (pageItems) => {
    let objects: Objects;
    /** Key and version, in S3's order; a delete marker has no version here. */
    const expected: [key: string, version: string | undefined][] = [];
    beforeAll(async () => {
      objects = open(pageItems);
      const put = async (key: string) => (await objects.put(key, key)).version;
      const one = [await put('a'), await put('a')];
      await objects.delete('a');
      one.push(await put('a'));
      const two = await put('a b+é');
      const three = await put('b');
      await objects.delete('b');
      const four = await put('c');
      expected.push(['a', one[2]], ['a', undefined], ['a', one[1]], ['a', one[0]]);
      expected.push(['a b+é', two], ['b', undefined], ['b', three], ['c', four]);
    });

    afterAll(() => close(objects));

    it('lists each key once', async () => {
      const listed = await Array.fromAsync(paginate((cursor) => objects.list('', cursor)));
      expect(listed.map(({ key }) => key)).toEqual(['a', 'a b+é', 'c']);
    });

    it('lists each version and delete marker once, in order', async () => {
      const named = (versions: Awaited<ReturnType<typeof versionsOf>>) =>
        versions.map(({ key, version, deleted }) => [key, deleted ? undefined : version]);
      expect(named(await versionsOf(objects, ''))).toEqual(expected);
      expect(named(await versionsOf(objects, 'a'))).toEqual(expected.slice(0, 5));
      expect((await versionsOf(objects, '')).filter(({ latest }) => latest)).toHaveLength(4);
    });

    it('lists no page larger than asked', async () => {
      let pages = 0;
      for (let cursor: string | undefined, more = true; more; pages++) {
        const { items, next } = await objects.listVersions('', cursor);
        expect(items.length).toBeLessThanOrEqual(pageItems);
        cursor = next;
        more = next !== undefined;
      }
      expect(pages).toBeGreaterThanOrEqual(expected.length / pageItems);
    });
  });
}

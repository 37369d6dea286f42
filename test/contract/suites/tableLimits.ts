/** DynamoDB's limits. Every `Table` enforces them, so that nothing works on one machine and fails on AWS. */
import { describe, expect, it } from 'vitest';
import { ItemRefused } from '../../../core/errors.ts';
import type { Item, Table } from '../../../core/ports/table.ts';
import { indexKeys } from '../../../core/records/indexes.ts';
import { partition, type TableQuirk } from './partition.ts';

export function tableLimitsContract(table: () => Table, has: (quirk: TableQuirk) => boolean): void {
  describe('limits', () => {
    const twoBytes = 'é';

    it('accepts a partition key of 2,048 bytes but no longer one', async () => {
      const pk = partition().padEnd(2048, 'x');
      expect(await table().put({ pk, sk: 'a' })).toBe(true);
      expect(await table().get({ pk, sk: 'a' })).toEqual({ pk, sk: 'a' });
      await expect(table().put({ pk: `${pk}x`, sk: 'a' })).rejects.toThrow(ItemRefused);
      await expect(table().update({ pk: 'x'.repeat(2049), sk: 'a' }, { token: 1 })).rejects.toThrow(
        ItemRefused,
      );
      if (has('counts characters, not bytes')) return;
      await expect(table().put({ pk: twoBytes.repeat(1025), sk: 'a' })).rejects.toThrow();
    });

    it('accepts a sort key of 1,024 bytes but no longer one', async () => {
      const pk = partition();
      const sk = twoBytes.repeat(512);
      expect(await table().put({ pk, sk })).toBe(true);
      expect(await table().get({ pk, sk })).toEqual({ pk, sk });
      await expect(table().update({ pk, sk: 'x'.repeat(1025) }, { token: 1 })).rejects.toThrow(ItemRefused);
      if (has('counts characters, not bytes')) return;
      await expect(table().put({ pk, sk: `${sk}x` })).rejects.toThrow();
    });

    it('refuses an empty key', async () => {
      await expect(table().put({ pk: '', sk: 'a' })).rejects.toThrow();
      await expect(table().put({ pk: partition(), sk: '' })).rejects.toThrow();
    });

    it('refuses an index key that is too long, empty or not a string', async () => {
      for (const [pk, sk] of Object.values(indexKeys)) {
        const place = (a: Item[string], b: Item[string]): Item => ({
          pk: partition(),
          sk: 'a',
          [pk]: a,
          [sk]: b,
        });
        await expect(table().put(place('x', 7))).rejects.toThrow();
        await expect(
          table().update({ pk: partition(), sk: 'a' }, { [pk]: 'x', [sk]: true }),
        ).rejects.toThrow();
        if (has('checks only the type of index keys')) continue;
        await expect(table().put(place('', 'y'))).rejects.toThrow();
        await expect(table().put(place('x'.repeat(2049), 'y'))).rejects.toThrow();
        await expect(table().put(place('x', 'y'.repeat(1025)))).rejects.toThrow();
      }
    });

    it('accepts an item just under 400 KB of UTF-8 but none above', async () => {
      const pk = partition();
      expect(await table().put({ pk, sk: 'ascii', text: 'x'.repeat(409_000) })).toBe(true);
      expect(await table().put({ pk, sk: 'two bytes', text: twoBytes.repeat(204_500) })).toBe(true);
      await expect(table().put({ pk, sk: 'a', text: 'x'.repeat(409_601) })).rejects.toThrow(ItemRefused);
      await expect(
        table().put({ pk, sk: 'b', list: Array.from({ length: 9 }, () => 'x'.repeat(50_000)) }),
      ).rejects.toThrow();
      expect(await table().get({ pk, sk: 'a' }, { consistent: true })).toBeUndefined();
      if (has('counts characters, not bytes')) return;
      await expect(table().put({ pk, sk: 'c', text: twoBytes.repeat(204_801) })).rejects.toThrow();
    });

    it('refuses an update that makes an item larger than that', async () => {
      const key = { pk: partition(), sk: 'a' };
      await table().put({ ...key, half: 'x'.repeat(250_000) });
      await expect(table().update(key, { other: 'x'.repeat(200_000) })).rejects.toThrow(ItemRefused);
      expect(await table().get(key, { consistent: true })).toEqual({ ...key, half: 'x'.repeat(250_000) });
    });

    it('refuses a number that is not finite', async () => {
      for (const n of [Number.NaN, Number.POSITIVE_INFINITY]) {
        await expect(table().put({ pk: partition(), sk: 'a', n })).rejects.toThrow();
        await expect(table().update({ pk: partition(), sk: 'a' }, { map: { n } })).rejects.toThrow();
      }
    });
  });
}

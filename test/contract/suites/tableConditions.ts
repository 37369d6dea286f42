/** The contract of conditional writes of a `Table`. */
import { describe, expect, it } from 'vitest';
import type { Item, Table } from '../../../core/ports/table.ts';
import { partition } from './partition.ts';

export function conditionsContract(table: () => Table): void {
  describe('conditions', () => {
    it.each([
      ['absent, wanted absent', undefined, { equals: undefined }, true],
      ['there, wanted absent', 1, { equals: undefined }, false],
      ['equal number', 3, { equals: 3 }, true],
      ['other number', 3, { equals: 4 }, false],
      ['equal string', 'three', { equals: 'three' }, true],
      ['a string is no number', '3', { equals: 3 }, false],
      ['absent, wanted equal', undefined, { equals: 3 }, false],
      ['absent or at most: absent', undefined, { absentOrAtMost: 3 }, true],
      ['absent or at most: less', 2, { absentOrAtMost: 3 }, true],
      ['absent or at most: equal', 3, { absentOrAtMost: 3 }, true],
      ['absent or at most: more', 4, { absentOrAtMost: 3 }, false],
    ] as const)('%s', async (_, value, ask, holds) => {
      const condition = { attribute: 'token', ...ask };
      for (const write of ['put', 'update', 'delete'] as const) {
        const key = { pk: partition(), sk: 'META' };
        const before: Item = { ...key, a: 1, ...(value !== undefined && { token: value }) };
        await table().put(before);
        const done =
          write === 'put'
            ? await table().put({ ...key, b: 2 }, condition)
            : write === 'update'
              ? await table().update(key, { b: 2 }, condition)
              : await table().delete(key, condition);
        expect(done, write).toBe(holds);
        const after =
          write === 'put' ? { ...key, b: 2 } : write === 'update' ? { ...before, b: 2 } : undefined;
        expect(await table().get(key, { consistent: true }), write).toEqual(holds ? after : before);
      }
    });

    it('see a missing item as one without attributes', async () => {
      const key = () => ({ pk: partition(), sk: 'META' });
      expect(await table().put({ ...key(), token: 1 }, { attribute: 'token', equals: undefined })).toBe(true);
      expect(await table().put({ ...key(), token: 1 }, { attribute: 'token', absentOrAtMost: 0 })).toBe(true);
      expect(await table().update(key(), { token: 1 }, { attribute: 'token', absentOrAtMost: 0 })).toBe(true);
      expect(await table().delete(key(), { attribute: 'token', equals: undefined })).toBe(true);
      const untouched = key();
      expect(await table().put({ ...untouched, token: 1 }, { attribute: 'token', equals: 1 })).toBe(false);
      expect(await table().update(untouched, { token: 1 }, { attribute: 'token', equals: 1 })).toBe(false);
      expect(await table().delete(untouched, { attribute: 'token', equals: 1 })).toBe(false);
      expect(await table().get(untouched, { consistent: true })).toBeUndefined();
    });

    it('let a write under the token of the row succeed, however often it is repeated', async () => {
      const key = { pk: partition(), sk: 'ROW' };
      const condition = { attribute: 'token', absentOrAtMost: 5 } as const;
      for (let i = 0; i < 3; i++)
        expect(await table().put({ ...key, token: 5, is: 'same' }, condition)).toBe(true);
      expect(await table().update(key, { is: 'other' }, { attribute: 'token', equals: 5 })).toBe(true);
      expect(await table().update(key, { is: 'other' }, { attribute: 'token', equals: 5 })).toBe(true);
      expect(await table().get(key, { consistent: true })).toEqual({ ...key, token: 5, is: 'other' });
      expect(await table().put({ ...key, token: 4 }, { attribute: 'token', absentOrAtMost: 4 })).toBe(false);
      expect(await table().get(key, { consistent: true })).toEqual({ ...key, token: 5, is: 'other' });
    });

    it('let a raise of the token succeed only once', async () => {
      const key = { pk: partition(), sk: 'META' };
      const raise = () => table().update(key, { token: 1 }, { attribute: 'token', equals: undefined });
      expect([await raise(), await raise()]).toEqual([true, false]);
    });

    it('let one of many win', async () => {
      const key = { pk: partition(), sk: 'META' };
      await table().put({ ...key, token: 1 });
      const won = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          table().update(key, { token: 2, by: i }, { attribute: 'token', equals: 1 }),
        ),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await table().get(key, { consistent: true }))?.by).toBe(won.indexOf(true));
    });

    it('lose no increment, however many try', async () => {
      const key = { pk: partition(), sk: 'META' };
      const raise = async (): Promise<void> => {
        const seen = (await table().get(key, { consistent: true }))?.n as number | undefined;
        if (!(await table().update(key, { n: (seen ?? 0) + 1 }, { attribute: 'n', equals: seen })))
          await raise();
      };
      await Promise.all(Array.from({ length: 12 }, raise));
      expect((await table().get(key, { consistent: true }))?.n).toBe(12);
    });
  });
}

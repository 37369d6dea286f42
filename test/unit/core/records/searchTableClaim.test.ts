import { expect, it, vi } from 'vitest';
import { claimSearchTable } from '../../../../core/records/searchTableClaim.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const start = Date.parse('2026-03-06T09:00:00Z');

it('one of several processes may create a table; another one if it is not done after a minute', async () => {
  const table = new MemoryTable();
  const claims = await Promise.all(
    Array.from({ length: 8 }, () => claimSearchTable(table, 'epoch/s1m1u8-2026-03-0', start)),
  );
  expect(claims.filter((claimed) => claimed)).toHaveLength(1);
  expect(await claimSearchTable(table, 'epoch/s1m1u8-2026-03-0', start + 59_999)).toBe(false);
  expect(await claimSearchTable(table, 'epoch/s1m1u8-2026-04-0', start)).toBe(true);
  const later = await Promise.all(
    Array.from({ length: 8 }, () => claimSearchTable(table, 'epoch/s1m1u8-2026-03-0', start + 60_000)),
  );
  expect(later.filter((claimed) => claimed)).toHaveLength(1);
});

it('a claim is read consistently, so that none of a moment ago is overlooked', async () => {
  const table = new MemoryTable();
  const get = vi.spyOn(table, 'get');
  await claimSearchTable(table, 'epoch/s1m1u8-2026-03-0', start);
  expect(get.mock.calls).toEqual([[expect.anything(), { consistent: true }]]);
});

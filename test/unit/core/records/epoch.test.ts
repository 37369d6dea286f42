import { expect, it } from 'vitest';
import { currentEpoch, findEpoch, startEpoch } from '../../../../core/records/epoch.ts';
import { isDerivedRow } from '../../../../core/records/keys.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const clock = () => 7;

it('is created once, however many begin at the same time, and stays until a new one is started', async () => {
  const table = new MemoryTable();
  expect(await findEpoch({ table })).toBeUndefined();
  const created = await Promise.all(Array.from({ length: 5 }, () => currentEpoch({ table, clock })));
  expect(new Set(created.map(({ id }) => id)).size).toBe(1);
  expect(created[0]).toEqual({ id: expect.stringMatching(/^[0-9a-f]{16}$/), began: 7 });
  const next = await startEpoch({ table, clock });
  expect(next.id).not.toBe(created[0]?.id);
  expect(await findEpoch({ table })).toEqual(next);
});

it('is no row that a rebuild from the bucket would make', async () => {
  const table = new MemoryTable();
  await startEpoch({ table, clock });
  expect([...table.items()].filter(isDerivedRow)).toEqual([]);
});

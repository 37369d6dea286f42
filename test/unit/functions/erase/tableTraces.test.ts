/** Which records in quarantine an erasure removes at once. */
import { expect, it } from 'vitest';
import type { Item } from '../../../../core/ports/table.ts';
import { keys } from '../../../../core/records/keys.ts';
import { findTableTraces } from '../../../../functions/erase/tableTraces.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

it('those about its keys or its documents, also if they name only one of the two', async () => {
  const table = new MemoryTable();
  const doc = 'd'.repeat(32);
  const letters: Record<string, Record<string, string>> = {
    key: { key: 'a.txt' },
    document: { document: doc },
    'document of another key': { key: 'b.txt', document: doc },
    'another key': { key: 'b.txt' },
    'another document': { document: 'e'.repeat(32) },
    nothing: {},
  };
  for (const [name, fields] of Object.entries(letters)) {
    const refusal = { code: 'fault.extract', evidence: name };
    const row: Item = { ...keys.deadLetter('extracted', name), ...fields, at: 'now', refusal };
    await table.put(row);
    await table.put({ ...row, sk: 'FAILURES' });
  }
  const scope = {
    keys: ['a.txt'],
    docs: new Set([doc]),
    payloads: new Set<string>(),
    readings: new Set<string>(),
  };
  const { rows, unfinished } = await findTableTraces({ table }, scope);
  expect(unfinished).toEqual([]);
  expect(rows.every(({ row }) => row.sk === 'META')).toBe(true);
  const names = rows.map(({ row }) => (row.refusal as { evidence: string }).evidence);
  expect(names.sort()).toEqual(['document', 'document of another key', 'key']);
});

import type { Table as LanceTable } from '@lancedb/lancedb';
import { expect, it, vi } from 'vitest';
import { columnsIn } from '../../../../runtime/lance/indexedTable.ts';

it('a table is asked for its columns once, however many queries read it', async () => {
  const schema = vi.fn(async () => ({ names: ['id', 'published'] }));
  const table = { schema } as unknown as LanceTable;
  const wanted = ['_score', 'published', 'printed'];
  expect(await columnsIn(table, wanted)).toEqual(['_score', 'published']);
  expect(await columnsIn(table, wanted)).toEqual(['_score', 'published']);
  expect(schema).toHaveBeenCalledOnce();
});

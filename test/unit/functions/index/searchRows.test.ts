import { expect, it } from 'vitest';
import type { Search } from '../../../../core/ports/search.ts';
import { keys } from '../../../../core/records/keys.ts';
import { indexDocuments, mostTextTogether } from '../../../../functions/index/searchRows.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const clock = () => 1_000_000;

it('merges long texts in several parts, each within its bound or one document alone', async () => {
  const table = new MemoryTable();
  // Tombstones stand for texts: META says how long each was.
  const lengths = [0.3, 0.3, 0.3, 0.3, 1.2, 0.1, 0.9, 0].map((part) => part * mostTextTogether);
  for (const [i, characters] of lengths.entries())
    await table.put({
      ...keys.document(`doc${i}`),
      doc: `doc${i}`,
      token: 1,
      pending: [],
      applied: { token: 1 },
      // A document that is gone has none.
      ...(characters > 0 && { counts: { characters, entities: 0, mentions: 0 } }),
    });
  const merges: string[][] = [];
  const merge: Search['merge'] = async (rows) => {
    merges.push(rows.map(({ id }) => id));
    return [];
  };
  const ports = { table, archive: new MemoryObjects(clock), clock, search: { merge } as Search };
  await indexDocuments(
    ports,
    lengths.map((_, i) => `doc${i}`),
  );
  expect(merges).toEqual([['doc0', 'doc1', 'doc2'], ['doc3'], ['doc4'], ['doc5', 'doc6', 'doc7']]);
});

it('merges nothing where no row can be made yet, or where there is no document', async () => {
  const table = new MemoryTable();
  await table.put({ ...keys.document('pending'), doc: 'pending', token: 1, pending: [] });
  const search = { merge: async () => expect.unreachable('a merge of nothing') } as unknown as Search;
  await indexDocuments({ table, archive: new MemoryObjects(clock), clock, search }, ['pending', 'none']);
});

import { expect, it } from 'vitest';
import type { Key } from '../../core/ports/table.ts';
import { SmallObjects } from '../../runtime/aws/smallObjects.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { MemorySearch } from '../../runtime/memory/search.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';
import { objectsContract } from './suites/objects.ts';
import { findingContract } from './suites/searchFinds.ts';
import { tableContract } from './suites/table.ts';
import { consistentReadsContract } from './suites/tableConsistent.ts';
import { smallPagesContract } from './suites/tablePages.ts';

// The simulation relies on these adapters, so they must pass the same contract as the real ones.
const memoryTable = async () => ({ table: new MemoryTable(), close: async () => {} });
tableContract('the table in memory', memoryTable);
consistentReadsContract('the table in memory', memoryTable);
smallPagesContract('the table in memory', async (pageItems) => ({
  table: new (class extends MemoryTable {
    override scan(after?: string | Key) {
      return super.scan(after, pageItems);
    }
  })(),
  close: async () => {},
}));
objectsContract('the bucket in memory', async () => ({
  objects: new MemoryObjects(Date.now),
  close: async () => {},
}));

// It has neither scores nor versions.
findingContract(async () => ({ search: new MemorySearch(), close: async () => {} }), 'not optimised');

// Other prefixes than those of payloads and annotations are left to the bucket.
objectsContract('a bucket with small objects in a table', async () => ({
  objects: new SmallObjects(new MemoryObjects(Date.now), new MemoryTable(), Date.now),
  close: async () => {},
}));

it('the table in memory removes what has expired, of which some stays for a while', async () => {
  const table = new MemoryTable();
  for (const expires of [9, 10, undefined])
    await table.put({ pk: 'p', sk: String(expires), ...(expires !== undefined && { expires }) });
  const left = () => [...table.items()].map(({ sk }) => sk);
  table.expire(10, () => false);
  expect(left()).toEqual(['9', '10', 'undefined']);
  table.expire(10);
  expect(left()).toEqual(['10', 'undefined']);
});

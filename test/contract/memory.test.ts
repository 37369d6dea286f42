import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';
import { objectsContract } from './suites/objects.ts';
import { tableContract } from './suites/table.ts';

// The simulation stands on these, so they must keep the same promises as the real ones.
tableContract('the table in memory', async () => ({ table: new MemoryTable(), close: async () => {} }));
objectsContract('the bucket in memory', async () => ({
  objects: new MemoryObjects(Date.now),
  close: async () => {},
}));

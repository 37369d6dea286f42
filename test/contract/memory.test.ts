import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';
import { objectsContract } from './suites/objects.ts';
import { tableContract } from './suites/table.ts';

// The simulation relies on these adapters, so they must pass the same contract as the real ones.
tableContract('the table in memory', async () => ({ table: new MemoryTable(), close: async () => {} }));
objectsContract('the bucket in memory', async () => ({
  objects: new MemoryObjects(Date.now),
  close: async () => {},
}));

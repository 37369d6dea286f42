import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';
import { objectsContract } from './suites/objects.ts';
import { tableContract } from './suites/table.ts';
import { consistentReadsContract } from './suites/tableConsistent.ts';
import { smallPagesContract } from './suites/tablePages.ts';

// The simulation relies on these adapters, so they must pass the same contract as the real ones.
const memoryTable = async () => ({ table: new MemoryTable(), close: async () => {} });
tableContract('the table in memory', memoryTable);
consistentReadsContract('the table in memory', memoryTable);
smallPagesContract('the table in memory', memoryTable);
objectsContract('the bucket in memory', async () => ({
  objects: new MemoryObjects(Date.now),
  close: async () => {},
}));

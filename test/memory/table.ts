/** Moved to runtime/memory, because the command line rebuilds in memory too. */
export { MemoryTable } from '../../runtime/memory/table.ts';

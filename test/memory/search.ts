/** Moved to runtime/memory, because the command line rebuilds in memory too. */
export { MemorySearch } from '../../runtime/memory/search.ts';

/** Moved to runtime/memory, because the command line rebuilds in memory too. */
export { MemoryObjects } from '../../runtime/memory/objects.ts';

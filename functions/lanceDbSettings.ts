/**
 * Environment variables for the functions that use LanceDB; native code reads them when the process starts.
 */
export const lanceDbSettings = {
  // With fewer threads LanceDB's `optimize` hangs on two cores.
  LANCE_CPU_THREADS: '4',
  // As in cli/launch/allocator.mjs: otherwise glibc keeps freed memory in an arena for each thread, and compaction
  // takes up to twice the memory.
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '262144',
} as const;

// Settings of glibc's allocator, which reads them when a process starts. Without them the native libraries keep
// freed memory in an arena for each thread, and a freed buffer of up to 32 MB stays in the process.
export const allocator = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '262144' };

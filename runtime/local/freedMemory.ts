/**
 * Returns freed native memory to the system. LanceDB frees what it allocated in small pieces between others,
 * so glibc keeps whole arenas of which a tenth is in use; it gives the pages in between back when it is asked
 * to, which Node cannot do by itself (docs/adr/0044-freed-memory-is-asked-back.md).
 */
import { createRequire } from 'node:module';

type Trim = (pad: number) => number;

let trim: Trim | undefined;

/**
 * Asks glibc to return every free page of its arenas: `malloc_trim`, see malloc_trim(3). It takes some ten
 * milliseconds for 200 MB. Other systems return such memory themselves, or cannot be asked; there, nothing
 * happens.
 */
export function returnFreedMemory(): void {
  trim ??= findTrim();
  trim(0);
}

/** Loads the library only when it is needed first: it takes 70 ms and 9 MB. */
function findTrim(): Trim {
  try {
    const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
    return koffi.load('libc.so.6').func('int malloc_trim(size_t pad)') as Trim;
  } catch {
    return () => 0;
  }
}

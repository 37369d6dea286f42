/** Streams of bytes: peek at the first bytes, collect all of them within a bound, read them in any order. */
import { BadInput, type Refusal } from '../errors.ts';
import type { RandomAccess } from './format.ts';

/**
 * Collects all bytes of a stream in one array.
 *
 * @param most the largest number of bytes allowed
 * @throws BadInput `input.too_large`
 */
export async function readAll(
  stream: AsyncIterable<Uint8Array>,
  most = Number.POSITIVE_INFINITY,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > most)
      throw new BadInput(
        'input.too_large',
        `more than ${most} bytes, the most that a file of this kind may have`,
      );
    chunks.push(chunk);
  }
  return concat(chunks);
}

/** The chunks as one; a single chunk is not copied. */
export function concat(chunks: readonly Uint8Array[]): Uint8Array {
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

/** The same bytes with a Buffer's methods, without a copy. */
export function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A stream whose first bytes are known, and that still begins with them. */
export interface PeekedStream {
  head: Uint8Array;
  /** All bytes, the head included. Call it once, or call `close` instead. */
  stream(): AsyncIterable<Uint8Array>;
  /** Releases the source of the bytes. */
  close(): Promise<void>;
  /** Why the stream breaks off within the head, if it does. */
  fault?: Refusal;
}

/**
 * Reads the first bytes of a stream. If the stream throws `BadInput` after some of them, the peeked stream
 * throws it again.
 *
 * @param most how many bytes to read at most
 */
export async function peek(stream: AsyncIterable<Uint8Array>, most: number): Promise<PeekedStream> {
  const iterator = stream[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  let fault: BadInput | undefined;
  while (length < most && !ended) {
    const next = await iterator.next().catch((error) => {
      if (length === 0 || !(error instanceof BadInput)) throw error;
      fault = error;
      return { done: true } as const;
    });
    if (next.done) ended = true;
    else {
      chunks.push(next.value);
      length += next.value.length;
    }
  }
  const first = concat(chunks);
  const close = async () => {
    await iterator.return?.();
  };
  return {
    head: first.subarray(0, most),
    stream: () => replay(first, fault, iterator, close),
    close,
    ...(fault && { fault: fault.refusal }),
  };
}

async function* replay(
  first: Uint8Array,
  fault: BadInput | undefined,
  iterator: AsyncIterator<Uint8Array>,
  close: () => Promise<void>,
): AsyncGenerator<Uint8Array> {
  try {
    if (first.length > 0) yield first;
    if (fault !== undefined) throw fault;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await close();
  }
}

/** Random access to bytes that are in memory. */
export function randomAccessInMemory(bytes: Uint8Array): RandomAccess {
  return { size: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
}

const blockBytes = 2 * 1024 * 1024;
const blocksKept = 4;

/**
 * Random access to data that is fetched in blocks. The most recently used blocks are cached, so reading
 * roughly in order fetches each block once.
 *
 * @param size bytes of the data
 * @param fetch fetches the bytes from `start` up to `end`, which is excluded
 */
export function randomAccessInBlocks(
  size: number,
  fetch: (start: number, end: number) => Promise<Uint8Array>,
): RandomAccess {
  const kept = new Map<number, Promise<Uint8Array>>();
  const block = (number: number): Promise<Uint8Array> => {
    const start = number * blockBytes;
    const found = kept.get(number) ?? fetch(start, Math.min(start + blockBytes, size));
    kept.delete(number);
    kept.set(number, found); // moves it to the end of the map, as the most recently used
    for (const oldest of kept.keys()) {
      if (kept.size <= blocksKept) break;
      kept.delete(oldest);
    }
    return found;
  };
  return {
    size,
    async read(start, end) {
      const until = Math.min(end, size);
      const parts: Uint8Array[] = [];
      for (let at = start; at < until; ) {
        const number = Math.floor(at / blockBytes);
        const from = number * blockBytes;
        const part = (await block(number)).subarray(at - from, until - from);
        if (part.length === 0) break; // the data is shorter than its declared size
        parts.push(part);
        at += part.length;
      }
      return concat(parts);
    },
  };
}

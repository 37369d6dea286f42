/** Streams of bytes: looked into, gathered within a bound, and read out of order. */
import { refuse } from '../errors.ts';
import { BadInput, type RandomAccess } from './format.ts';

/**
 * All bytes of a stream in one array.
 *
 * @param most more bytes than this are too many
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
        refuse('input.too_large', `more than ${most} bytes, which is what a file of its kind may have`),
      );
    chunks.push(chunk);
  }
  return concat(chunks);
}

export function concat(chunks: readonly Uint8Array[]): Uint8Array {
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

/** A stream whose first bytes are known, and which nevertheless begins with them. */
export interface Peeked {
  head: Uint8Array;
  /** To be asked for once, or `close` called instead. */
  stream(): AsyncIterable<Uint8Array>;
  /** Lets go of whatever the bytes come from. */
  close(): Promise<void>;
}

/** Looks at the first `most` bytes of a stream. Where it turns out to be no good after some of them, whoever reads on is told. */
export async function peek(stream: AsyncIterable<Uint8Array>, most: number): Promise<Peeked> {
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
  return { head: first.subarray(0, most), stream: () => replayed(first, fault, iterator, close), close };
}

async function* replayed(
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

export function inMemory(bytes: Uint8Array): RandomAccess {
  return { size: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
}

const blockBytes = 2 * 1024 * 1024;
const blocksKept = 4;

/**
 * Random access by ranges fetched a block at a time. The last blocks are kept, so what is read in about the order in which it lies costs
 * each block once.
 *
 * @param fetch `end` excluded
 */
export function inBlocks(
  size: number,
  fetch: (start: number, end: number) => Promise<Uint8Array>,
): RandomAccess {
  const kept = new Map<number, Promise<Uint8Array>>();
  const block = (number: number): Promise<Uint8Array> => {
    const start = number * blockBytes;
    const found = kept.get(number) ?? fetch(start, Math.min(start + blockBytes, size));
    kept.delete(number);
    kept.set(number, found); // now the youngest
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
        if (part.length === 0) break; // fewer bytes than were promised
        parts.push(part);
        at += part.length;
      }
      return concat(parts);
    },
  };
}

/** Opening an object of the inbox: fetches its first bytes and decides where it has to be read. */

import { type Refusal, refuse } from '../errors.ts';
import { isGzip } from './archives/gzip.ts';
import { peek } from './bytes.ts';
import type { ObjectReading, ReadableObject } from './format.ts';
import { detectFormat } from './formats.ts';
import { limits } from './limits.ts';

/** How many bytes of a file decide on its format. */
export const headBytes = 64 * 1024;

/** An object whose first bytes were fetched. Pass it to `readOpenedObject`, or close it. */
export interface OpenedObject extends ReadableObject {
  head: Uint8Array;
  /**
   * Whether parsing can take too long or too much memory, so that it should happen in a process that can be
   * killed.
   */
  isolated: boolean;
  close(): Promise<void>;
}

/**
 * Fetches the first bytes of an object. An object that is empty or too large is answered without a download.
 *
 * @throws whatever the object's own methods throw
 */
export async function openObject(object: ReadableObject): Promise<Refusal | ObjectReading | OpenedObject> {
  if (object.size === 0) return object.key.endsWith('/') ? folder() : refuse('input.empty', '0 bytes');
  if (object.size > limits.container)
    return refuse('input.too_large', `${object.size} bytes; the largest files have ${limits.container}`);
  const peeked = await peek(object.stream(), headBytes);
  let taken = false;
  const stream = () => {
    if (taken) return object.stream();
    taken = true;
    return peeked.stream();
  };
  const { head, close } = peeked;
  return {
    ...object,
    head,
    isolated: isGzip(head) || (detectFormat(head)?.isolated ?? false),
    stream,
    range: (start, end) => object.range(start, end),
    close,
  };
}

/** S3 consoles create an empty object `name/` for a folder. It holds no documents and is not an error. */
function folder(): ObjectReading {
  return { format: 'folder', feed: false, members: nothing() };
}

async function* nothing(): AsyncGenerator<never> {}

/** Opening an object of the inbox: fetches its first bytes, unless its size already decides what it is. */

import { type Refusal, refuse } from '../errors.ts';
import { peek } from './bytes.ts';
import type { ObjectReading, ReadableObject } from './format.ts';
import { iterate } from './iterate.ts';
import { limits } from './limits.ts';
import { isUnreadKey } from './systemFile.ts';

/** How many bytes of a file decide on its format. */
export const headBytes = 64 * 1024;

/** An object whose first bytes were fetched. Pass it to `readOpenedObject`, or close it. */
export interface OpenedObject extends ReadableObject {
  head: Uint8Array;
  close(): Promise<void>;
}

/**
 * Fetches the first bytes of an object. An object that is empty, too large or no news by its name is answered
 * without a download.
 *
 * @throws whatever the object's own methods throw
 */
export async function openObject(object: ReadableObject): Promise<Refusal | ObjectReading | OpenedObject> {
  if (isUnreadKey(object.key)) return without('system file');
  // S3 consoles create an empty object `name/` for a folder.
  if (object.size === 0)
    return object.key.endsWith('/') ? without('folder') : refuse('input.empty', '0 bytes');
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
    stream,
    range: (start, end) => object.range(start, end),
    close,
  };
}

/** It holds no documents and is not an error. */
function without(format: string): ObjectReading {
  return { format, feed: false, members: iterate() };
}

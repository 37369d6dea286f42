/** Reads an object of the inbox, and every file inside it, into documents. */

import { BadInput, type Refusal } from '../errors.ts';
import { randomAccessInBlocks } from './bytes.ts';
import type { InputFormat, ObjectReading, ReadableObject, ReadingPlace } from './format.ts';
import { ReadBudget } from './limits.ts';
import { type OpenedObject, openObject } from './openObject.ts';
import { readOpenedFile } from './readOpenedFile.ts';

/** What `readOpenedObject` tells the process that it runs in. */
export interface ReadingEvents {
  /** Just before a document or a container is parsed. A refusal that it returns replaces the parsing. */
  beforeParsing?(format: InputFormat): Refusal | undefined;
  /** A member before the place from which the reading goes on was skipped. */
  onSkipped?(): void;
}

/**
 * Reads an object in this process: its documents, or the reason why it is refused.
 *
 * @throws whatever the object's own methods throw: the caller knows whether the object is gone or a retry may
 *   help
 */
export async function readObject(
  object: ReadableObject,
  from?: ReadingPlace,
): Promise<Refusal | ObjectReading> {
  const opened = await openObject(object);
  return 'head' in opened ? readOpenedObject(opened, from) : opened;
}

/** Reads an object that `openObject` opened, and closes it. Throws as `readObject` does. */
export async function readOpenedObject(
  object: OpenedObject,
  from: ReadingPlace = { documents: 0, refused: 0 },
  { beforeParsing = () => undefined, onSkipped = () => {} }: ReadingEvents = {},
): Promise<Refusal | ObjectReading> {
  const { head, stream, range, close, ...info } = object;
  const budget = new ReadBudget(object.size, from);
  let toSkip = from.documents + from.refused;
  const skips = () => {
    if (toSkip === 0) return false;
    toSkip--;
    onSkipped();
    return true;
  };
  const context = { budget, beforeParsing, skips, archives: 0, gzips: 0, files: 0 };
  const random = async () => {
    await close();
    return randomAccessInBlocks(object.size, range);
  };
  try {
    return await readOpenedFile(
      { info, size: object.size, peeked: { head, stream, close }, random },
      context,
    );
  } catch (error) {
    await close();
    if (error instanceof BadInput) return error.refusal;
    throw error;
  }
}

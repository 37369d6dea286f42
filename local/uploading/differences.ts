/** Where a folder differs from its copies in the bucket. */
import { takeTurn } from '../../runtime/local/turns.ts';
import type { BucketCopies } from './bucketCopies.ts';
import type { NewsFolder } from './newsFolder.ts';

export interface Comparison {
  /** The folder to compare, at any depth; '' is all. */
  below: string;
  /** Called with each folder before it is listed. */
  onFolder?: ((relative: string) => void) | undefined;
  /** Called for each folder or name that cannot be read. */
  onUnreadable(relative: string, error: unknown): void;
  shouldStop(): boolean;
}

/**
 * The paths of files that are new, that have changed, or that are gone. Its memory does not grow with their
 * number: what is gone is found by a second pass over what was uploaded.
 */
export async function* differences(
  folder: NewsFolder,
  copies: BucketCopies,
  { below, onFolder, onUnreadable, shouldStop }: Comparison,
): AsyncGenerator<string, void> {
  for await (const relative of folder.files(onUnreadable, { below, onFolder })) {
    await takeTurn();
    if (shouldStop()) return;
    const seen = await folder.fingerprint(relative);
    if (seen === undefined || !(await copies.isCurrent(relative, seen))) yield relative;
  }
  for (const relative of copies.pathsBelow(below)) {
    await takeTurn();
    if (shouldStop()) return;
    if (!folder.has(relative)) yield relative;
  }
}

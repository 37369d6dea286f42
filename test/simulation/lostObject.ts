/** The archive loses an object, as a bucket does whose rules or owners delete too much. */
import type { Objects } from '../../core/ports/objects.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import { annotationPrefix, payloadPrefix, readingPrefix } from '../../core/records/archive.ts';
import { pickSteadily } from './draws.ts';

/** What a sweep finds out and has made again. */
const prefixes = [payloadPrefix, annotationPrefix, readingPrefix];

/** @returns whether there was an object to lose */
export async function loseObject(archive: Objects, nth: number): Promise<boolean> {
  const lists = await Promise.all(
    prefixes.map((prefix) => Array.fromAsync(paginate((cursor) => archive.list(prefix, cursor)))),
  );
  const lost = pickSteadily(lists.flat(), nth, ({ key }) => key);
  if (lost !== undefined) await archive.delete(lost.key);
  return lost !== undefined;
}

/** A bucket is opened once for all examples of a suite, so each keeps to a prefix of its own. */

import type { Objects, ObjectVersion } from '../../../core/ports/objects.ts';
import { paginate } from '../../../core/protocol/paginate.ts';

export type ObjectsQuirk = 'takes keys of any length' | 'calls the first version of every page the latest';

let prefixes = 0;
/** A prefix that no other example touches. */
export const prefix = (): string => `example${String(++prefixes).padStart(3, '0')}/`;

export async function textAt(objects: Objects, key: string, version?: string): Promise<string | undefined> {
  const object = await objects.get(key, version === undefined ? {} : { version });
  return object === undefined ? undefined : new TextDecoder().decode(await object.bytes());
}

export const versionsOf = (objects: Objects, under: string): Promise<ObjectVersion[]> =>
  Array.fromAsync(paginate((cursor) => objects.listVersions(under, cursor)));

/** What every `Objects` promises: a versioned bucket, as S3 is one. */
import { afterAll, beforeAll, describe } from 'vitest';
import type { Objects } from '../../../core/ports/objects.ts';
import { contentContract } from './objectsContent.ts';
import { keysContract, listsContract } from './objectsKeys.ts';
import { versionsContract } from './objectsVersions.ts';
import type { ObjectsQuirk } from './prefix.ts';

export interface ObjectsFixture {
  objects: Objects;
  /** Where the server behind the adapter is known not to do as S3 does; those examples leave it out. */
  quirks?: readonly ObjectsQuirk[];
  close(): Promise<void>;
}

/**
 * Registers the suite. `open` gives an empty bucket; it is called once, each example keeps to a prefix of its
 * own.
 */
export function objectsContract(name: string, open: () => Promise<ObjectsFixture>): void {
  describe(`${name} is Objects`, { timeout: 600_000 }, () => {
    let fixture: ObjectsFixture;
    let objects: Objects;
    beforeAll(async () => {
      fixture = await open();
      objects = fixture.objects;
    });
    afterAll(() => fixture?.close());
    const has = (quirk: ObjectsQuirk) => fixture.quirks?.includes(quirk) === true;

    contentContract(() => objects);
    versionsContract(() => objects);
    keysContract(() => objects, has);
    listsContract(() => objects, has);
  });
}

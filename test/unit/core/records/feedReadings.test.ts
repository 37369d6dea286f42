import { describe, expect, it } from 'vitest';
import { readerVersion } from '../../../../core/formats/readerVersion.ts';
import { hash } from '../../../../core/hash.ts';
import {
  feedReadingKey,
  feedReadingPrefix,
  findFeedReading,
  neededReadings,
  putFeedReading,
  stateFingerprints,
} from '../../../../core/records/feedReadings.ts';
import { versionReadingKey } from '../../../../core/records/versionReadings.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';

const key = 'the-evening-lamp/feed.json';
/** What a FROM row says, without what belongs to the row. */
const source = {
  version: 'v1',
  part: 'id-1',
  format: 'json-feed',
  charset: 'utf-8',
  bytes: 9,
  modified: 1,
  payload: 'p1',
};
const version = (n: number) => ({ key, version: `v${n}`, etag: `e${n}`, modified: n });

describe('the readings of a feed', () => {
  it('are in a folder of the key, which an erasure removes and no other key shares', () => {
    expect(feedReadingPrefix(key)).toBe(`readings/${hash(key)}/`);
    expect(feedReadingPrefix(`${key}x`).startsWith(feedReadingPrefix(key))).toBe(false);
    expect(feedReadingKey(key, 'f')).toBe(`readings/${hash(key)}/f.json`);
  });

  it('come back as they were put, under their fingerprint alone', async () => {
    const archive = new MemoryObjects(() => 0);
    const reading = { skipped: 1, unreadable: ['v1'], documents: [{ doc: 'd1', ...source }] };
    await putFeedReading(archive, key, 'f', reading);
    expect(await findFeedReading(archive, key, 'f')).toMatchObject(reading);
    expect(await findFeedReading(archive, key, 'g')).toBeUndefined();
    expect(await findFeedReading(archive, 'another', 'f')).toBeUndefined();
    const object = await archive.get(feedReadingKey(key, 'f'));
    expect(object?.contentType).toBe('application/json');
    expect(JSON.parse(Buffer.from((await object?.bytes()) ?? []).toString()).schema).toBe('feed.versions/1');
  });

  it('that are needed are those of each version, and of the last two states', () => {
    const versions = [1, 2, 3].map(version);
    const states = stateFingerprints(versions);
    expect(neededReadings(versions)).toEqual([
      ...versions.map(versionReadingKey),
      ...states.slice(1).map((state) => feedReadingKey(key, state)),
    ]);
    expect(neededReadings(versions.slice(0, 1))).toEqual([
      versionReadingKey(version(1)),
      feedReadingKey(key, String(states[0])),
    ]);
    expect(neededReadings([])).toEqual([]);
    const byAnother = stateFingerprints(versions, 'read-0');
    expect(byAnother).not.toEqual(states);
    expect(neededReadings(versions, 'read-0').slice(3)).toEqual(
      byAnother.slice(1).map((state) => feedReadingKey(key, state)),
    );
  });
});

describe('the fingerprint of a state', () => {
  const states = stateFingerprints([1, 2, 3].map(version));

  it('covers the reader, a version and all before it', () => {
    expect(states[0]).toBe(hash(hash(readerVersion), 'v1', 'e1'));
    expect(new Set(states).size).toBe(3);
    expect(stateFingerprints([1, 2].map(version))).toEqual(states.slice(0, 2));
    expect(stateFingerprints([2, 3].map(version)).at(-1)).not.toBe(states.at(-1));
    expect(stateFingerprints([1, 3].map(version)).at(-1)).not.toBe(states.at(-1));
  });

  it.each(['version', 'etag'] as const)('differs with the %s', (field) => {
    expect(stateFingerprints([{ ...version(1), [field]: 'other' }])).not.toEqual(states.slice(0, 1));
  });

  it('differs with the time only where versioning is suspended', () => {
    const of = (name: string, modified: number) =>
      stateFingerprints([{ ...version(1), version: name, modified }]);
    expect(of('v1', 5)).toEqual(of('v1', 6));
    expect(of('null', 5)).not.toEqual(of('null', 6));
  });
});

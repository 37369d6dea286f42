/** How far a container was read comes back as it was noted, for its version alone. */
import { beforeEach, expect, it } from 'vitest';
import { refuse } from '../../../../core/errors.ts';
import {
  type ContainerReading,
  containerReadingKey,
  findContainerReading,
  putContainerReading,
  refusedMembersOf,
} from '../../../../core/records/containerReadings.ts';
import { versionReadingKey } from '../../../../core/records/versionReadings.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';

const info = { key: 'names.zip', version: 'v1', etag: 'e1' };
const refusal = { code: 'json.malformed' as const, evidence: 'line 3' };
const reading: ContainerReading = {
  complete: { feed: false, entries: 7 },
  documents: [{ doc: 'd1', part: 'a.txt', format: 'text', charset: 'utf-8', bytes: 9, payload: 'p1' }],
  parts: [{ part: 'b.json', refusal }],
  ordinals: [['a.txt', 1]],
};

let archive: MemoryObjects;
beforeEach(() => {
  archive = new MemoryObjects(() => 0);
});

it.each([
  ['to its end', reading],
  ['in part', { ...reading, complete: undefined }],
])('what was read %s', async (_, { complete, ...rest }) => {
  const noted = { ...rest, ...(complete && { complete }) };
  await putContainerReading(archive, info, noted);
  expect(await findContainerReading(archive, info)).toEqual({ schema: 'container.reading/1', ...noted });
  expect((await archive.head(containerReadingKey(info)))?.contentType).toBe('application/json');
  for (const other of [{ key: 'b.zip' }, { version: 'v2' }, { etag: 'e2' }])
    expect(await findContainerReading(archive, { ...info, ...other })).toBeUndefined();
});

it('lies apart from what a feed of the same version held', () => {
  expect(containerReadingKey(info)).not.toBe(versionReadingKey(info));
});

it('keeps why members were refused', () => {
  expect(refusedMembersOf(reading)).toEqual([
    { part: 'b.json', refusal: refuse('json.malformed', 'line 3') },
  ]);
});

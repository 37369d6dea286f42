/** What an erasure takes from the archive, and what it leaves there. */
import { expect, it } from 'vitest';
import { hash } from '../../../../core/hash.ts';
import { annotationKey, payloadKey } from '../../../../core/records/archive.ts';
import { ReferencedKeys } from '../../../../core/records/archiveReferences.ts';
import { findArchiveTraces } from '../../../../functions/erase/archiveTraces.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';

it('leaves an object of which any version was put at that time or later', async () => {
  let now = 1000;
  const archive = new MemoryObjects(() => now);
  const [old, again, same] = [hash('old'), hash('again'), hash('same')];
  for (const payload of [old, again]) await archive.put(payloadKey(payload), '{}');
  await archive.put(annotationKey({ payload: old, model: 'm' }), '{}');
  now = 2000;
  for (const payload of [again, same]) await archive.put(payloadKey(payload), '{}');
  const scope = {
    keys: ['a.txt'],
    docs: new Set<string>(),
    payloads: new Set([old, again, same]),
    readings: new Set<string>(),
  };
  const { versions, shared } = await findArchiveTraces(archive, scope, new ReferencedKeys(), now);
  expect(shared.sort()).toEqual([payloadKey(again), payloadKey(same)].sort());
  const removed = versions.map(({ key }) => key);
  expect(removed.sort()).toEqual([payloadKey(old), annotationKey({ payload: old, model: 'm' })].sort());
});

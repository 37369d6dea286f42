/** What an erasure takes from the archive, and what it leaves there. */
import { expect, it } from 'vitest';
import { hash } from '../../../../core/hash.ts';
import { annotationKey, payloadKey, searchPrefix } from '../../../../core/records/archive.ts';
import { ReferencedKeys } from '../../../../core/records/archiveReferences.ts';
import {
  findArchiveTraces,
  findOldSearchFiles,
  removeVersions,
} from '../../../../functions/erase/archiveTraces.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { PagedObjects } from '../portCalls/pagedPorts.ts';

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

it('removes the oldest version of each object first, so that none becomes the current one', async () => {
  const objects = new MemoryObjects(() => 1000);
  const removed: unknown[] = [];
  objects.delete = async (...args) => void removed.push(args);
  const named = ['a3', 'b2', 'a2', 'b1', 'a1'].map((version) => ({ key: version.slice(0, 1), version }));
  await removeVersions(objects, named);
  expect(removed).toEqual(['a1', 'a2', 'a3', 'b1', 'b2'].map((version) => [version.slice(0, 1), version]));
});

it('takes old versions of search files, and all of those that are gone, not what is current', async () => {
  const archive = new PagedObjects(() => 1000, 1);
  const listVersions = archive.listVersions.bind(archive);
  let pages = 0;
  archive.listVersions = (...args) => {
    if (++pages > 10) throw new Error('The list has no end.');
    return listVersions(...args);
  };
  const [current, gone] = [`${searchPrefix}current`, `${searchPrefix}gone`];
  for (const key of [current, current, gone]) await archive.put(key, 'x');
  await archive.delete(gone);
  const old = await findOldSearchFiles(archive);
  const found = old.map(({ key, latest, deleted }) => [key, latest, deleted]);
  expect(found).toEqual([
    [current, false, false],
    [gone, true, true],
    [gone, false, false],
  ]);
});

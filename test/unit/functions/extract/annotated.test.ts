/**
 * Which payloads are annotated, and which annotations are put again: an old one that META does not refer to
 * yet could be removed by a sweep before store has read it.
 */
import { beforeEach, expect, it } from 'vitest';
import { payloadId, serialize } from '../../../../core/document/documentIdentity.ts';
import type { Annotation } from '../../../../core/entities/annotation.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { findAnnotation, payloadKey, putAnnotation } from '../../../../core/records/archive.ts';
import { keys } from '../../../../core/records/keys.ts';
import { type ExtractPorts, extract } from '../../../../functions/extract/extract.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { memoryPorts } from '../../../memoryPorts.ts';
import { story } from '../../core/entities/annotatedStory.ts';

const doc = 'd1';
const refreshAfterMilliseconds = 1000;
const serialized = serialize(story(['Talks']));
const payload = payloadId(serialized);
const annotationBy = (model: string): Annotation => ({
  ...{ schema: 'news.annotation/1', payload, model },
  ...{ mentions: [], entities: [] },
});

let now: number;
let archive: MemoryObjects;
let table: MemoryTable;
let annotated: number;
let ports: ExtractPorts;
beforeEach(async () => {
  now = 5000;
  annotated = 0;
  archive = new MemoryObjects(() => now);
  table = new MemoryTable();
  ports = {
    ...memoryPorts(() => now),
    archive,
    table,
    annotate: async () => {
      annotated++;
      return annotationBy('own');
    },
    codeVersions: { model: 'own', reader: 'read-1' },
    thresholds: { ...thresholds, refreshAfterMilliseconds },
  };
  await archive.put(payloadKey(payload), serialized);
  await table.put({
    ...keys.from(doc, 'a.txt'),
    ...{ key: 'a.txt', version: 'v1', part: '', format: 'text', charset: 'utf-8', bytes: 1, payload },
    ...{ modified: 0, token: 1 },
  });
});

/** What the rows of the document are made from. */
const apply = (model: string, of = payload) =>
  table.put({
    ...keys.document(doc),
    ...{ doc, token: 2, pending: [], applied: { token: 2, basis: { payload: of, model } } },
  });

/** When it was put, if it is there. */
const putAt = async (model: string) => (await findAnnotation(archive, { payload, model }))?.modified;

it('what has no annotation gets one', async () => {
  await extract(ports, doc);
  expect([annotated, await putAt('own')]).toEqual([1, 5000]);
});

it('an annotation is put again once it is old, and nothing is annotated for it', async () => {
  await putAnnotation(archive, annotationBy('own'));
  now += refreshAfterMilliseconds;
  await extract(ports, doc);
  expect(await putAt('own')).toBe(5000);
  now += 1;
  await extract(ports, doc);
  expect([annotated, await putAt('own')]).toEqual([0, now]);
});

it.each([
  ['the rows are made from it', () => apply('own'), 5000],
  ['the rows are made from that of another payload', () => apply('own', 'p2'), 7000],
])('an old annotation where %s', async (_, applied, expected) => {
  await applied();
  await putAnnotation(archive, annotationBy('own'));
  now = 7000;
  await extract(ports, doc);
  expect([annotated, await putAt('own')]).toEqual([0, expected]);
});

it('rows that are made from another model keep its annotation, as long as it is there', async () => {
  await apply('other');
  await putAnnotation(archive, annotationBy('other'));
  await extract(ports, doc);
  expect([annotated, await putAt('own')]).toEqual([0, undefined]);
  for (const { key } of (await archive.list('annotations/')).items) await archive.delete(key);
  await extract(ports, doc);
  expect([annotated, await putAt('own')]).toEqual([1, 5000]);
});

it('an annotation that is removed before it is put again is made anew', async () => {
  await putAnnotation(archive, annotationBy('own'));
  now = 7000;
  const get = archive.get.bind(archive);
  archive.get = async (key, options) => (key.startsWith('annotations/') ? undefined : get(key, options));
  await extract(ports, doc);
  archive.get = get;
  expect([annotated, await putAt('own')]).toEqual([1, 7000]);
});

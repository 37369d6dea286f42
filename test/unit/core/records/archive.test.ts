import { beforeEach, describe, expect, it } from 'vitest';
import { model } from '../../../../core/entities/annotate.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import {
  annotationKey,
  annotationPrefix,
  decodeJson,
  findAnnotation,
  payloadKey,
  payloadPrefix,
  putAnnotation,
  readAnnotation,
  readingKey,
  readingPrefix,
  readPayload,
  refreshPayload,
} from '../../../../core/records/archive.ts';
import { findVersionReading, putVersionReading } from '../../../../core/records/versionReadings.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';

const start = Date.parse('2021-05-03T09:00:00Z');
const payload = 'a'.repeat(32);
const basis = { payload, model };
let now: number;
let archive: MemoryObjects;
beforeEach(() => {
  now = start;
  archive = new MemoryObjects(() => now);
});

it('names objects by their kind and content', () => {
  expect(payloadKey(payload)).toBe(`${payloadPrefix}${payload}.json`);
  expect(annotationKey(basis)).toBe(`${annotationPrefix}${payload}/${model}.json`);
  expect(readingKey('r')).toBe(`${readingPrefix}r.json`);
});

describe('an annotation', () => {
  const made = { schema: 'news.annotation/1' as const, ...basis, mentions: [], entities: [] };

  it('is read back, with the time it was put', async () => {
    expect(await readAnnotation(archive, basis)).toBeUndefined();
    await putAnnotation(archive, made);
    now += 1000;
    expect(await readAnnotation(archive, basis)).toEqual(made);
    expect(await findAnnotation(archive, basis)).toEqual({ value: made, modified: start });
  });

  it('is stored for each model', async () => {
    await putAnnotation(archive, made);
    expect(await readAnnotation(archive, { payload, model: 'other' })).toBeUndefined();
  });

  it('throws if it does not match its schema', async () => {
    await archive.put(annotationKey(basis), '{"schema":"other/1"}');
    await expect(readAnnotation(archive, basis)).rejects.toThrow();
  });
});

describe('refreshing a payload', () => {
  const versions = async () => (await archive.listVersions(payloadKey(payload))).items.length;

  it('puts an old one again, and leaves a young one', async () => {
    await archive.put(payloadKey(payload), '{"a":1}');
    now += thresholds.refreshAfterMilliseconds;
    expect([await refreshPayload({ archive, clock: () => now }, payload), await versions()]).toEqual([
      true,
      1,
    ]);
    now += 1;
    expect([await refreshPayload({ archive, clock: () => now }, payload), await versions()]).toEqual([
      true,
      2,
    ]);
    const object = await archive.get(payloadKey(payload));
    expect(object?.modified).toBe(now);
    expect(object && (await decodeJson(object))).toEqual({ a: 1 });
  });

  it('says whether it exists', async () => {
    expect(await refreshPayload({ archive, clock: () => now }, payload)).toBe(false);
    expect(await readPayload(archive, payload)).toBeUndefined();
  });
});

describe('a reading of a feed version', () => {
  const version = { key: 'feed.xml', version: 'v1', etag: 'e1' };
  const document = { doc: 'd', part: '1', format: 'rss', charset: 'utf-8', bytes: 9, payload };

  it('is found for that version only', async () => {
    const reading = { feed: true, documents: [document] };
    await putVersionReading(archive, version, reading);
    expect(await findVersionReading(archive, version)).toMatchObject(reading);
    for (const other of [{ key: 'b.xml' }, { version: 'v2' }, { etag: 'e2' }])
      expect(await findVersionReading(archive, { ...version, ...other })).toBeUndefined();
  });

  it('keeps why the version was refused', async () => {
    const refusal = { code: 'input.empty' as const, evidence: '0 bytes' };
    await putVersionReading(archive, version, { feed: false, refusal, documents: [] });
    expect(await findVersionReading(archive, version)).toMatchObject({ refusal, documents: [] });
  });
});

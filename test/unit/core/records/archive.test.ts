import { beforeEach, describe, expect, it } from 'vitest';
import { serialize } from '../../../../core/document/documentIdentity.ts';
import { model } from '../../../../core/entities/tagger/taggers.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import {
  annotationKey,
  annotationPrefix,
  answerPrefix,
  decodeJson,
  erasurePrefix,
  exportPrefix,
  findAnnotation,
  findUsableAnnotation,
  payloadKey,
  payloadPrefix,
  putAnnotation,
  putPayload,
  readAnnotation,
  readingKey,
  readingPrefix,
  readPayload,
  refreshPayload,
  searchFolder,
  searchPrefix,
  sweepPrefix,
} from '../../../../core/records/archive.ts';
import {
  findVersionReading,
  putVersionReading,
  versionReadingKey,
} from '../../../../core/records/versionReadings.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { story } from '../entities/annotatedStory.ts';

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
  expect([payloadPrefix, annotationPrefix, readingPrefix]).toEqual([
    'payloads/',
    'annotations/',
    'readings/',
  ]);
  expect([exportPrefix, answerPrefix, searchPrefix]).toEqual(['exports/', 'answers/', 'search/']);
  expect([sweepPrefix, erasurePrefix, searchFolder('e1')]).toEqual(['sweep/', 'erasures/', 'search/e1/']);
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

  it('is of the newest other model if the wanted one has made none', async () => {
    expect(await findUsableAnnotation(archive, basis)).toBeUndefined();
    for (const [i, other] of ['m2', 'm3', 'm1'].entries()) {
      now = start + (i === 1 ? 2000 : 0);
      await putAnnotation(archive, { ...made, model: other });
    }
    const newest = await findUsableAnnotation(archive, basis);
    expect(newest).toEqual({ value: { ...made, model: 'm3' }, modified: start + 2000 });
    now = start;
    await putAnnotation(archive, made);
    expect((await findUsableAnnotation(archive, basis))?.value.model).toBe(model);
  });

  it('is JSON', async () => {
    await putAnnotation(archive, made);
    expect((await archive.head(annotationKey(basis)))?.contentType).toBe('application/json');
  });

  it('throws if it does not match its schema', async () => {
    await archive.put(annotationKey(basis), '{"schema":"other/1"}');
    await expect(readAnnotation(archive, basis)).rejects.toThrow();
  });
});

const versions = async () => (await archive.listVersions(payloadKey(payload))).items.length;

describe('putting a payload', () => {
  const put = (likely?: boolean) => putPayload({ archive, clock: () => now }, payload, '{"a":1}', likely);

  it('asks first only if it may well be there', async () => {
    await put();
    await put();
    expect(await versions()).toBe(2);
    now += thresholds.refreshAfterMilliseconds;
    await put(true);
    expect(await versions()).toBe(2);
    now += 1;
    await put(true);
    expect(await versions()).toBe(3);
    expect((await archive.head(payloadKey(payload)))?.contentType).toBe('application/json');
  });

  it('puts what is missing', async () => {
    await put(true);
    expect(await versions()).toBe(1);
  });
});

describe('refreshing a payload', () => {
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
    expect((await archive.head(payloadKey(payload)))?.contentType).toBe('application/json');
    expect(object && (await decodeJson(object))).toEqual({ a: 1 });
  });

  it('says whether it exists, and reads nothing if it does not', async () => {
    archive.get = async () => expect.unreachable('a GET of what HEAD did not find');
    expect(await refreshPayload({ archive, clock: () => now }, payload)).toBe(false);
  });
});

it('a payload that a sweep has removed is not there to read', async () => {
  expect(await readPayload(archive, payload)).toBeUndefined();
});

describe('a reading of a feed version', () => {
  const version = { key: 'feed.xml', version: 'v1', etag: 'e1' };
  const document = { doc: 'd', part: '1', format: 'rss', charset: 'utf-8', bytes: 9, payload };

  it('is found for that version only', async () => {
    const reading = { feed: true, documents: [document] };
    await putVersionReading(archive, version, reading);
    expect(await findVersionReading(archive, version)).toMatchObject(reading);
    expect((await archive.head(versionReadingKey(version)))?.contentType).toBe('application/json');
    for (const other of [{ key: 'b.xml' }, { version: 'v2' }, { etag: 'e2' }])
      expect(await findVersionReading(archive, { ...version, ...other })).toBeUndefined();
  });

  it('keeps why the version was refused', async () => {
    const refusal = { code: 'input.empty' as const, evidence: '0 bytes' };
    await putVersionReading(archive, version, { feed: false, refusal, documents: [] });
    expect(await findVersionReading(archive, version)).toMatchObject({ refusal, documents: [] });
  });
});

it('lets other work run while a long payload is read', async () => {
  const long = story(['x'.repeat(2_500_000)]);
  await archive.put(payloadKey(payload), serialize(long));
  const order: string[] = [];
  setImmediate(() => order.push('other work'));
  expect(await readPayload(archive, payload)).toEqual(long);
  expect([...order, 'read']).toEqual(['other work', 'read']);
});

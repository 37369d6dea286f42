/** An annotation that META does not refer to yet, and that a sweep may be about to remove, is put again. */
import { beforeEach, describe, expect, it } from 'vitest';
import { enqueueKeys } from '../../../../core/protocol/messages.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { annotationPrefix } from '../../../../core/records/archive.ts';
import { stages } from '../../../../functions/stages.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { Records, story } from '../sweep/records.ts';

const text = story('Ministers meet in the capital');
let records: Records;
const annotations = async () => (await records.archive.listVersions(annotationPrefix)).items.length;

beforeEach(async () => {
  records = new Records();
  await records.put('a.txt', text);
  expect(await annotations()).toBe(1);
});

describe('an annotation', () => {
  it('that is old is put again for another document with the same text', async () => {
    records.now += thresholds.refreshAfterMilliseconds + 2000;
    await records.put('b.txt', text);
    expect(await annotations()).toBe(2);
    expect(await records.differences()).toEqual([]);
  });

  it('that is younger is not', async () => {
    records.now += thresholds.refreshAfterMilliseconds;
    await records.put('b.txt', text);
    expect(await annotations()).toBe(1);
  });

  /** Ages by so much between `extract` and `store`. */
  async function ageBeforeStore(milliseconds: number, refreshAfterMilliseconds: number): Promise<void> {
    const [uploads, normalized, extracted] = [1, 2, 3].map(() => new MemoryQueue(records.now));
    if (!uploads || !normalized || !extracted) throw new Error('no queues');
    const ports = {
      ...records.ports,
      queues: { ...records.ports.queues, uploads, normalized, extracted },
      thresholds: { ...thresholds, refreshAfterMilliseconds },
    };
    await records.inbox.put('b.txt', text);
    await enqueueKeys(uploads, ['b.txt']);
    await stages.normalize(ports)({ Records: uploads.take(10) });
    await stages.extract(ports)({ Records: normalized.take(10) });
    const before = await annotations();
    records.now += milliseconds;
    await stages.store(ports)({ Records: extracted.take(10) });
    expect((await annotations()) - before).toBe(milliseconds > refreshAfterMilliseconds ? 1 : 0);
  }

  it('that has become too old since extract found it is put again by store', async () => {
    await ageBeforeStore(5000, 5000);
    await records.put('b.txt', story('Mayors meet in the capital'));
    await ageBeforeStore(6000, 5000); // META refers to another one
  });

  it('that META refers to is not put again, however old', async () => {
    records.now += 2 * thresholds.refreshAfterMilliseconds;
    await records.put('a.txt', text);
    expect(await annotations()).toBe(1);
  });
});

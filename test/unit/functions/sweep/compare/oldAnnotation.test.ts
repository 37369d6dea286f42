/**
 * A sweep is about to remove an old annotation as unreferenced. Then a new document with the same text comes,
 * and extract finds the annotation. It must still be there when store reads it.
 */
import { expect, it } from 'vitest';
import { enqueueKeys } from '../../../../../core/protocol/messages.ts';
import { annotationPrefix } from '../../../../../core/records/archive.ts';
import { stages } from '../../../../../functions/stages.ts';
import { sweep } from '../../../../../functions/sweep/sweep.ts';
import { MemoryQueue } from '../../../../../runtime/memory/queue.ts';
import { Records, story } from '../records.ts';

const day = 24 * 3600_000;

it('an annotation that extract has found is there when store reads it', async () => {
  const records = new Records();
  const text = story('Ministers meet in the capital');
  await records.put('a.txt', text);
  await records.inbox.delete('a.txt');
  await records.handle('a.txt');
  records.now += 2 * day;
  expect((await sweep(records.ports)).unreferenced).toBe(2);
  records.now += day;

  const [uploads, normalized, extracted, touched] = [1, 2, 3, 4].map(() => new MemoryQueue(records.now));
  if (!uploads || !normalized || !extracted || !touched) throw new Error('no queues');
  const ports = { ...records.ports, queues: { uploads, normalized, extracted, touched } };
  const listVersions = records.archive.listVersions.bind(records.archive);
  let began = false;
  // The sweep has read the table, and turns to the annotations: normalize and extract run now.
  records.archive.listVersions = async (prefix, cursor) => {
    if (prefix.startsWith(annotationPrefix) && !began) {
      began = true;
      await records.inbox.put('b.txt', text);
      await enqueueKeys(uploads, ['b.txt']);
      await stages.normalize(ports)({ Records: uploads.take(10) });
      await stages.extract(ports)({ Records: normalized.take(10) });
    }
    return listVersions(prefix, cursor);
  };
  await sweep(records.ports);
  await stages.store(ports)({ Records: extracted.take(10) });
  expect(records.rows('DOC#', 'META').filter(({ content }) => content !== undefined)).toHaveLength(1);
});

/** Whoever handles a document next sends the message of its search row again: who owed it may have died. */
import { expect, it } from 'vitest';
import { enqueueKeys } from '../../../../core/protocol/messages.ts';
import { stages } from '../../../../functions/stages.ts';
import { store } from '../../../../functions/store/store.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { Records, story } from '../sweep/records.ts';

it('also while the newest content of the document is not annotated yet', async () => {
  const records = new Records();
  await records.put('a.txt', story('Ministers meet in the capital'));
  const [child] = records.rows('OBJ#', 'DOC#');
  const doc = String(child?.sk).slice('DOC#'.length);
  const [uploads, touched] = [new MemoryQueue(records.now), new MemoryQueue(records.now)];
  const ports = { ...records.ports, queues: { ...records.ports.queues, uploads, touched } };
  await records.inbox.put('a.txt', story('Ministers meet in the capital again'));
  await enqueueKeys(uploads, ['a.txt']);
  await stages.normalize(ports)({ Records: uploads.take(10) });
  await store(ports, doc);
  const sent = touched.take(10).map(({ body }) => JSON.parse(body));
  expect(sent).toEqual([{ hint: 'search/1', doc }]);
});

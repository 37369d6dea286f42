import { expect, it } from 'vitest';
import { parseUploadMessage } from '../../../core/protocol/messages.ts';
import { withNotifications } from '../../../local/bucketNotifications.ts';
import { MemoryObjects } from '../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../runtime/memory/queue.ts';

it('tells of each change as S3 does: the key, and where the work on it began', async () => {
  const uploads = new MemoryQueue();
  const bucket = withNotifications(new MemoryObjects(Date.now), uploads);
  await bucket.put('wire/å b.txt', 'news');
  await bucket.delete('wire/å b.txt');
  const told = uploads.take(10).flatMap(({ body }) => parseUploadMessage(body));
  expect(told.map(({ key }) => key)).toEqual(['wire/å b.txt', 'wire/å b.txt']);
  const traces = told.map(({ trace }) => trace);
  for (const trace of traces)
    expect(trace).toEqual({ id: expect.stringMatching(/^[0-9A-F]{16}$/), at: expect.any(Number) });
  expect(traces[0]?.id).not.toBe(traces[1]?.id);
});

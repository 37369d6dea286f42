import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteQueue } from '../../../../runtime/local/queue.ts';

let folder: string;
let now: number;
const open: SqliteQueue[] = [];
function queue(name = 'uploads'): SqliteQueue {
  const made = new SqliteQueue({
    database: path.join(folder, 'queues.sqlite'),
    name,
    maxReceives: 3,
    visibilitySeconds: 720,
    clock: () => now,
  });
  open.push(made);
  return made;
}
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dateline-queue-'));
  now = 1_700_000_000_000;
});
afterEach(() => {
  for (const each of open.splice(0)) each.close();
  rmSync(folder, { recursive: true, force: true });
});
const receipts = (records: { receiptHandle: string }[]) => records.map(({ receiptHandle }) => receiptHandle);
const bodies = (records: { body: string }[]) => records.map(({ body }) => body);

describe('a queue on SQLite', () => {
  it('hides messages in flight until the visibility timeout', async () => {
    const uploads = queue();
    await uploads.send(['a', 'b', 'c']);
    expect(bodies(uploads.receive(2))).toEqual(['a', 'b']);
    expect(bodies(uploads.receive(10))).toEqual(['c']);
    expect(uploads.receive(10)).toEqual([]);
    now += 719_999;
    expect(uploads.receive(10)).toEqual([]);
    now += 1;
    expect(
      uploads.receive(10).map(({ body, attributes }) => [body, attributes.ApproximateReceiveCount]),
    ).toEqual([
      ['a', '2'],
      ['b', '2'],
      ['c', '2'],
    ]);
  });

  it('counts nothing when a message is postponed, however often, and keeps it hidden meanwhile', async () => {
    const uploads = queue();
    await uploads.send(['a']);
    for (let i = 0; i < 100; i++) {
      const [record] = uploads.receive(1);
      expect(record?.attributes.ApproximateReceiveCount).toBe('1');
      uploads.postpone(record?.receiptHandle ?? '', 30);
      // The consumer acknowledges and releases the others of its batch; this one is not in flight any more.
      uploads.release([record?.receiptHandle ?? '']);
      expect(uploads.receive(1)).toEqual([]);
      now += 30_000;
    }
    expect(await uploads.depth()).toEqual({ pending: 1, dead: 0 });
  });

  it('moves a message that is set aside to the bulk lane, and counts nothing', async () => {
    const uploads = queue();
    await uploads.send(['slow', 'story']);
    const [slow] = uploads.receive(1, 'prompt');
    uploads.setAside(slow?.receiptHandle ?? '');
    expect(bodies(uploads.receive(10, 'prompt'))).toEqual(['story']);
    expect(
      uploads.receive(10, 'bulk').map(({ body, attributes }) => [body, attributes.ApproximateReceiveCount]),
    ).toEqual([['slow', '1']]);
  });

  it('ignores a receipt from before the visibility timeout', async () => {
    const uploads = queue();
    await uploads.send(['a']);
    const late = receipts(uploads.receive(1));
    now += 720_000;
    const current = receipts(uploads.receive(1));
    uploads.acknowledge(late);
    uploads.release(late);
    expect((await uploads.depth()).pending).toBe(1);
    expect(uploads.hasVisible(1)).toBe(false);
    uploads.acknowledge(current);
    expect((await uploads.depth()).pending).toBe(0);
    uploads.acknowledge(['rubbish', '', '1-1; DROP TABLE messages']);
  });

  it('gives up on a message whose consumers never finish', async () => {
    const uploads = queue();
    await uploads.send(['a']);
    for (let i = 0; i < 3; i++) {
      expect(uploads.receive(1)).toHaveLength(1);
      now += 720_000;
    }
    expect(uploads.receive(1)).toEqual([]);
    expect(await uploads.depth()).toEqual({ pending: 0, dead: 1 });
  });

  it('delays a failed message longer each time, then moves it to the dead letters', async () => {
    const uploads = queue();
    await uploads.send(['a']);
    const sent = now;
    const pauses: number[] = [];
    for (let i = 0; i < 3; i++) {
      uploads.release(receipts(uploads.receive(1)));
      const next = uploads.nextVisible();
      if (next === undefined) break;
      pauses.push(next - now);
      now = next - 1;
      expect(uploads.receive(1)).toEqual([]);
      now = next;
    }
    expect(pauses).toEqual([250, 1_000]);
    expect(uploads.deadLetters(10)).toEqual([{ id: 'uploads-1', body: 'a', sent, died: now, receives: 3 }]);
  });

  it('redrives dead letters as new messages', async () => {
    const uploads = queue();
    await uploads.send(['a', 'b']);
    for (let i = 0; i < 3; i++) {
      uploads.release(receipts(uploads.receive(2)));
      now += 60_000;
    }
    expect(await uploads.depth()).toEqual({ pending: 0, dead: 2 });
    let woken = 0;
    uploads.listen(() => woken++);
    expect(uploads.redrive()).toBe(2);
    expect(woken).toBe(1);
    expect(
      uploads.receive(2).map(({ body, attributes }) => [body, attributes.ApproximateReceiveCount]),
    ).toEqual([
      ['a', '1'],
      ['b', '1'],
    ]);
    expect((await uploads.depth()).dead).toBe(0);
    expect(uploads.redrive()).toBe(0);
  });

  it('takes back leases of a dead process, and counts its receives from the second death on', async () => {
    const former = queue();
    await former.send(['in hand', 'failed once', 'waiting'], {});
    await former.send(['later'], { delaySeconds: 600 });
    const [inHand, failedOnce] = former.receive(2);
    former.release([failedOnce?.receiptHandle ?? '']);
    now += 10;
    const again = queue();
    expect(again.takeBackLeases()).toBe(1);
    const next = () =>
      again.receive(10).map(({ body, attributes }) => [body, attributes.ApproximateReceiveCount]);
    expect(next()).toEqual([['in hand', '1']]);
    expect(next()).toEqual([['waiting', '1']]);
    // The receipts of the ended process have no effect.
    former.acknowledge([inHand?.receiptHandle ?? '']);
    expect((await again.depth()).pending).toBe(4);
  });

  it('receives interrupted messages one by one, so that only the one at fault pays', async () => {
    const first = queue();
    await first.send(['a', 'deadly', 'b', 'c']);
    expect(bodies(first.receive(3))).toEqual(['a', 'deadly', 'b']);
    const seen: string[][] = [];
    for (let life = 0; life < 10; life++) {
      const next = queue();
      next.takeBackLeases();
      for (let records = next.receive(10); records.length > 0; records = next.receive(10)) {
        seen.push(records.map(({ body, attributes }) => `${body} ${attributes.ApproximateReceiveCount}`));
        if (bodies(records).includes('deadly') && life < 3) break; // the process ends
        next.acknowledge(receipts(records));
      }
    }
    expect(seen).toEqual([['a 1'], ['deadly 1'], ['deadly 2'], ['deadly 3'], ['deadly 4'], ['b 1'], ['c 1']]);
    expect(await queue().depth()).toEqual({ pending: 0, dead: 0 });
  });

  it('gives up a message that was in flight at 25 deaths', async () => {
    await queue().send(['deadly']);
    let lives = 0;
    for (; lives < 100; lives++) {
      const next = queue();
      next.takeBackLeases();
      if (next.receive(10).length === 0) break;
    }
    expect(lives).toBe(25);
    expect(queue().deadLetters(10)).toMatchObject([{ body: 'deadly' }]);
  });

  it('keeps queues in one file separate', async () => {
    const [uploads, touched] = [queue('uploads'), queue('touched')];
    await uploads.send(['u']);
    await touched.send(['t']);
    expect(bodies(touched.receive(10))).toEqual(['t']);
    expect(uploads.takeBackLeases()).toBe(0);
    const stolen = receipts(uploads.receive(10));
    touched.acknowledge(stolen);
    expect((await uploads.depth()).pending).toBe(1);
    expect(uploads.receive(1)).toEqual([]);
  });

  it('calls its listeners once the messages can be received', async () => {
    const uploads = queue();
    const seen: boolean[][] = [];
    uploads.listen(() => seen.push([2, 3].map((least) => uploads.hasVisible(least))));
    await uploads.send(['a', 'b']);
    await uploads.send([]);
    expect(seen).toEqual([[true, false]]);
  });

  it('sends all messages of a call or none', async () => {
    const uploads = queue();
    await expect(uploads.send(['fine', 'x'.repeat(300_000)])).rejects.toThrow(RangeError);
    await expect(uploads.send(['fine', ''])).rejects.toThrow(RangeError);
    expect((await uploads.depth()).pending).toBe(0);
  });
});

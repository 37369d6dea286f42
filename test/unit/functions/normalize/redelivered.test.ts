import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { readObject } from '../../../../core/formats/read.ts';
import { enqueueKeys } from '../../../../core/protocol/messages.ts';
import type { Ports } from '../../../../core/protocol/ports.ts';
import { isConverged } from '../../../../core/protocol/reconcile.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { redriveQuarantine } from '../../../../core/quarantine/redrive.ts';
import { claim as claimRow } from '../../../../core/records/claim.ts';
import { keys } from '../../../../core/records/keys.ts';
import { normalizeStage } from '../../../../functions/normalize/normalize.ts';
import { redeliveredHandler } from '../../../../functions/normalize/redelivered.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { memoryPorts } from '../../../memoryPorts.ts';

const story = 'Storm closes harbour\n\nThe storm closed the harbour for the third day in a row.';

/**
 * A desk whose function dies of some keys: they are never done being read, and with them whatever it had in
 * hand.
 */
class Desk {
  readonly inbox = new MemoryObjects(Date.now);
  readonly table = new MemoryTable();
  readonly uploads = new MemoryQueue();
  now = Date.now();
  /** Between two batches; a message whose function died returns after its visibility time-out. */
  pause = 720_000;
  /** As on one machine. */
  deadlyAttempts = 2;
  deadly = new Set<string>();
  failing = new Set<string>();
  #died = Promise.withResolvers<void>();

  #ports() {
    const read: Ports['read'] = (object) => {
      if (this.failing.has(object.key)) throw new Error('the connection was lost');
      if (!this.deadly.has(object.key)) return readObject(object);
      this.#died.resolve();
      return new Promise(() => {});
    };
    return {
      ...memoryPorts(() => this.now),
      inbox: this.inbox,
      read,
      archive: new MemoryObjects(Date.now),
      table: this.table,
      thresholds: { ...thresholds, deadlyAttempts: this.deadlyAttempts },
    };
  }

  async put(...names: string[]): Promise<void> {
    for (const name of names) await this.inbox.put(name, story);
  }

  /** Gives a new function one batch with these keys. @returns how many failed, or `died` */
  async receive(times: number, ...names: string[]): Promise<number | 'died'> {
    this.#died = Promise.withResolvers();
    await enqueueKeys(this.uploads, names);
    const records = this.uploads.take(10).map((record) => ({
      ...record,
      attributes: { ...record.attributes, ApproximateReceiveCount: `${times}` },
    }));
    this.now += this.pause;
    const stage = normalizeStage(this.#ports());
    const ended = stage({ Records: records } satisfies SQSEvent).then(
      ({ batchItemFailures }) => batchItemFailures.length,
    );
    return Promise.race([ended, this.#died.promise.then(() => 'died' as const)]);
  }

  async claim(name: string) {
    const row = await this.table.get(keys.claim(name));
    return row === undefined ? undefined : claimRow.parse(row);
  }

  async redrive(): Promise<number> {
    const other = new MemoryQueue();
    const queues = { uploads: this.uploads, normalized: other, extracted: other, touched: other };
    return (
      await redriveQuarantine(
        { inbox: this.inbox, table: this.table, clock: Date.now, queues },
        'input.crashed',
      )
    ).keys;
  }
}

describe('a file that kills the function', () => {
  it('is refused once it has killed two functions alone; the rest of its batch is stored', async () => {
    const desk = new Desk();
    await desk.put('a.txt', 'deadly.txt', 'b.txt', 'c.txt');
    desk.deadly.add('deadly.txt');
    for (const times of [1, 2, 3])
      expect(await desk.receive(times, 'a.txt', 'deadly.txt', 'b.txt', 'c.txt')).toBe('died');
    expect(await desk.receive(4, 'a.txt', 'deadly.txt', 'b.txt', 'c.txt')).toBe(0);
    expect(await desk.claim('deadly.txt')).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'input.crashed' },
      documents: 0,
    });
    expect((await desk.claim('deadly.txt'))?.lost).toBeUndefined();
    for (const name of ['a.txt', 'b.txt', 'c.txt'])
      expect(await desk.claim(name)).toMatchObject({ outcome: 'stored', documents: 1 });
  });

  it('is read again after a redrive', async () => {
    const desk = new Desk();
    await desk.put('deadly.txt');
    desk.deadly.add('deadly.txt');
    for (const times of [2, 3]) expect(await desk.receive(times, 'deadly.txt')).toBe('died');
    expect(await desk.receive(4, 'deadly.txt')).toBe(0);
    desk.deadly.clear();
    expect(await desk.receive(1, 'deadly.txt')).toBe(0);
    expect(await desk.claim('deadly.txt')).toMatchObject({ outcome: 'refused' });
    expect(await desk.redrive()).toBe(1);
    expect(await desk.receive(1)).toBe(0);
    expect(await desk.claim('deadly.txt')).toMatchObject({ outcome: 'stored' });
  });

  it('is counted per version', async () => {
    const desk = new Desk();
    await desk.put('deadly.txt');
    desk.deadly.add('deadly.txt');
    for (const times of [2, 3]) await desk.receive(times, 'deadly.txt');
    desk.deadly.clear();
    await desk.put('deadly.txt');
    expect(await desk.receive(4, 'deadly.txt')).toBe(0);
    expect(await desk.claim('deadly.txt')).toMatchObject({ outcome: 'stored' });
  });
});

it.each([
  ['may be alive is not', 1000, 1],
  ['may just be alive is not', thresholds.attemptMilliseconds - 1, 1],
  ['cannot be alive any more is', thresholds.attemptMilliseconds, 2],
])('an attempt that %s counted', async (_, pause, counted) => {
  const desk = new Desk();
  desk.pause = pause; // duplicates of its message
  desk.deadlyAttempts = 9;
  await desk.put('slow.txt');
  desk.deadly.add('slow.txt');
  for (const times of [2, 3]) expect(await desk.receive(times, 'slow.txt')).toBe('died');
  expect((await desk.claim('slow.txt'))?.lost).toMatchObject({ times: counted });
});

it('an attempt that throws is not counted as unfinished', async () => {
  const desk = new Desk();
  await desk.put('a.txt');
  desk.failing.add('a.txt');
  for (const times of [1, 2, 3, 4, 5]) expect(await desk.receive(times, 'a.txt')).toBe(1);
  expect((await desk.claim('a.txt'))?.lost).toBeUndefined();
  // Nor has it done what an earlier one may have left undone.
  expect(isConverged(await desk.table.get(keys.claim('a.txt')))).toBe(false);
  desk.failing.clear();
  expect(await desk.receive(6, 'a.txt')).toBe(0);
  expect(await desk.claim('a.txt')).toMatchObject({ outcome: 'stored', documents: 1 });
});

it('an attempt throws what the handler threw, also if the table is gone by then', async () => {
  const desk = new Desk();
  await desk.put('a.txt');
  const handler = redeliveredHandler({ ...desk, clock: () => desk.now }, async () => {
    desk.table.update = () => Promise.reject(new Error('the table is gone'));
    throw new Error('the connection was lost');
  });
  await expect(handler('a.txt')).rejects.toThrow('the connection was lost');
});

it('no death of an execution counts against a file on AWS', async () => {
  const desk = new Desk();
  desk.deadlyAttempts = thresholds.deadlyAttempts;
  await desk.put('slow.txt');
  desk.deadly.add('slow.txt');
  for (const times of [1, 2, 3, 4, 5]) expect(await desk.receive(times, 'slow.txt')).toBe('died');
  expect(await desk.claim('slow.txt')).toBeUndefined();
  desk.deadly.clear();
  expect(await desk.receive(6, 'slow.txt')).toBe(0);
  expect(await desk.claim('slow.txt')).toMatchObject({ outcome: 'stored' });
});

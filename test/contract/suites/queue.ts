/**
 * What every `Queue` promises, on its sending side and towards a consumer that reports the messages it failed
 * at.
 */

import { createHash } from 'node:crypto';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Queue } from '../../../core/ports/queue.ts';
import { pieces } from '../../pieces.ts';
import { scalars } from './order.ts';

export interface QueueFixture {
  /** A queue with nothing in it. */
  queue: Queue;
  maxReceives: number;
  /**
   * Delivers what is there now, once, as the runtime would (in one event or in several, none where there is
   * nothing), and does with the failed messages what the runtime does, without waiting for their visibility
   * to run out.
   */
  consume(handler: (event: SQSEvent) => Promise<SQSBatchResponse>): Promise<void>;
  /** Advances the clock, if the test controls it; otherwise the suite waits. */
  advance?(milliseconds: number): void;
  close(): Promise<void>;
}

const allDone: SQSBatchResponse = { batchItemFailures: [] };
const failed = (records: readonly SQSRecord[]): SQSBatchResponse => ({
  batchItemFailures: records.map((record) => ({ itemIdentifier: record.messageId })),
});

/** Registers the suite. `open` returns a new, empty queue for each example. */
export function queueContract(name: string, open: () => Promise<QueueFixture>): void {
  describe(`${name} is a Queue`, () => {
    let fixture: QueueFixture;
    beforeEach(async () => {
      fixture = await open();
    });
    afterEach(() => fixture?.close());

    /** Delivers until a number of messages has arrived, and returns them. */
    async function drain(count: number): Promise<SQSRecord[]> {
      const got: SQSRecord[] = [];
      await expect
        .poll(
          async () => {
            await fixture.consume(async (event) => {
              got.push(...event.Records);
              return allDone;
            });
            return got.length;
          },
          { interval: 20 },
        )
        .toBe(count);
      return got;
    }
    const pending = () => expect.poll(async () => (await fixture.queue.depth()).pending, { interval: 20 });

    it("delivers messages in the format of Lambda's events", async () => {
      await fixture.queue.send(['{"hint":"key/1"}']);
      const [record] = await drain(1);
      expect(record).toMatchObject({
        body: '{"hint":"key/1"}',
        eventSource: 'aws:sqs',
        attributes: { ApproximateReceiveCount: '1' },
        messageAttributes: {},
        md5OfBody: createHash('md5').update('{"hint":"key/1"}').digest('hex'),
      });
      expect(record?.messageId).toMatch(/./);
      expect(record?.receiptHandle).toMatch(/./);
      expect(Number(record?.attributes.SentTimestamp)).toBeGreaterThan(0);
    });

    it('delivers nothing from an empty queue, and no handled message again', async () => {
      await drain(0);
      await fixture.queue.send(['a']);
      await drain(1);
      await pending().toBe(0);
      await drain(0);
      expect(await fixture.queue.depth()).toEqual({ pending: 0, dead: 0 });
    });

    it('accepts an empty list of messages', async () => {
      await fixture.queue.send([]);
      expect(await fixture.queue.depth()).toEqual({ pending: 0, dead: 0 });
    });

    it('accepts any number of messages in one call, including equal ones', async () => {
      const bodies = [...Array.from({ length: 33 }, (_, i) => `body ${i}`), 'body 0'];
      await fixture.queue.send(bodies);
      await pending().toBe(34);
      const got = await drain(34);
      expect(got.map((record) => record.body).sort()).toEqual(bodies.sort());
      expect(new Set(got.map((record) => record.messageId)).size).toBe(34);
    });

    it('accepts more than 256 KB in one call', async () => {
      const bodies = Array.from({ length: 12 }, (_, i) => `${i} ${'é'.repeat(40_000)}`);
      await fixture.queue.send(bodies);
      expect((await drain(12)).map((record) => record.body).sort()).toEqual(bodies.sort());
    });

    it('accepts a message of 256 KB of UTF-8 but no larger one', async () => {
      const largest = 'x'.repeat(256 * 1024);
      await fixture.queue.send([largest]);
      expect((await drain(1))[0]?.body).toBe(largest);
      await expect(fixture.queue.send([`${largest}x`])).rejects.toThrow();
      await expect(fixture.queue.send(['é'.repeat(128 * 1024 + 1)])).rejects.toThrow();
    });

    it('carries any text', async () => {
      const bodies = pieces(
        'line\nbreak\r\n\ttab¦\u2028\u2029¦עברית ‏¦\u{1F469}\u200D\u{1F680}¦<a href="x">&amp;</a>',
        "' OR 1=1 --¦ leading and trailing ",
      );
      await fixture.queue.send(bodies);
      expect((await drain(bodies.length)).map((record) => record.body).sort()).toEqual(bodies.sort());
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.string({ unit: scalars, minLength: 1, maxLength: 30 }), {
            minLength: 1,
            maxLength: 12,
          }),
          async (some) => {
            await fixture.queue.send(some);
            expect((await drain(some.length)).map((record) => record.body).sort()).toEqual([...some].sort());
          },
        ),
        { numRuns: 10 },
      );
    });

    it('delivers only failed messages again, and counts the receives', async () => {
      await fixture.queue.send(['good', 'bad']);
      await fixture.consume(async (event) => failed(event.Records.filter((record) => record.body === 'bad')));
      await pending().toBe(1);
      const [again, ...more] = await drain(1);
      expect(more).toEqual([]);
      expect(again).toMatchObject({ body: 'bad', attributes: { ApproximateReceiveCount: '2' } });
    });

    it('delivers the batch of a consumer that threw again', async () => {
      await fixture.queue.send(['a', 'b']);
      await fixture
        .consume(async () => {
          throw new Error('the function crashed');
        })
        .catch(() => undefined);
      expect((await drain(2)).map((record) => record.body).sort()).toEqual(['a', 'b']);
    });

    it('keeps the id of a message over its receives', async () => {
      await fixture.queue.send(['a']);
      const ids: string[] = [];
      await fixture.consume(async (event) => {
        ids.push(...event.Records.map((record) => record.messageId));
        return failed(event.Records);
      });
      ids.push(...(await drain(1)).map((record) => record.messageId));
      expect(ids).toHaveLength(2);
      expect(ids[0]).toBe(ids[1]);
    });

    it('moves a message to the dead letters after maxReceives', async () => {
      await fixture.queue.send(['poison', 'fine']);
      const counts: string[] = [];
      await expect
        .poll(
          async () => {
            await fixture.consume(async (event) => {
              const poison = event.Records.filter((record) => record.body === 'poison');
              counts.push(...poison.map((record) => record.attributes.ApproximateReceiveCount));
              return failed(poison);
            });
            return fixture.queue.depth();
          },
          { interval: 20 },
        )
        .toEqual({ pending: 0, dead: 1 });
      expect(counts).toEqual(Array.from({ length: fixture.maxReceives }, (_, i) => String(i + 1)));
      await drain(0);
    });

    it('counts waiting messages and messages in flight as pending', async () => {
      await fixture.queue.send(['a', 'b', 'c']);
      await pending().toBe(3);
      const during: number[] = [];
      await fixture.consume(async (event) => {
        during.push((await fixture.queue.depth()).pending);
        return failed(event.Records);
      });
      expect(during[0]).toBe(3);
      await pending().toBe(3);
      await drain(3);
      await pending().toBe(0);
    });

    it('counts a delayed message as pending', async () => {
      await fixture.queue.send(['later'], { delaySeconds: 2 });
      await fixture.queue.send(['now']);
      await pending().toBe(2);
      expect((await drain(1)).map((record) => record.body)).toEqual(['now']);
      await pending().toBe(1);
      fixture.advance?.(2_500);
      expect((await drain(1)).map((record) => record.body)).toEqual(['later']);
    });
  });
}

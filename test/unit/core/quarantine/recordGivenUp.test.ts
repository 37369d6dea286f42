import { beforeEach, describe, expect, it } from 'vitest';
import type { DeadLetterQueue, DeadMessage } from '../../../../core/ports/deadLetterQueue.ts';
import { queueNames } from '../../../../core/protocol/topology.ts';
import { forgetDeadLetters } from '../../../../core/quarantine/deadLetter.ts';
import { listQuarantine } from '../../../../core/quarantine/listQuarantine.ts';
import { recordGivenUp } from '../../../../core/quarantine/recordGivenUp.ts';
import { createExportJob, readExportJob } from '../../../../core/records/exportJob.ts';
import { recordAllGivenUp } from '../../../../functions/sweep/givenUp.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

/** A dead-letter queue as SQS has it: it names the source of what it moved by itself. */
class Dead implements DeadLetterQueue {
  messages: DeadMessage[] = [];
  #hidden = new Set<DeadMessage>();
  receives = 0;

  add(body: string, moved: boolean): void {
    const receiptHandle = String(this.messages.length);
    this.messages.push({ body, moved, receives: moved ? 1000 : 0, receiptHandle });
  }

  showAll(): void {
    this.#hidden.clear();
  }

  async receive(): Promise<DeadMessage[]> {
    this.receives++;
    const batch = this.messages.filter((message) => !this.#hidden.has(message)).slice(0, 10);
    for (const message of batch) this.#hidden.add(message);
    return batch;
  }

  async replace(message: DeadMessage): Promise<void> {
    this.add(message.body, false);
    this.messages = this.messages.filter((each) => each !== message);
  }
}

const now = Date.parse('2021-06-02T12:00:00Z');
let table: MemoryTable;
let ports: { table: MemoryTable; clock: () => number };
let dead: Dead;
beforeEach(() => {
  table = new MemoryTable();
  ports = { table, clock: () => now };
  dead = new Dead();
});

const upload = (key: string) => JSON.stringify({ hint: 'key/1', key });
const read = () => recordGivenUp(ports, 'uploads', dead, now + 1000);
const quarantined = async () => (await listQuarantine(table, {}, { limit: 100 })).items;

describe('a message that SQS gave up on', () => {
  it('is in quarantine, and can be redriven', async () => {
    dead.add(upload('a.txt'), true);
    expect(await read()).toBe(1);
    expect(await quarantined()).toMatchObject([
      {
        key: 'a.txt',
        queue: 'uploads',
        hint: upload('a.txt'),
        refusal: {
          code: 'fault.normalize',
          evidence: 'SQS gave it up after 1000 receives: no execution finished with it',
        },
      },
    ]);
  });

  it('stays in its queue for the alarm, and is recorded once, whatever a redrive does', async () => {
    dead.add(upload('a.txt'), true);
    await read();
    await forgetDeadLetters(table, 'uploads', [upload('a.txt')]);
    dead.showAll();
    expect(await read()).toBe(0);
    expect(await quarantined()).toEqual([]);
    expect(dead.messages.map(({ body }) => body)).toEqual([upload('a.txt')]);
  });

  it('is recorded again if its reader died before it was replaced', async () => {
    dead.add(upload('a.txt'), true);
    dead.replace = () => Promise.reject(new Error('died'));
    await expect(read()).rejects.toThrow('died');
    dead.showAll();
    dead.replace = Dead.prototype.replace;
    expect(await read()).toBe(1);
    expect(await quarantined()).toHaveLength(1);
  });

  it('may be anything: what no schema fits is recorded too', async () => {
    dead.add('no JSON', true);
    await read();
    expect(await quarantined()).toMatchObject([{ hint: 'no JSON' }]);
  });
});

it('what a consumer put there is left alone', async () => {
  dead.add(upload('a.txt'), false);
  expect(await read()).toBe(0);
  expect(await quarantined()).toEqual([]);
  expect(dead.messages).toHaveLength(1);
});

it('a reader leaves to the next one what is more than a thousand messages, or takes too long', async () => {
  for (let i = 0; i < 1500; i++) dead.add(upload(`${i}.txt`), false);
  await read();
  expect(dead.receives).toBe(100);
  dead.showAll();
  await recordGivenUp(ports, 'uploads', dead, now);
  expect(dead.receives).toBe(100);
});

it('an export that SQS gave up on has failed; a message about none changes nothing', async () => {
  const job = { id: 'e', question: '/v1/exports', origin: 'https://api.example' };
  await createExportJob(table, job, now);
  for (const id of ['e', 'none']) dead.add(JSON.stringify({ hint: 'export/1', id }), true);
  dead.add('no message', true);
  expect(await recordGivenUp(ports, 'exports', dead, now + 1000)).toBe(3);
  expect(await readExportJob(table, 'e')).toMatchObject({ state: 'running', failed: true });
  expect([await readExportJob(table, 'none'), await quarantined()]).toEqual([undefined, []]);
});

it('a queue that cannot be read does not keep the others from it', async () => {
  const warned: unknown[] = [];
  const warn = (message: string, details: unknown) => void warned.push([message, details]);
  const broken = new Dead();
  broken.receive = () => Promise.reject(new Error('out of reach'));
  const names = [...queueNames, 'exports'] as const;
  const queues = Object.fromEntries(names.map((name) => [name, new Dead()])) as Record<
    (typeof names)[number],
    Dead
  >;
  queues.touched.add(JSON.stringify({ hint: 'search/1', doc: 'd' }), true);
  const unread = await recordAllGivenUp(
    { ...ports, log: { info() {}, warn, error: warn } },
    { ...queues, uploads: broken },
  );
  expect(unread).toBe(1);
  expect(await quarantined()).toMatchObject([{ document: 'd', refusal: { code: 'fault.index' } }]);
  expect(warned).toEqual([
    ['sweep: could not read a dead-letter queue', { queue: 'uploads', error: 'Error: out of reach' }],
    ['sweep: SQS gave up on messages; it is recorded', { queue: 'touched', recorded: 1 }],
  ]);
});

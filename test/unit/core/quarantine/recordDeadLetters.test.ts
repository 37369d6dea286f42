import type { SQSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseDocumentMessage, type parseTouchedMessage } from '../../../../core/protocol/messages.ts';
import { eachMessage } from '../../../../core/protocol/stage.ts';
import { queues as facts, type QueueName, queueNames } from '../../../../core/protocol/topology.ts';
import { listQuarantine } from '../../../../core/quarantine/listQuarantine.ts';
import { recordDeadLetters } from '../../../../core/quarantine/recordDeadLetters.ts';
import { redriveKey, redriveQuarantine } from '../../../../core/quarantine/redrive.ts';
import { keys } from '../../../../core/records/keys.ts';
import { SqliteTable } from '../../../../runtime/local/table.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { memoryPorts, memoryQueues } from '../../../memoryPorts.ts';
import { silentLog as silent } from '../../../silentLog.ts';

const bodies: Record<QueueName, string> = {
  uploads: JSON.stringify({ hint: 'key/1', key: 'wire/a.txt' }),
  normalized: JSON.stringify({ hint: 'document/1', doc: 'd1' }),
  extracted: JSON.stringify({ hint: 'document/1', doc: 'd1' }),
  touched: JSON.stringify({ hint: 'search/1', doc: 'd1' }),
};

let table: SqliteTable;
let broken: boolean;
let queues: Record<QueueName, MemoryQueue>;
beforeEach(async () => {
  table = new SqliteTable(':memory:');
  broken = true;
  queues = memoryQueues();
  const source = {
    key: 'wire/a.txt',
    version: 'v1',
    part: '',
    format: 'text',
    charset: 'utf-8',
    bytes: 1,
    payload: 'p',
    modified: 1,
  };
  await table.put({ ...keys.from('d1', 'wire/a.txt'), ...source, token: 1 });
  await table.put({ ...keys.child('wire/a.txt', 'd1'), token: 1 });
  await table.put({ ...keys.claim('wire/a.txt'), key: 'wire/a.txt', token: 1, settled: 1 });
});
const clock = () => Date.parse('2021-05-03T09:00:00Z');
const ports = () => ({ ...memoryPorts(clock), table, queues });

function event(body: string, receives: number): SQSEvent {
  const queue = new MemoryQueue();
  queue.send([body]);
  const [record] = queue.take(1);
  if (record === undefined) throw new Error('The queue is empty.');
  return {
    Records: [{ ...record, attributes: { ...record.attributes, ApproximateReceiveCount: String(receives) } }],
  };
}

const stage = (queue: QueueName) =>
  recordDeadLetters(
    queue,
    ports(),
    eachMessage(facts[queue].consumer, silent, async () => {
      if (broken) throw new Error('the disk is full');
    }),
  );
const quarantine = async (code?: 'fault.store') =>
  (await listQuarantine(table, { code }, { limit: 100 })).items;

describe.each(queueNames)('a message of %s that fails', (queue) => {
  const { maxFailures, consumer } = facts[queue];

  it('is in quarantine with its last error, from its last receive until a success', async () => {
    for (let receive = 1; receive < maxFailures; receive++) {
      expect((await stage(queue)(event(bodies[queue], receive))).batchItemFailures).toEqual([
        { itemIdentifier: 'm1' },
      ]);
      expect(await quarantine()).toEqual([]);
    }
    await stage(queue)(event(bodies[queue], maxFailures));
    expect(await quarantine()).toEqual([
      {
        key: 'wire/a.txt',
        ...(queue !== 'uploads' && { document: 'd1' }),
        queue,
        hint: bodies[queue],
        at: '2021-05-03T09:00:00.000Z',
        refusal: {
          code: `fault.${consumer}`,
          evidence: `Error: the disk is full (the last of ${maxFailures} attempts)`,
        },
      },
    ]);
    broken = false;
    expect((await stage(queue)(event(bodies[queue], 1))).batchItemFailures).toEqual([]);
    expect(await quarantine()).toEqual([]);
  });

  it('is sent again by a redrive of everything, of its code or of its file', async () => {
    const sent = () => queues[queue].take(100).map(({ body }) => body);
    await stage(queue)(event(bodies[queue], maxFailures));
    expect(await redriveQuarantine(ports())).toEqual({ keys: 0, deadLetters: 1 });
    expect(sent()).toEqual([bodies[queue]]);
    expect(await redriveQuarantine(ports(), 'input.empty')).toEqual({ keys: 0, deadLetters: 0 });
    expect(await redriveQuarantine(ports(), `fault.${consumer}`)).toEqual({ keys: 0, deadLetters: 1 });
    expect(sent()).toEqual([bodies[queue]]);
    expect(await redriveKey(ports(), 'wire/a.txt', `fault.${consumer}`)).toEqual({
      keys: 0,
      deadLetters: 1,
    });
    expect(sent()).toEqual([bodies[queue]]);
    expect(await redriveKey(ports(), 'wire/a.txt')).toEqual({ keys: 1, deadLetters: 1 });
    expect(await redriveKey(ports(), 'wire/b.txt')).toEqual({ keys: 0, deadLetters: 0 });
  });

  it('is recorded even if the execution never answers', async () => {
    const killed = recordDeadLetters(queue, ports(), () => new Promise(() => {}));
    killed(event(bodies[queue], maxFailures));
    await expect
      .poll(() => quarantine())
      .toMatchObject([{ refusal: { evidence: expect.stringContaining('without an answer') } }]);
  });
});

it('a message that matches no schema is recorded alone, and fails no other of its batch', async () => {
  const handle = eachMessage('store', silent, async (body) => void parseDocumentMessage(body));
  const { Records } = event('no JSON', 5);
  const good = event(bodies.extracted, 5).Records.map((record) => ({ ...record, messageId: 'm2' }));
  const answer = await recordDeadLetters('extracted', ports(), handle)({ Records: [...Records, ...good] });
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'm1' }]);
  expect(await quarantine('fault.store')).toMatchObject([
    { hint: 'no JSON', refusal: { evidence: expect.stringContaining('is not JSON') } },
  ]);
});

it('a batch that fails as a whole is recorded by message; a failing table changes no outcome', async () => {
  const thrown = recordDeadLetters('touched', ports(), async () => {
    throw new Error('out of reach');
  });
  const tally = JSON.stringify({
    hint: 'tally/1',
    day: '2021-05-03',
    entities: ['person/a'],
  } satisfies ReturnType<typeof parseTouchedMessage>);
  expect((await thrown(event(tally, 5))).batchItemFailures).toHaveLength(1);
  expect(await quarantine()).toMatchObject([{ queue: 'touched', hint: tally }]);
  const down = {
    ...ports(),
    table: new Proxy(table, { get: () => () => Promise.reject(new Error('down')) }),
  };
  const answer = await recordDeadLetters('touched', down, async () => ({ batchItemFailures: [] }))(
    event(tally, 5),
  );
  expect(answer.batchItemFailures).toEqual([]);
});

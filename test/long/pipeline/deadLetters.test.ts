import { afterEach, beforeEach, expect, it } from 'vitest';
import { queueNames } from '../../../core/protocol/topology.ts';
import { payloadPrefix } from '../../../core/records/archive.ts';
import { Dateline } from '../../pipeline/dateline.ts';

const story = (name: string) => `Ferry deal in Stockholm

The foreign minister ${name} arrived in London on Sunday, 2 May 2021. ${name} said that the talks would go on.
`;

let dateline: Dateline;
beforeEach(() => {
  dateline = new Dateline();
});
afterEach(() => dateline.remove());

const codes = async () => (await dateline.all('/v1/quarantine')).map(({ code }) => code).sort();

it('a failed message is in quarantine with its last error, and leaves once a redrive succeeds', async () => {
  await dateline.start();
  await dateline.drop('wire/deal.txt', story('Antony Blinken'));
  await dateline.idle();
  // Make store fail: the payload that the record refers to is damaged, so its postings cannot be found. And put
  // an unknown message into each queue.
  const damaged = await dateline.withHome(async ({ ports, queues }) => {
    const { items } = await ports.archive.listVersions(payloadPrefix);
    const [payload, ...others] = items;
    if (payload === undefined || others.length > 0) throw new Error(`${items.length} payloads`);
    const object = await ports.archive.get(payload.key);
    const bytes = (await object?.bytes()) ?? new Uint8Array();
    await ports.archive.put(payload.key, '{');
    for (const name of queueNames) await queues[name].send(['poison']);
    return { key: payload.key, bytes };
  });
  await dateline.drop('wire/deal.txt', story('Tony Blair'));
  await expect
    .poll(codes, { timeout: 60_000 })
    .toEqual(['fault.extract', 'fault.index', 'fault.normalize', 'fault.store', 'fault.store']);
  await dateline.idle();

  const items = await dateline.all('/v1/quarantine?code=fault.store');
  const [document] = await dateline.all('/v1/documents');
  const fault = items.find((item) => item.document !== undefined);
  expect(fault).toMatchObject({
    key: 'wire/deal.txt',
    document: document.id,
    evidence: expect.stringMatching(/JSON.*5 attempts/),
  });
  expect((await dateline.cli('quarantine', '--code', 'fault.store')).out).toContain(
    `wire/deal.txt, document ${document.id}\n  fault.store, `,
  );
  expect((await dateline.cli('explain', 'wire/deal.txt')).out).toMatch(
    /Gave up: fault\.store: .*\n.*\n {2}Evidence: .*JSON/,
  );
  expect((await dateline.json('/v1/health')).dead).toBe(5);

  // A redrive fails again while the cause exists, and succeeds once it is repaired.
  await dateline.withHome(({ ports }) => ports.archive.put(damaged.key, damaged.bytes));
  expect(await (await dateline.post('/v1/quarantine/redrive', { key: 'wire/deal.txt' })).json()).toEqual({
    keys: 1,
    deadLetters: 1,
    next: null,
  });
  await expect
    .poll(codes, { timeout: 60_000 })
    .toEqual(['fault.extract', 'fault.index', 'fault.normalize', 'fault.store']);
  await dateline.idle();
  expect(await dateline.all('/v1/search?q=Blair')).toHaveLength(1);
  expect((await dateline.cli('explain', 'wire/deal.txt')).out).toMatch(/Nothing is pending\.\n$/);

  expect((await dateline.cli('redrive')).out).toBe(
    'Queued again: refused keys 0, dead letters 4.\nMoved back to their queues: dead letters 5.\n',
  );
});

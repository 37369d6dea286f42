/** What index answers and logs for messages that are not done. */
import type { SQSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { hash } from '../../../../core/hash.ts';
import type { Search } from '../../../../core/ports/search.ts';
import type { Table } from '../../../../core/ports/table.ts';
import { LostRace } from '../../../../core/protocol/reconcile.ts';
import { indexStage } from '../../../../functions/index/indexStage.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { Records, story } from '../sweep/records.ts';

/** Handles the search message of a document while merges throw this; with the levels of what it logged. */
async function mergeThrows(error: Error) {
  const records = new Records();
  await records.put('a.txt', story('Talks in London'));
  const doc = records.row(({ pk, sk }) => pk.startsWith('DOC#') && sk === 'META').doc;
  const search = new Proxy<Search>(records.search, {
    get: (target, name) => (name === 'merge' ? () => Promise.reject(error) : Reflect.get(target, name)),
  });
  const levels: string[] = [];
  const note = (level: string) => () => void levels.push(level);
  const log = { info: note('info'), warn: note('warn'), error: note('error') };
  const message = { messageId: '7', body: JSON.stringify({ hint: 'search/1', doc }) };
  const event = { Records: [{ ...message, attributes: { SentTimestamp: '0' } }] } as unknown as SQSEvent;
  const { batchItemFailures } = await indexStage({ ...records.ports, search, log })(event);
  return { batchItemFailures, levels };
}

it('postpones messages that lost a race, which is no error in the log', async () => {
  const { batchItemFailures, levels } = await mergeThrows(new LostRace('others committed first'));
  expect(batchItemFailures).toMatchObject([{ itemIdentifier: '7', postponeSeconds: expect.any(Number) }]);
  expect(levels).toEqual(['info']);
});

it('fails messages for any other error, and logs it', async () => {
  const { batchItemFailures, levels } = await mergeThrows(new Error('no such bucket'));
  expect(batchItemFailures).toEqual([{ itemIdentifier: '7', error: 'Error: no such bucket' }]);
  expect(levels).toEqual(['error']);
});

it.each([
  [[0, 2, 1], 3],
  [[1], 2],
  [[undefined, 1], undefined],
  [[1, undefined, 1], undefined],
])(
  'a row that messages of %j rounds ask for waits as the oldest of them, if all let it',
  async (waits, next) => {
    const records = new Records();
    await records.put('a.txt', story('Talks in London'));
    const doc = records.row(({ pk, sk }) => pk.startsWith('DOC#') && sk === 'META').doc;
    const touched = new MemoryQueue();
    const queues = { extracted: new MemoryQueue(), touched };
    const searchWait = { rows: 9, roundSeconds: 600, rounds: 5 };
    const event = {
      Records: waits.map((waited, i) => ({
        ...{ messageId: String(i), body: JSON.stringify({ hint: 'search/1', doc, waited }) },
        attributes: { SentTimestamp: '0' },
      })),
    } as unknown as SQSEvent;
    await indexStage({ ...records.ports, queues, searchWait })(event);
    const sent = touched.take(9).map(({ body }) => JSON.parse(body).waited);
    expect(sent).toEqual(next === undefined ? [] : [next]);
  },
);

it.each(['first', 'last'])(
  'fails each message about a document, and one of whose entities the %s fails for good',
  async (when) => {
    const records = new Records();
    await records.put('a.txt', story('Talks in London'));
    const doc = records.row(({ pk, sk }) => pk.startsWith('DOC#') && sk === 'META').doc;
    const [early, late] = ['person/early', 'person/late'];
    const [failing, losing] = when === 'first' ? [early, late] : [late, early];
    const table = new Proxy<Table>(records.table, {
      get: (target, name) => {
        const real = Reflect.get(target, name, target) as unknown;
        if (typeof real !== 'function') return real;
        return async (...args: unknown[]) => {
          const text = JSON.stringify(args);
          if (text.includes(late)) for (let turns = 0; turns < 100; turns++) await undefined;
          if (text.includes(failing)) throw new Error('no such table');
          if (text.includes(losing)) throw new LostRace('others were first');
          return real.apply(target, args) as unknown;
        };
      },
    });
    const search = new Proxy<Search>(records.search, {
      get: (target, name) =>
        name === 'merge' ? () => Promise.reject(new Error('no bucket')) : Reflect.get(target, name),
    });
    const message = (messageId: string, body: object) => ({
      messageId,
      body: JSON.stringify(body),
      attributes: { SentTimestamp: '0' },
    });
    const tally = { hint: 'tally/1', day: '2021-05-03', entities: [early, late] };
    const event = {
      Records: [
        message('1', { hint: 'search/1', doc }),
        message('2', { hint: 'search/1', doc }),
        message('3', tally),
      ],
    } as unknown as SQSEvent;
    const logged: string[] = [];
    const note = (text: string) => void logged.push(text);
    const log = { info: note, warn: note, error: note };
    const { batchItemFailures } = await indexStage({ ...records.ports, search, table, log })(event);
    const failed = batchItemFailures.toSorted((a, b) => (a.itemIdentifier < b.itemIdentifier ? -1 : 1));
    expect(failed).toEqual([
      { itemIdentifier: '1', error: 'Error: no bucket' },
      { itemIdentifier: '2', error: 'Error: no bucket' },
      { itemIdentifier: '3', error: 'Error: no such table' },
    ]);
    // Logs have hashes of names.
    expect(new Set(logged)).toEqual(
      new Set([
        'index: the search table failed; its messages return to their queue',
        `index: the tally of an entity (${hash(failing)}) failed; its messages return to their queue`,
        `index: the tally of an entity (${hash(losing)}) comes again later`,
      ]),
    );
  },
);

it.each([
  ['the search table', { hint: 'search/1', doc: 'a'.repeat(32), waited: 0 }],
  ['the application of a decision', { hint: 'decision/1', number: 1 }],
])('says that %s failed, where its message comes first', async (what, message) => {
  const { ports } = new Records();
  const refusing = () => Promise.reject(new Error('no'));
  const table = new Proxy<Table>(ports.table, {
    get: (target, name) => (name === 'query' ? refusing : Reflect.get(target, name).bind(target)),
  });
  const send = async (bodies: readonly string[]) => {
    if (bodies.length > 0) await refusing();
  };
  const queues = { ...ports.queues, touched: { ...ports.queues.touched, send } };
  const errors: string[] = [];
  const log = { info() {}, warn() {}, error: (text: string) => void errors.push(text) };
  const searchWait = { rows: 9, roundSeconds: 600, rounds: 5 };
  const record = { messageId: '1', body: JSON.stringify(message), attributes: { SentTimestamp: '0' } };
  await indexStage({ ...ports, table, queues, log, searchWait } as typeof ports)({
    Records: [record],
  } as unknown as SQSEvent);
  expect(errors).toEqual([`index: ${what} failed; its messages return to their queue`]);
});

/** A decision is applied to documents that were stored before it, in passes, until nothing differs. */
import type { SQSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { type Decided, decisionOf } from '../../../../core/identity/decisions/decision.ts';
import { LostRace } from '../../../../core/protocol/reconcile.ts';
import { Postponed } from '../../../../core/protocol/stage.ts';
import { DecisionLog } from '../../../../core/records/decisions/decisionLog.ts';
import { keys } from '../../../../core/records/keys.ts';
import { applyDecision } from '../../../../functions/index/applyDecision.ts';
import { indexStage } from '../../../../functions/index/indexStage.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemorySearch } from '../../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { silentLog } from '../../../silentLog.ts';

const now = Date.parse('2021-06-02T12:00:00Z');
const entity = 'person/ada-amber';
const into = 'person/ada-brown';
const attribution = { author: 'Desk', reason: 'As known.', time: new Date(now).toISOString() };

async function world(decided: Decided) {
  const table = new MemoryTable();
  const extracted = new MemoryQueue();
  const log = new DecisionLog(table);
  /** Returns its id. */
  const decide = async (decided: Decided): Promise<string> => {
    const decision = decisionOf(decided, attribution);
    await log.add(decision);
    return decision.id;
  };
  await decide(decided);
  /** The entities whose rows were queried. */
  const walked: string[] = [];
  const query = table.query.bind(table);
  table.query = (asked) => {
    if (asked.pk.startsWith('ENT#')) walked.push(asked.pk.slice('ENT#'.length));
    return query(asked);
  };
  const ports = { table, archive: new MemoryObjects(() => now), clock: () => now, queues: { extracted } };
  const silent = silentLog;
  return {
    table,
    decide,
    walked,
    apply: (number = 1) => applyDecision(ports, number),
    /** As `index` applies decisions that came in one batch. */
    stage: (...numbers: number[]) =>
      indexStage({
        ...ports,
        queues: { extracted, touched: extracted },
        search: new MemorySearch(),
        log: silent,
      })({
        Records: numbers.map((number) => ({
          ...{ messageId: String(number), body: JSON.stringify({ hint: 'decision/1', number }) },
          attributes: { SentTimestamp: '0' },
        })),
      } as unknown as SQSEvent),
    queued: () => extracted.take(10_000).map(({ body }) => JSON.parse(body).doc),
    progress: async () => table.get(keys.appliedDecision(1)),
    /** Documents that mention the entity, as they were stored before the decision. */
    async mention(count: number, id = entity) {
      for (let i = 0; i < count; i++) {
        const doc = String(i).padStart(32, '0');
        await table.put({ ...keys.posting(id, '2021-05-03', doc), doc, token: 1 });
      }
    },
  };
}

it('about documents: all of them are stored again at first, then those that differ', async () => {
  const documents = ['a', 'b'].map((digit) => digit.repeat(32));
  const { apply, queued, progress } = await world({ action: 'split', entity, documents, into });
  await expect(apply()).rejects.toMatchObject({ name: 'Postponed', seconds: 1 });
  expect(queued()).toEqual(documents);
  expect(await progress()).toMatchObject({ documents: 2, pass: 1, differing: 0, part: 0 });
  await apply(); // neither of the two is there
  expect(queued()).toEqual([]);
  const done = new Date(now).toISOString();
  expect(await progress()).toMatchObject({ documents: 2, pass: 1, done });
  await apply();
  expect(await progress()).toMatchObject({ documents: 2, pass: 1, done });
});

it('about one document: no other is looked at, however many mention the entity', async () => {
  const documents = ['a'.repeat(32)];
  const { apply, queued, walked } = await world({ action: 'split', entity, documents, into });
  await expect(apply()).rejects.toThrow(Postponed);
  await apply();
  expect(queued()).toEqual(documents);
  expect(walked).toEqual([]);
});

it('about an entity: not what another decision, which is undone, had made of it', async () => {
  const { apply, decide, walked } = await world({ action: 'hide', entity: 'person/zoe-zeal' });
  const merge = await decide({ action: 'merge', entity, into });
  await decide({ action: 'undo', decision: merge });
  await decide({ action: 'rename', entity, name: 'Ada' });
  await apply(4);
  expect(walked).toEqual([entity]);
});

it('about an entity: those for which a split of what it became names are stored again', async () => {
  const event = 'event/ada-amber';
  const documents = ['a'.repeat(32), 'b'.repeat(32)];
  const { apply, decide, queued, walked } = await world({ action: 'retype', entity, type: 'event' });
  await decide({ action: 'split', entity: event, documents, into: 'event/ada-amber-1' });
  await decide({ action: 'split', entity: into, documents: ['c'.repeat(32)], into: 'person/ada-brown-1' });
  const { id } = decisionOf({ action: 'retype', entity, type: 'event' }, attribution);
  await decide({ action: 'undo', decision: id });
  // A link may have put the name of either to somebody whom no decision is about.
  await expect(apply(4)).rejects.toThrow(Postponed);
  expect(queued()).toEqual(documents);
  expect(walked).toEqual([entity, event, 'event/ada-amber-1'].sort());
  await apply(4);
  expect(queued()).toEqual([]);
});

it('about an entity: those that mention it are, until none does, ever more seldom', async () => {
  const { table, apply, queued, progress, mention } = await world({ action: 'merge', entity, into });
  await mention(3);
  for (const seconds of [1, 2, 4]) {
    await expect(apply()).rejects.toMatchObject({ name: 'Postponed', seconds });
    expect(queued()).toHaveLength(3);
  }
  expect(await progress()).toMatchObject({ documents: 3, pass: 3 });
  for (const row of [...table.items()].filter(({ sk }) => sk.startsWith('DAY#'))) await table.delete(row);
  await apply();
  expect(queued()).toEqual([]);
  const done = await progress();
  expect(done).toMatchObject({ documents: 3, pass: 3, done: expect.any(String) });
  await mention(3); // as it was before: that is for the sweep now
  await apply();
  expect(queued()).toEqual([]);
  expect(await progress()).toEqual(done);
});

it('reads fifty pages, and the next execution goes on from there', async () => {
  const { apply, queued, progress, mention } = await world({ action: 'merge', entity, into });
  const read = 50 * 200 - 49; // a page begins with the last row of the one before
  await mention(read + 3);
  await expect(apply()).rejects.toMatchObject({ name: 'Postponed', seconds: 1 });
  expect(new Set(queued()).size).toBe(read);
  const { sk } = keys.posting(entity, '2021-05-03', String(read - 1).padStart(32, '0'));
  expect(await progress()).toMatchObject({ part: 0, pass: 0, differing: read, after: sk });
  await expect(apply()).rejects.toThrow(Postponed);
  expect(queued()).toHaveLength(3);
  expect(await progress()).toMatchObject({ part: 0, pass: 1, differing: 0, documents: read + 3 });
  expect(await progress()).not.toHaveProperty('after');
});

it('goes on with the next entity from its beginning', async () => {
  const [from, to] = ['person/zoe-zeal', 'person/ada-amber'];
  const { apply, queued, mention } = await world({ action: 'merge', entity: from, into: to });
  await mention(250, to); // more than a page, as decided
  await mention(3, from);
  await expect(apply()).rejects.toThrow(Postponed);
  expect(queued()).toHaveLength(3);
});

it('goes on from its place if a later decision leads on from there', async () => {
  const { table, decide, apply, queued, mention } = await world({ action: 'merge', entity, into });
  await mention(4, into);
  await decide({ action: 'merge', entity: into, into: 'person/zoe-zeal' });
  const { sk } = keys.posting(into, '2021-05-03', '1'.padStart(32, '0'));
  const place = { part: 1, after: sk };
  await table.put({ ...keys.appliedDecision(1), number: 1, token: 1, documents: 2, pass: 0, ...place });
  await expect(apply()).rejects.toThrow(Postponed);
  expect(queued()).toEqual(['2', '3'].map((digit) => digit.padStart(32, '0')));
});

it('begins each pass at the first posting, also if its last entity is none of them any more', async () => {
  const { table, apply, queued, mention, progress } = await world({ action: 'merge', entity, into });
  await mention(3);
  const last = { part: 2, after: keys.posting('person/zoe-zeal', '2021-05-04', 'a'.repeat(32)).sk };
  const counts = { documents: 1, differing: 1, pass: 0 };
  await table.put({ ...keys.appliedDecision(1), number: 1, token: 1, ...counts, ...last });
  await expect(apply()).rejects.toThrow(Postponed);
  expect(await progress()).toMatchObject({ pass: 1, differing: 0, part: 0 });
  await expect(apply()).rejects.toThrow(Postponed);
  expect(queued()).toHaveLength(3);
});

it('is given up after forty passes, and says how many documents differ', async () => {
  const { table, apply, mention, progress } = await world({ action: 'merge', entity, into });
  await mention(1);
  await table.put({ ...keys.appliedDecision(1), number: 1, token: 1, documents: 1, pass: 38 });
  await expect(apply()).rejects.toMatchObject({ name: 'Postponed', seconds: 600 });
  await apply();
  expect(await progress()).toMatchObject({ pass: 39, left: 1, done: expect.any(String) });
});

it('of one batch: one after the other, since a later one may rest on an earlier', async () => {
  const { table, decide, stage } = await world({ action: 'merge', entity, into });
  await decide({ action: 'retype', entity: into, type: 'organization' });
  const written: number[] = [];
  const update = table.update.bind(table);
  table.update = (key, ...rest) => {
    for (const number of [1, 2]) if (key.sk === keys.appliedDecision(number).sk) written.push(number);
    return update(key, ...rest);
  };
  expect(await stage(1, 2)).toEqual({ batchItemFailures: [] });
  expect(new Set(written)).toEqual(new Set([1, 2]));
  expect(written).toEqual(written.toSorted());
});

it('is left to another execution that has begun since', async () => {
  const { table, apply, mention } = await world({ action: 'merge', entity, into });
  await mention(1);
  const query = table.query.bind(table);
  table.query = async (asked) => {
    const row = await table.get(keys.appliedDecision(1));
    if (row !== undefined) await table.put({ ...row, token: Number(row.token) + 1 });
    return query(asked);
  };
  await expect(apply()).rejects.toThrow(LostRace);
});

it('that undoes another: those that a later decision has moved on are stored again too', async () => {
  const retype: Decided = { action: 'retype', entity, type: 'organization' };
  const doc = 'a'.repeat(32);
  const { table, decide, apply, queued } = await world(retype);
  const { id: first } = decisionOf(retype, attribution);
  const from = 'organization/ada-amber';
  const to = 'organization/amber-mill';
  const split = await decide({ action: 'split', entity: from, documents: [doc], into: to });
  await table.put({ ...keys.posting(to, '2021-05-03', doc), doc, token: 1, by: [first, split] });
  await decide({ action: 'undo', decision: first });
  await expect(apply(3)).rejects.toThrow(Postponed);
  expect(new Set(queued())).toEqual(new Set([doc]));
});

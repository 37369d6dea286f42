/** A feed with versions that cannot be read, whose executions have no time. */
import { expect, it } from 'vitest';
import { ObjectUnreadable } from '../../../../core/errors.ts';
import { Postponed } from '../../../../core/protocol/stage.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { claim } from '../../../../core/records/claim.ts';
import { keys } from '../../../../core/records/keys.ts';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import { FeedDesk, key } from './feedDesk.ts';

/** In how many executions the key is done. */
async function executions(ports: FeedDesk['ports'], most: number): Promise<number> {
  for (let n = 1; n <= most; n++) {
    const done = await normalize(ports, key).catch((error: unknown) => {
      if (!(error instanceof Postponed)) throw error;
    });
    if (done !== undefined) return n;
  }
  return Number.POSITIVE_INFINITY;
}

/** A desk with as many versions; only those of the even places can be read, if not all can. */
async function deskOf(versions: number, readable: 'all' | 'even' | 'last') {
  const desk = new FeedDesk();
  for (let i = 0; i < versions; i++) await desk.inbox.put(key, desk.feed(`item-${i}`));
  const { items } = await desk.inbox.listVersions(key);
  const oldestFirst = items.map(({ version }) => version).reverse();
  const isReadable = (at: number) =>
    at === versions - 1 || readable === 'all' || (readable === 'even' && at % 2 === 0);
  const denied = new Set(oldestFirst.filter((_, at) => !isReadable(at)));
  const get = desk.inbox.get.bind(desk.inbox);
  desk.inbox.get = (name, options) =>
    denied.has(options?.version ?? '')
      ? Promise.reject(new ObjectUnreadable('denied', name))
      : get(name, options);
  const hurried = { ...thresholds, deadlineMilliseconds: 0 };
  return { ports: { ...desk.ports, thresholds: hurried }, table: desk.table, denied: denied.size };
}

it.each([
  ['all', 23],
  ['even', 12],
  ['last', 1],
] as const)('ends, one version at a time, if of 24 versions %s can be read', async (readable, most) => {
  const { ports, table, denied } = await deskOf(24, readable);
  expect(await executions(ports, 100)).toBe(most);
  const { skipped } = claim.parse(await table.get(keys.claim(key)));
  expect(skipped ?? 0).toBe(denied);
});

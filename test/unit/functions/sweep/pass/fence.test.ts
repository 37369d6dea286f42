/**
 * Two sweeps at once, because the first was frozen for longer than its lease. It must not go on: the other
 * one has removed the files in which the first noted what rows refer to. With the guard switched off, the
 * first takes objects that rows refer to for unreferenced, and removes them.
 */
import { expect, it } from 'vitest';
import type { Objects } from '../../../../../core/ports/objects.ts';
import type { Table } from '../../../../../core/ports/table.ts';
import { thresholds } from '../../../../../core/protocol/thresholds.ts';
import { keys } from '../../../../../core/records/keys.ts';
import { sweep } from '../../../../../functions/sweep/sweep.ts';
import { Records, story } from '../records.ts';

const hour = 3600_000;
/** All objects of the archive are one slice. */
const tiny = { ...thresholds, sweepRows: 2, sweepPartitionRows: 2 };

/** A table that notes the place of a sweep whether or not it still has the lease. */
function withoutFence(table: Table): Table {
  return new Proxy(table, {
    get: (target, name) => {
      const method = Reflect.get(target, name, target) as unknown;
      if (typeof method !== 'function') return method;
      if (name !== 'update') return method.bind(target);
      const update: Table['update'] = (key, set, condition) =>
        target.update(key, set, key.pk === keys.sweep.pk ? undefined : condition);
      return update;
    },
  });
}

/** Calls back before the first call of a method of the archive with such a prefix. */
function atFirst(
  archive: Objects,
  { method, prefix }: { method: 'list' | 'listVersions'; prefix: RegExp },
  happens: () => Promise<void>,
): Objects {
  let happened = false;
  return new Proxy(archive, {
    get: (target, name) => {
      const value = Reflect.get(target, name, target) as unknown;
      if (typeof value !== 'function') return value;
      if (name !== method) return value.bind(target);
      return async (...parameters: [string, ...unknown[]]) => {
        if (!happened && prefix.test(parameters[0])) {
          happened = true;
          await happens();
        }
        return value.apply(target, parameters);
      };
    },
  });
}

async function recordsToSweep(): Promise<Records> {
  const records = new Records();
  for (let i = 0; i < 4; i++) await records.put(`${i}.txt`, story(`Ministers meet for the ${i} time`));
  records.now += 48 * hour;
  await sweep({ ...records.ports, thresholds: tiny });
  records.now += 2 * hour;
  return records;
}

/** It is frozen when it has read the documents, and the other sweep makes a whole pass meanwhile. */
async function sweepOvertaken(
  isFenced: boolean,
  call: { method: 'list' | 'listVersions'; prefix: RegExp },
  milliseconds: number,
): Promise<{ outcome: string; differences: string[] }> {
  const records = await recordsToSweep();
  const ports = () => ({ ...records.ports, thresholds: tiny });
  const frozen = isFenced ? ports() : { ...ports(), table: withoutFence(records.table) };
  const archive = atFirst(records.archive, call, async () => {
    records.now += milliseconds;
    await sweep(ports(), { takeOver: true });
  });
  const { outcome } = await sweep({ ...frozen, archive });
  return { outcome, differences: await records.differences() };
}

const listing = { method: 'listVersions', prefix: /^payloads/ } as const;
const readingReferences = { method: 'list', prefix: /references/ } as const;

it.each([
  ['for an hour, before it lists the archive', listing, hour],
  ['for a moment, before it reads what rows refer to', readingReferences, 0],
])('a sweep that has lost its lease %s ends, and has removed nothing that is needed', async (_, at, time) => {
  expect(await sweepOvertaken(true, at, time)).toEqual({ outcome: 'busy', differences: [] });
});

it('without the fence that is found', async () => {
  const { outcome, differences } = await sweepOvertaken(false, readingReferences, hour);
  expect(outcome).toBe('done');
  expect(differences.some((line) => line.startsWith('archive '))).toBe(true);
});

it('a sweep that ends removes no file of a pass that has begun since', async () => {
  const records = await recordsToSweep();
  const before = await records.archive.list('sweep/');
  const folder = String(before.items[0]?.key).split('/').slice(0, 2).join('/');
  const file = `${folder}/fedcba9876543210/references/00000000-9`;
  const table = new Proxy<Table>(records.table, {
    get: (target, name) => {
      const method = Reflect.get(target, name, target) as unknown;
      if (typeof method !== 'function') return method;
      if (name !== 'update') return method.bind(target);
      const update: Table['update'] = async (key, set, condition) => {
        const done = await target.update(key, set, condition);
        const hasEnded = key.pk === keys.sweep.pk && set.lastBegan === records.now && set.until !== 0;
        if (hasEnded) await records.archive.put(file, new Uint8Array(32));
        return done;
      };
      return update;
    },
  });
  expect((await sweep({ ...records.ports, thresholds: tiny, table })).outcome).toBe('done');
  const { items } = await records.archive.list('sweep/');
  expect(items.map(({ key }) => key)).toContain(file);
  expect(items.filter(({ key }) => before.items.some((each) => each.key === key))).toEqual([]);
});

/**
 * Two sweeps at once, because the first was frozen for longer than its lease. It must not go on: the other
 * one has removed the files in which the first noted what rows refer to. With the guard switched off, the
 * first takes objects that rows refer to for unreferenced, and removes them.
 */
import { expect, it } from 'vitest';
import type { Table } from '../../../../core/ports/table.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { keys } from '../../../../core/records/keys.ts';
import { sweep } from '../../../../functions/sweep/sweep.ts';
import { Records, story } from './records.ts';

const hour = 3600_000;
const tiny = { ...thresholds, sweepRows: 2, sweepPartitionRows: 2, sweepNames: 3 };

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

async function sweepOvertaken(isFenced: boolean): Promise<{ outcome: string; differences: string[] }> {
  const records = new Records();
  for (let i = 0; i < 4; i++) await records.put(`${i}.txt`, story(`Ministers meet for the ${i} time`));
  records.now += 48 * hour;
  const ports = () => ({ ...records.ports, thresholds: tiny });
  await sweep(ports());
  records.now += 2 * hour;
  const frozen = isFenced ? ports() : { ...ports(), table: withoutFence(records.table) };
  // It is frozen when it has read the documents, and the other sweep makes a whole pass meanwhile.
  const list = records.archive.listVersions.bind(records.archive);
  let overtaken = false;
  frozen.archive = new Proxy(records.archive, {
    get: (target, name) => {
      const method = Reflect.get(target, name, target) as unknown;
      if (typeof method !== 'function') return method;
      if (name !== 'listVersions') return method.bind(target);
      return async (prefix: string, cursor?: string) => {
        if (!overtaken) {
          overtaken = true;
          records.now += hour;
          await sweep(ports(), { takeOver: true });
        }
        return list(prefix, cursor);
      };
    },
  });
  const { outcome } = await sweep(frozen);
  return { outcome, differences: await records.differences() };
}

it('a sweep that has lost its lease ends, and has removed nothing that is needed', async () => {
  expect(await sweepOvertaken(true)).toEqual({ outcome: 'busy', differences: [] });
});

it('without the fence that is found', async () => {
  const { outcome, differences } = await sweepOvertaken(false);
  expect(outcome).toBe('done');
  expect(differences.some((line) => line.startsWith('archive '))).toBe(true);
});

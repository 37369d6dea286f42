/** A store owns the postings of every attempt before it, however many of them died. */
import { expect, it } from 'vitest';
import type { Item, Table } from '../../../../core/ports/table.ts';
import { enqueueKeys } from '../../../../core/protocol/messages.ts';
import { isLive } from '../../../../core/protocol/reconcile.ts';
import { documentMeta } from '../../../../core/records/document.ts';
import { stages } from '../../../../functions/stages.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { Records } from '../sweep/records.ts';

const story = (who: string, day: number) =>
  ` date 2021-05-0${day} Talks in the capital\n\nThe minister ${who} came to London for talks with the mayor.\n`;

it('after one that died before META was applied, and one that died before its first posting', async () => {
  const records = new Records();
  const postings = () =>
    records
      .rows('ENT#person/', 'DAY#')
      .filter(isLive)
      .map(({ pk }) => pk);
  const meta = () => documentMeta.parse(records.rows('DOC#', 'META')[0]);
  /** Puts a version, and lets it be stored by a table on which one method dies of some rows. */
  const put = async (who: string, day: number, changed: (table: Table) => Partial<Table>) => {
    const [uploads, normalized, extracted] = [1, 2, 3].map(() => new MemoryQueue(records.now));
    if (!uploads || !normalized || !extracted) throw new Error('no queues');
    const ports = { ...records.ports, queues: { ...records.ports.queues, uploads, normalized, extracted } };
    await records.inbox.put('a.txt', story(who, day));
    await enqueueKeys(uploads, ['a.txt']);
    await stages.normalize(ports)({ Records: uploads.take(10) });
    await stages.extract(ports)({ Records: normalized.take(10) });
    const table = new Proxy(records.table, {
      get: (target, method) =>
        Reflect.get(changed(target), method) ?? Reflect.get(target, method, target).bind(target),
    });
    await stages.store({ ...ports, table })({ Records: extracted.take(10) });
  };
  await put('Ada Amber', 3, (table) => ({
    update: async (key, set, condition) => {
      if (set.settled !== undefined) throw new Error('the execution died');
      return table.update(key, set, condition);
    },
  }));
  expect(postings()).toEqual(['ENT#person/ada-amber']);
  for (const _ of ['first', 'second time']) {
    await put('Bea Brown', 4, (table) => ({
      put: async (item: Item, condition) => {
        if (item.pk.startsWith('ENT#')) throw new Error('the execution died');
        return table.put(item, condition);
      },
    }));
    expect(postings()).toEqual(['ENT#person/ada-amber']);
    expect(meta().pending).toHaveLength(2);
  }
  await put('Cleo Cole', 4, () => ({}));
  expect(postings()).toEqual(['ENT#person/cleo-cole']);
  expect(meta()).toMatchObject({ pending: [], searchDays: ['2021-05-03', '2021-05-04'] });
});

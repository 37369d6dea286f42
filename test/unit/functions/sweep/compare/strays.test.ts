/** Repairs leave alone what a handler is at work on, or has done since the sweep read it. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Item } from '../../../../../core/ports/table.ts';
import { keys } from '../../../../../core/records/keys.ts';
import { restoreNameRows } from '../../../../../functions/sweep/compare/strays.ts';
import type { SweepPass } from '../../../../../functions/sweep/pass/pass.ts';
import { MemoryQueue } from '../../../../../runtime/memory/queue.ts';
import { Records, story } from '../records.ts';

let records: Records;
let meta: Item;
beforeEach(async () => {
  records = new Records();
  await records.put('a.txt', story('Ministers meet in the capital'));
  meta = records.row(({ pk, sk }) => pk.startsWith('DOC#') && sk === 'META');
});

/** @returns what the pass counts, and the number of documents that are to be stored again */
async function repaired(repair: (pass: SweepPass) => Promise<void>) {
  const report = { documents: 0 };
  const normalized = new MemoryQueue();
  const ports = { ...records.ports, queues: { ...records.ports.queues, normalized } };
  await repair({ ports, report } as unknown as SweepPass);
  return { ...report, queued: normalized.take(10).length };
}

describe('a document without one of its postings', () => {
  const restore = () => repaired((pass) => restoreNameRows(pass, String(meta.doc)));
  beforeEach(async () => {
    for (const posting of records.rows('ENT#', 'DAY#')) await records.remove(posting);
  });

  it('is stored again', async () => {
    expect(await restore()).toEqual({ documents: 1, queued: 1 });
  });

  it.each([
    ['a store is at work', async () => records.table.put({ ...meta, token: Number(meta.token) + 1 })],
    ['it is gone', async () => records.remove(keys.document(String(meta.doc)))],
  ])('is left alone if %s', async (_, change) => {
    await change();
    const before = records.rows('DOC#');
    expect(await restore()).toEqual({ documents: 0, queued: 0 });
    expect(records.rows('DOC#')).toEqual(before);
  });
});

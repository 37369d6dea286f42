/** A name with so many rows that the sweep reads it in parts, and a posting of it that a decision made. */
import { expect, it } from 'vitest';
import { keys } from '../../../../../core/records/keys.ts';
import { sweepEntity } from '../../../../../functions/sweep/compare/entities.ts';
import type { SweepPass } from '../../../../../functions/sweep/pass/pass.ts';
import { MemoryQueue } from '../../../../../runtime/memory/queue.ts';
import { archive, cabinet, lone, talks } from '../../okoye.ts';

const entity = 'person/okoye';
const own = lone(cabinet, talks, 'Fisheries talks go on');

/** How many documents a pass has stored again that meets this posting, and not the row of the short name. */
async function storedAgain(more: object): Promise<number> {
  const table = await archive(own);
  const row = { ...keys.posting(entity, own.day, own.doc), ...own, ...more };
  await table.put(row);
  await table.put({ ...keys.shortName(entity, own.day, own.doc), ...own, to: 'person/amara-okoye' });
  const queue = new MemoryQueue();
  const report = { tallies: 0, documents: 0 };
  const always = { comparesPostings: () => true, isKnown: () => true, comparesEntity: () => false };
  const resolution = async () => ({ isEmpty: true });
  const ports = { table, queues: { normalized: queue, touched: queue } };
  const pass = { ...always, resolution, ports, report } as unknown as SweepPass;
  await sweepEntity(pass, { pk: keys.entity(entity).pk, rows: [row], begins: true, ends: false });
  return report.documents;
}

it('is no place of the name: what the document itself says is in the row of the short name', async () => {
  expect(await storedAgain({ by: ['a decision'] })).toBe(0);
});

it('is one where no decision made it, and is put to whom the evidence says', async () => {
  expect(await storedAgain({})).toBe(1);
});

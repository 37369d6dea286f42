/** The API answers between the parts of a comparison: an entity may have 20,000 rows. */
import { expect, test } from 'vitest';
import { itemsPerTurn } from '../../../../../core/giveWay.ts';
import { keys } from '../../../../../core/records/keys.ts';
import { sweepEntity } from '../../../../../functions/sweep/compare/entities.ts';
import type { SweepPass } from '../../../../../functions/sweep/pass/pass.ts';
import { countTurns } from '../../../countTurns.ts';
import { RepairedRecords } from './repairing.ts';

const entity = 'place/london';

/** Postings of these days, so many each. */
const postings = (days: number, perDay: number) =>
  Array.from({ length: days }, (_, i) =>
    new Date(Date.UTC(2021, 0, 1 + i)).toISOString().slice(0, 10),
  ).flatMap((day) =>
    Array.from({ length: perDay }, (_, n) => {
      const doc = `${n}`.padStart(32, '0');
      const row = { doc, day, token: 1, title: 'Talks go on', source: 'wire', form: 'London' };
      return { ...keys.posting(entity, day, doc), ...row, mentions: 1, others: [] };
    }),
  );

const always = { comparesPostings: () => true, isKnown: () => true, comparesEntity: () => false };

test('other work runs while the days of an entity are compared', async () => {
  const [days, perDay] = [60, itemsPerTurn / 10];
  const records = new RepairedRecords();
  const rows = postings(days, perDay);
  const work = async (pass: SweepPass) => {
    const resolution = async () => ({ isEmpty: false, agrees: () => true });
    const asked = { ...always, resolution, ports: pass.ports, report: { tallies: 0, documents: 0 } };
    const partition = { pk: keys.entity(entity).pk, rows, begins: true, ends: true };
    const { turns } = await countTurns(sweepEntity(asked as unknown as SweepPass, partition));
    expect(asked.report.tallies).toBe(days);
    // Four checks look at all rows, and each day is counted.
    expect(turns).toBeGreaterThan(4 * (rows.length / itemsPerTurn - 1));
  };
  await records.repaired(work);
});

import { beforeAll, expect, it } from 'vitest';
import { deliver, type Measured } from '../../../bench/cost/deliver.ts';
import { measuredNews, measures } from '../../../bench/generator/measuredNews.ts';
import { billFor, listPrices, measuredUsage } from '../../../core/cost.ts';

let bulk: Measured;
beforeAll(async () => {
  bulk = await deliver([...measuredNews({ documents: 400, seed: 1 })], { perDay: 1000, isBulk: true });
}, 180_000);

/** Within a part of what is expected. */
function isNear(name: string, value: number, expected: number, part: number): void {
  const message = `${name}: ${value}, but ${expected} is expected; run npm run bench:cost`;
  expect(Math.abs(value / expected - 1), message).toBeLessThan(part);
}

it('matches the usage per document in core/cost.ts', () => {
  const { gigabyteSeconds: _, ...now } = bulk.perDocument;
  for (const [name, value] of Object.entries(now) as [keyof typeof now, number][]) {
    const expected = measuredUsage[name];
    // How many files LanceDB writes in a compaction depends on its threads: some cents of the bill.
    const isCents = Math.abs(value - expected) * listPrices[name] * 1_000_000 < 0.05;
    if (!isCents) isNear(name, value, expected, 0.1);
  }
});

it('measures news of the shape of the BBC corpus', () => {
  isNear('characters', bulk.characters, measures.characters, 0.05);
  isNear('entities', bulk.postings, measures.entities, 0.05);
  // Each of the first 400 texts of the corpus, in the order of their numbers, has 7.4 new names.
  isNear('new names', bulk.names, measures.newNames, 0.1);
});

it('says at most $45 for a million documents in bulk', () => {
  const { total, ...parts } = billFor(measuredUsage, 1_000_000);
  expect(Object.values(parts).reduce((sum, part) => sum + part)).toBeCloseTo(total);
  expect(total).toBeLessThanOrEqual(45);
});

/**
 * `npm run bench:trends [-- --documents N] [--risen SHARE] [--seed S]`: what the entities of `/v1/trends`
 * cost for a day of N documents (100,000). The day is drawn with the frequencies of the BBC corpus; in the
 * four weeks before, entities are as frequent, apart from chance, but some of the rarer ones are new, and the
 * share SHARE had an eighth of the documents. The last line is JSON: milliseconds of processor, the least of
 * three, and the entities whose tallies were read. The run fails if the answer is not exactly that of all
 * entities.
 */
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { daysAfter } from '../core/dates/interval.ts';
import { findEntityTrends } from '../core/queries/trends.ts';
import { Random } from '../core/random.ts';
import { keys } from '../core/records/keys.ts';
import { baselineDays, stepReached } from '../core/records/trend.ts';
import { byScore, type Trend, trendOf } from '../core/search/trends.ts';
import { entityRows } from '../functions/index/tallies.ts';
import { MemoryTable } from '../runtime/memory/table.ts';
import { postingsPerEntity } from './counting/frequencies.ts';
import { processorSince } from './figures.ts';

const day = '2026-11-27';
const share = 1 / baselineDays;
const limit = 20;
/** This share of the entities in fewer documents is new. */
const newBelow = 60;
const newShare = 0.15;

class CountedTable extends MemoryTable {
  read = 0;
  override batchGet(...args: Parameters<MemoryTable['batchGet']>): ReturnType<MemoryTable['batchGet']> {
    this.read += args[0].length;
    return super.batchGet(...args);
  }
}

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '100000' },
    risen: { type: 'string', default: '0.002' },
    seed: { type: 'string', default: '1' },
  },
});
const random = new Random(Number(values.seed));
const table = new CountedTable();
const all: Trend[] = [];
let rows = 0;
for (const [i, documents] of postingsPerEntity(Number(values.documents), random).entries()) {
  const highest = stepReached(0, documents);
  if (highest === undefined) continue;
  const isNew = documents < newBelow && random.chance(newShare);
  const usually = random.chance(Number(values.risen)) ? documents / 8 : isNew ? 0 : documents;
  const entity = `person/e${i}`;
  const earlier = Array.from({ length: baselineDays }, (_, back) => {
    const counted = around(usually);
    return [daysAfter(day, -1 - back), countsOf(counted)] as const;
  }).filter(([, { documents }]) => documents > 0);
  const before = earlier.reduce((sum, [, each]) => sum + each.documents, 0);
  for (let step = 0; step <= highest; step++, rows++)
    await table.put({ ...keys.trend(day, step, entity), entity, before });
  const today = [day, countsOf(documents)] as const;
  for (const row of entityRows(entity, [...earlier, today], 1).rows) await table.put(row);
  all.push(trendOf(entity, documents, before * share));
}
const expected = all.sort(byScore).slice(0, limit);

const milliseconds: number[] = [];
let isExact = true;
for (let round = 0; round < 3; round++) {
  table.read = 0;
  const started = process.cpuUsage();
  const found = await findEntityTrends(table, { day, share, minimum: 4, limit });
  milliseconds.push(processorSince(started));
  isExact &&= isDeepStrictEqual(found, { trends: expected });
}
const least = Math.round(Math.min(...milliseconds));
console.log(JSON.stringify({ entities: all.length, rows, read: table.read, milliseconds: least, isExact }));
process.exitCode = isExact ? 0 : 1;

function countsOf(documents: number) {
  return { documents, mentions: documents, forms: {}, also: {}, roles: {} };
}

/** A number of documents near the usual one: its deviation is the root of it. */
function around(usually: number): number {
  return Math.max(0, Math.round(usually + Math.sqrt(3 * usually) * (2 * random.next() - 1)));
}

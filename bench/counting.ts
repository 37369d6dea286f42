/**
 * `npm run bench:counting [-- --documents N,…] [--sample N] [--window S] [--batches N] [--seed S]`: what
 * counting reads and writes at 1,000, 10,000 and 100,000 documents a day. A day of documents is drawn with
 * the frequencies of the BBC corpus. The entities are sampled by their number of postings, and of each
 * sampled one every posting arrives at its time and is counted by the real stage, in batches as an event
 * source mapping makes them. An entity's cost does not depend on the others, so the sample's units per
 * posting, class by class, give those of all; what a batch reads once for all of them is added for each batch
 * of the day. The sampled name is no short one: what `index` reads to find who is meant by those is a part of
 * `npm run bench:cost`. The last line is JSON; the run fails if the reads of a million documents cost more
 * than $5.
 */
import { parseArgs } from 'node:util';
import { listPrices } from '../core/cost.ts';
import { Random } from '../core/random.ts';
import { type Arrival, countEntityDay } from './counting/entityDay.ts';
import { postingsPerEntity } from './counting/frequencies.ts';

const mostDollars = 5;
/** Entities with this many postings or more are a class, up to the next. */
const classes = [1, 2, 4, 10, 24, 60, 150, 500, 1500, 5000, 15_000];
/** How many earlier days an entity of each class has; the rows of the closed ones are not read. */
const earlierDays = (postings: number): number => Math.min(400, 2 + 4 * postings);

export interface CountingCost {
  documentsPerDay: number;
  readUnits: number;
  writeUnits: number;
  readDollarsPerMillion: number;
  writeDollarsPerMillion: number;
}

async function measure(
  documents: number,
  { sample, arrival, random }: { sample: number; arrival: Arrival; random: Random },
): Promise<CountingCost> {
  const postings = postingsPerEntity(documents, random);
  const used = { readUnits: 0, writeUnits: 0 };
  let readUnitsOfBatch = 0;
  for (const [i, least] of classes.entries()) {
    const its = postings.filter(
      (each) => each >= least && each < (classes[i + 1] ?? Number.POSITIVE_INFINITY),
    );
    const some = draw(its, least >= 5000 ? Math.ceil(sample / 4) : sample, random);
    if (some.length === 0) continue;
    const weight = sum(its) / sum(some);
    for (const each of some) {
      const counted = await countEntityDay(each, earlierDays(each), arrival, random);
      used.readUnits += weight * counted.readUnits;
      used.writeUnits += weight * counted.writeUnits;
      readUnitsOfBatch = Math.max(readUnitsOfBatch, counted.readUnitsOfBatch);
    }
  }
  used.readUnits += readUnitsOfBatch * batchesOfDay(documents, arrival);
  const round = (units: number) => Number((units / documents).toFixed(2));
  const dollars = (units: number, price: number) =>
    Number(((units / documents) * price * 1_000_000).toFixed(2));
  return {
    documentsPerDay: documents,
    readUnits: round(used.readUnits),
    writeUnits: round(used.writeUnits),
    readDollarsPerMillion: dollars(used.readUnits, listPrices.readUnits),
    writeDollarsPerMillion: dollars(used.writeUnits, listPrices.writeUnits),
  };
}

/** How many batches have a message, if each document's are in one of those that its time allows. */
function batchesOfDay(documents: number, { windowSeconds, batchesAtOnce }: Arrival): number {
  const most = (86_400 / windowSeconds) * batchesAtOnce;
  return most * (1 - (1 - 1 / most) ** documents);
}

function draw(from: readonly number[], count: number, random: Random): number[] {
  return from.length <= count ? [...from] : Array.from({ length: count }, () => random.pick(from));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      sample: { type: 'string', default: '12' },
      window: { type: 'string', default: '60' },
      batches: { type: 'string', default: '2' },
      documents: { type: 'string', default: '1000,10000,100000' },
      seed: { type: 'string', default: '1' },
    },
  });
  const arrival = { windowSeconds: Number(values.window), batchesAtOnce: Number(values.batches) };
  const found: CountingCost[] = [];
  for (const documents of values.documents.split(',').map(Number)) {
    const random = new Random(Number(values.seed));
    const cost = await measure(documents, { sample: Number(values.sample), arrival, random });
    console.log(
      `${documents} documents a day: ${cost.readUnits} read units a document, $${cost.readDollarsPerMillion} per million; ${cost.writeUnits} write units, $${cost.writeDollarsPerMillion}`,
    );
    found.push(cost);
  }
  console.log(JSON.stringify(found));
  if (found.some(({ readDollarsPerMillion }) => readDollarsPerMillion > mostDollars)) process.exitCode = 1;
}

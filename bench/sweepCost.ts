/**
 * What a pass of the sweep costs on AWS, and how long it takes: measured figures per document, times the
 * numbers of documents, at list prices and usual latencies. `npm run bench:sweep` measures again and prints
 * the values of `measuredSweep`.
 */
import { gigabytesOf, listPrices } from '../core/cost.ts';
import { thresholds } from '../core/protocol/thresholds.ts';
import { functions } from '../functions/functions.ts';
import { maximumShares } from '../functions/sweep/pass/pass.ts';
import { concurrency, rowsPerStep } from '../functions/sweep/pass/steps.ts';
import { latency, memoryOfOneProcessor, processor } from './aws/facts.ts';

/** Per document, of one pass that finds nothing wrong. */
export interface SweepFigures {
  /** Keys of the bucket. Each costs a HEAD. */
  keys: number;
  /** Rows of the table, without the small objects of the archive, and their bytes. */
  rows: number;
  bytes: number;
  /** Postings among the rows. */
  postings: number;
  /** Payloads and annotations, and the bytes of those that are rows of the table. */
  objects: number;
  smallBytes: number;
  /** Read units for claims, sources and children; and for aliases, both ways, if all are compared. */
  lookupUnits: number;
  aliasUnits: number;
  /** Calls of the table, the bucket and the archive. */
  calls: number;
  /** Milliseconds of a processor for each row, without the calls. */
  processorMilliseconds: number;
}

/** From 800 documents of invented news, in bulk. */
export const measuredSweep: SweepFigures = {
  keys: 1.01,
  rows: 18.8,
  bytes: 5740,
  postings: 5.61,
  objects: 2,
  smallBytes: 2200,
  lookupUnits: 2.73,
  aliasUnits: 3.23,
  calls: 1.73,
  processorMilliseconds: 0.0413,
};

/** A pass compares its references with those of the one before. */
const passesCompared = 2;
/** The sweep is invoked every 15 minutes and works for 13 of them. */
const dutyCycle = 13 / 15;
const processors = functions.sweep.memoryMB / memoryOfOneProcessor;

/** Milliseconds that a full page of a scan takes. */
const scanLatency = 25;
const unitBytes = 4096;
const pageBytes = 1_000_000;
const listedTogether = 1000;

export interface SweepCost {
  /** `hours` pass until all is done, because a pass waits for its next invocation in between. */
  workHours: number;
  hours: number;
  /** US dollars. */
  dollars: Record<'readUnits' | 'writeUnits' | 'lists' | 'gets' | 'lambda' | 'total', number>;
}

/** Hours and dollars of a pass over so many documents. */
export function sweepCost(documents: number, figures: SweepFigures = measuredSweep): SweepCost {
  const of = (perDocument: number) => documents * perDocument;
  const [keys, rows, objects] = [of(figures.keys), of(figures.rows), of(figures.objects)];
  const steps = rows / rowsPerStep;
  const slicesOf = (names: number) =>
    16 ** Math.max(0, Math.ceil(Math.log(names / (thresholds.sweepNames / 2)) / Math.log(16)));
  const shares = Math.min(maximumShares, Math.max(1, Math.ceil(documents / thresholds.sweepShareDocuments)));
  const metas = of(figures.postings) / shares;
  const pages = of(figures.bytes) / pageBytes;
  const bucketPages = keys / listedTogether;
  const lists = bucketPages + objects / listedTogether;
  const fileReads = steps * (slicesOf(objects) * passesCompared + slicesOf(documents) * 2);
  const files = steps * 3;
  const notes = steps + bucketPages + slicesOf(objects) + slicesOf(documents);
  // METAs are read in batches, half a unit each.
  const lookups = of(figures.lookupUnits + figures.aliasUnits / shares) + metas / 2;
  const readUnits = of(figures.bytes + figures.smallBytes) / unitBytes + lookups;
  const calls = of(figures.calls) + fileReads;
  const dollars = {
    readUnits: readUnits * listPrices.readUnits,
    writeUnits: notes * listPrices.writeUnits,
    lists: (lists + files) * listPrices.puts,
    gets: (keys + fileReads) * listPrices.gets,
    lambda: 0,
  };
  const waiting =
    lists * latency.s3.list +
    pages * scanLatency +
    (of(figures.smallBytes) / pageBytes) * scanLatency +
    (calls * latency.s3.get) / concurrency +
    files * latency.s3.put +
    notes * latency.table;
  const processing = rows * figures.processorMilliseconds + calls * processor.call;
  const workHours = (waiting + processing / processors) / 3_600_000;
  dollars.lambda = workHours * 3600 * gigabytesOf(functions.sweep) * listPrices.gigabyteSeconds;
  const total = Object.values(dollars).reduce((sum, each) => sum + each, 0);
  return { workHours, hours: workHours / dutyCycle, dollars: { ...dollars, total } };
}

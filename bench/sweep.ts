/**
 * `npm run bench:sweep [-- --documents N]`: sends generated news through the real stages over ports in
 * memory, sweeps, and prints what a pass meets and takes per document, and what it costs at several sizes.
 * Numbers are exact for this corpus; milliseconds depend on the machine.
 */
import { parseArgs } from 'node:util';
import type { Item } from '../core/ports/table.ts';
import { enqueueKeys } from '../core/protocol/messages.ts';
import { paginate } from '../core/protocol/paginate.ts';
import { type Thresholds, thresholds } from '../core/protocol/thresholds.ts';
import { annotationPrefix, payloadPrefix } from '../core/records/archive.ts';
import { smallObjectPrefix } from '../core/records/keys.ts';
import { forEachQueue } from '../functions/forEachQueue.ts';
import { runStages } from '../functions/runStages.ts';
import { maximumShares } from '../functions/sweep/pass/pass.ts';
import { type SweepPorts, sweep } from '../functions/sweep/sweep.ts';
import { annotator } from '../runtime/annotator.ts';
import { SmallObjects } from '../runtime/aws/smallObjects.ts';
import { itemSize } from '../runtime/local/itemLimits.ts';
import { MemoryQueue } from '../runtime/memory/queue.ts';
import { readUnits, sizeOf } from './aws/units.ts';
import { processorSince, round } from './figures.ts';
import { corpus } from './generator/corpus.ts';
import { memoryPorts } from './storeFiles.ts';
import { type SweepFigures, sweepCost } from './sweepCost.ts';

/** The calls of a pass, and the read units of those that are no scan. */
async function callsOfSweep(
  ports: SweepPorts,
  limits: Thresholds,
): Promise<{ calls: number; units: number }> {
  const made = { calls: 0, units: 0 };
  const count = <P extends object>(port: P): P =>
    new Proxy(port, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name, target);
        if (typeof method !== 'function') return method;
        return async (...parameters: unknown[]) => {
          const result: unknown = await method.apply(target, parameters);
          made.calls += name === 'batchGet' ? Math.ceil((parameters[0] as unknown[]).length / 100) : 1;
          const rows = name === 'get' ? [result] : name === 'batchGet' ? (result as unknown[]) : [];
          for (const row of rows) made.units += readUnits(sizeOf(row as Item | undefined));
          return result;
        };
      },
    });
  const { table, inbox, archive } = ports;
  const counted = { ...ports, table: count(table), inbox: count(inbox), archive: count(archive) };
  await sweep({ ...counted, thresholds: limits });
  return made;
}

/** What a pass meets and takes, per document. */
async function measureSweep(documents: number, seed: number): Promise<SweepFigures> {
  const memory = memoryPorts();
  const { inbox, table, clock } = memory;
  const ports = {
    ...memory,
    annotate: annotator(),
    archive: new SmallObjects(memory.archive, table, clock),
    queues: forEachQueue(() => new MemoryQueue()),
  };
  const keys = new Set<string>();
  for (const operation of corpus({ documents, seed })) {
    if (operation.op === 'delete') await inbox.delete(operation.key);
    else await inbox.put(operation.key, operation.body);
    keys.add(operation.key);
  }
  await runStages(ports, ({ uploads }) => enqueueKeys(uploads, [...keys]));
  await sweep(ports); // the first pass also compiles the code
  const all = await callsOfSweep(ports, thresholds);
  const shared = await callsOfSweep(ports, { ...thresholds, sweepShareDocuments: documents / maximumShares });
  const aliasUnits = ((all.units - shared.units) * maximumShares) / (maximumShares - 1);
  const began = process.cpuUsage();
  await sweep(ports);
  const processor = processorSince(began);
  const items = [...table.items()];
  const rows = items.filter(({ pk }) => !pk.startsWith(smallObjectPrefix));
  const bytesOf = (some: typeof items) => some.reduce((sum, item) => sum + itemSize(item), 0);
  let objects = 0;
  for (const prefix of [payloadPrefix, annotationPrefix])
    for await (const _ of paginate((cursor) => ports.archive.list(prefix, cursor))) objects++;
  const stored = rows.filter(
    ({ pk, sk, applied }) => pk.startsWith('DOC#') && sk === 'META' && applied,
  ).length;
  const per = (count: number) => round(count / stored);
  return {
    keys: per(rows.filter(({ pk, sk }) => pk.startsWith('OBJ#') && sk === 'META').length),
    rows: per(rows.length),
    bytes: per(bytesOf(rows)),
    postings: per(rows.filter(({ sk }) => sk.startsWith('DAY#')).length),
    objects: per(objects),
    smallBytes: per(bytesOf(items) - bytesOf(rows)),
    lookupUnits: per(all.units - aliasUnits),
    aliasUnits: per(aliasUnits),
    calls: per(shared.calls),
    processorMilliseconds: round(processor / rows.length),
  };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { documents: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
  });
  const figures = await measureSweep(Number(values.documents), Number(values.seed));
  const sizes = [100_000, 1_000_000, 10_000_000].map((size) => [size, sweepCost(size, figures)]);
  console.log(JSON.stringify({ figures, passes: Object.fromEntries(sizes) }, undefined, 2));
}

/** Rebuilds the records in memory: every key of the bucket once, in order, without failures. */

import type { Objects } from '../../core/ports/objects.ts';
import type { Item } from '../../core/ports/table.ts';
import { enqueueDocuments, enqueueKeys } from '../../core/protocol/messages.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { thresholds } from '../../core/protocol/thresholds.ts';
import { placesAmong } from '../../core/queries/shortNamePlaces.ts';
import { differingAmong } from '../../functions/index/relink.ts';
import { runStages } from '../../functions/runStages.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { MemorySearch } from '../../runtime/memory/search.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';
import {
  type EarlierRecords,
  nothingTaken,
  removeUnused,
  type TakenOver,
  takeOver,
} from './earlierVersions.ts';

/** Once is enough, unless names of one crowd are evidence for those of another. */
const mostRounds = 4;

type RebuildOptions = Pick<Ports, 'read' | 'annotate' | 'log' | 'clock' | 'codeVersions' | 'thresholds'> & {
  /** Rebuild these keys instead of all keys that have a current version. */
  only?: Iterable<string>;
  /** The rows of the log of people's decisions. */
  decisions?: Iterable<Item>;
  /** The records, of which it takes over what earlier versions made; without them it makes all anew. */
  earlier?: EarlierRecords;
};

export interface Rebuild {
  table: MemoryTable;
  search: MemorySearch;
  taken: TakenOver;
}

/** @throws if a stage fails; `log` has the cause */
export async function rebuild(
  inbox: Objects,
  {
    read,
    annotate,
    log,
    clock,
    codeVersions,
    thresholds: sizes,
    only,
    decisions = [],
    earlier,
  }: RebuildOptions,
): Promise<Rebuild> {
  const table = new MemoryTable();
  for (const row of decisions) await table.put(row);
  const search = new MemorySearch();
  const archive = new MemoryObjects(clock);
  const ports = {
    inbox,
    read,
    annotate,
    archive,
    table,
    search,
    clock,
    log,
    ...(codeVersions && { codeVersions }),
    ...(sizes && { thresholds: sizes }),
  };
  const keys = only === undefined ? await currentKeys(inbox) : [...only];
  const taken = earlier === undefined ? nothingTaken() : await takeOver(earlier, { archive, table });
  await runStages(ports, async ({ uploads, normalized }) => {
    await enqueueKeys(
      uploads,
      keys.filter((key) => !taken.files.has(key)),
    );
    await enqueueDocuments(normalized, taken.documents);
  });
  await askCrowdsAgain(ports);
  await removeUnused({ archive, table }, taken);
  return { table, search, taken };
}

/** Does what a sweep does for crowded names: no change of the evidence has them asked again at once. */
async function askCrowdsAgain(
  ports: Parameters<typeof runStages>[0] & { table: MemoryTable },
): Promise<void> {
  const { relinkedDocuments } = ports.thresholds ?? thresholds;
  for (let round = 0; round < mostRounds; round++) {
    const docs: string[] = [];
    for (const [pk, rows] of Map.groupBy(ports.table.items('ENT#person/'), ({ pk }) => pk)) {
      if (rows.length <= relinkedDocuments) continue;
      const id = pk.slice('ENT#'.length);
      docs.push(...(await differingAmong(ports, id, await placesAmong(id, rows))));
    }
    if (docs.length === 0) return;
    await runStages(ports, ({ normalized }) => enqueueDocuments(normalized, docs));
  }
}

/** All keys that have a current version. */
export async function currentKeys(inbox: Objects): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of paginate((cursor) => inbox.list('', cursor))) keys.push(key);
  return keys;
}

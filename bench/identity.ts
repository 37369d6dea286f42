/**
 * `npm run bench:identity [-- --corpus FILE] [--documents N]`: what the links between documents cost, in
 * processor time and in write units. The texts go through all stages twice, side by side: as usual, and with
 * a table that answers every question about short names with nothing and keeps none of their rows, so that
 * nothing is linked. Then both archives are asked the same. The last line is JSON; the run fails if ingest is
 * more than a tenth dearer, look-ups more than 1.3 times, or a document takes more than one write unit more.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Query, Table } from '../core/ports/table.ts';
import { paginate } from '../core/protocol/paginate.ts';
import { shortNamePrefix } from '../core/records/keys.ts';
import { annotator } from '../runtime/annotator.ts';
import { SqliteTable } from '../runtime/local/table.ts';
import type { MemoryObjects } from '../runtime/memory/objects.ts';
import type { MemorySearch } from '../runtime/memory/search.ts';
import { Meter, MeteredTable } from './cost/meters.ts';
import { readTexts, type Text } from './cost/texts.ts';
import { errorsOnly } from './errorsOnly.ts';
import { median, processorSince, round } from './figures.ts';
import { measuredNews } from './generator/measuredNews.ts';
import { MeteredApi } from './query/meteredApi.ts';
import { memoryPorts, storeFiles } from './storeFiles.ts';

const rounds = 5;
const mostIngest = 1.1;
const mostLookUp = 1.3;
/** For each document, on average. */
const mostWriteUnits = 1;
/** So many documents and persons of each archive are looked up in a round. */
const asked = 150;

const annotate = annotator();

/** Without evidence there are no links, and without rows no short names. */
function unlinked(table: Table): Table {
  const isEvidence = ({ prefix = '', from = '', descending, consistent }: Query) =>
    from.startsWith(shortNamePrefix) ||
    (from.startsWith('DAY#') && descending === true && consistent === true) ||
    prefix.endsWith('#person/') ||
    prefix.includes('~');
  return {
    get: (key, options) => table.get(key, options),
    batchGet: (keys) => table.batchGet(keys),
    put: async (item, condition) => (item.sk.startsWith(shortNamePrefix) ? true : table.put(item, condition)),
    update: (key, set, condition) => table.update(key, set, condition),
    delete: (key, condition) => table.delete(key, condition),
    query: async (query) => (isEvidence(query) ? { items: [] } : table.query(query)),
    scan: (after) => table.scan(after),
  };
}

interface Archive {
  table: SqliteTable;
  inbox: MemoryObjects;
  archive: MemoryObjects;
  search: MemorySearch;
  /** Milliseconds of a processor for each document. */
  cost: number;
}

async function ingest(
  texts: readonly Text[],
  folder: string,
  wrap: (table: Table) => Table,
): Promise<Archive> {
  const ports = memoryPorts();
  const table = new SqliteTable(join(mkdtempSync(join(folder, 'table-')), 'table.sqlite'));
  const before = process.cpuUsage();
  await storeFiles(texts, { ...ports, table: wrap(table), annotate });
  return { ...ports, table, cost: processorSince(before) / texts.length };
}

/** The requests of a round: documents, their mentions, persons and their documents. */
async function questions({ table }: Archive): Promise<string[]> {
  const items = await Array.fromAsync(paginate((after) => table.scan(after)));
  const some = (prefix: string) =>
    items
      .filter(({ pk, sk, documents }) => pk.startsWith(prefix) && sk === 'META' && documents !== 0)
      .map(({ pk }) => pk.slice(pk.indexOf('#') + 1))
      .sort()
      .slice(0, asked);
  return [
    ...some('DOC#').flatMap((id) => [`/v1/documents/${id}`, `/v1/documents/${id}/mentions`]),
    ...some('ENT#person/').flatMap((id) => [`/v1/entities/${id}`, `/v1/entities/${id}/documents`]),
  ];
}

const { values } = parseArgs({
  options: { corpus: { type: 'string' }, documents: { type: 'string', default: '250' } },
});
const texts =
  values.corpus === undefined
    ? [...measuredNews({ documents: Number(values.documents), seed: 1 })]
    : readTexts(values.corpus).slice(0, Number(values.documents));
const ways = { linked: (table: Table) => table, alone: unlinked };
type Way = keyof typeof ways;
const costs: Record<'ingest' | 'lookUp', Record<Way, number[]>> = {
  ingest: { linked: [], alone: [] },
  lookUp: { linked: [], alone: [] },
};
const meters: Record<Way, Meter> = { linked: new Meter(), alone: new Meter() };
const folder = mkdtempSync(join(tmpdir(), 'identity-'));
try {
  const archives: Partial<Record<Way, Archive>> = {};
  for (let round = 0; round <= rounds; round++)
    for (const way of Object.keys(ways) as Way[]) {
      // The first round warms up, so it can be metered: what reaches the table.
      const metered = (table: Table) => ways[way](new MeteredTable(table, meters[way]));
      const archive = await ingest(texts, folder, round === 0 ? metered : ways[way]);
      archives[way]?.table.close();
      archives[way] = archive;
      if (round > 0) costs.ingest[way].push(archive.cost);
    }
  const apis = await Promise.all(
    (Object.entries(archives) as [Way, Archive][]).map(async ([way, archive]) => ({
      way,
      api: new MeteredApi({ ...archive, end: Date.now() }, errorsOnly),
      paths: await questions(archive),
    })),
  );
  for (let round = 0; round <= rounds; round++)
    for (const { way, api, paths } of apis) {
      const before = process.cpuUsage();
      for (const path of paths) await api.request(path);
      if (round > 0) costs.lookUp[way].push(processorSince(before) / paths.length);
    }
  for (const { table } of Object.values(archives)) table.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const result = Object.fromEntries(
  Object.entries(costs).map(([what, { linked, alone }]) => [
    what,
    {
      linked: round(median(linked)),
      alone: round(median(alone)),
      // Round by round, so that what slows the machine down slows both.
      ratio: round(median(linked.map((cost, i) => cost / (alone[i] ?? cost)))),
    },
  ]),
);
const writeUnits = round((meters.linked.used.writeUnits - meters.alone.used.writeUnits) / texts.length);
console.log(JSON.stringify({ documents: texts.length, ...result, writeUnits }));
const isDear =
  (result.ingest?.ratio ?? 0) > mostIngest ||
  (result.lookUp?.ratio ?? 0) > mostLookUp ||
  writeUnits > mostWriteUnits;
process.exitCode = isDear ? 1 : 0;

/**
 * Fills a table, an archive and a search table with generated news, as the pipeline would leave them but
 * without its queues: the stages' own functions make the rows, tallies and search rows. The folder is a home,
 * on which the application can be started.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { daysAfter } from '../../core/dates/interval.ts';
import { documentId, payloadId, serialize } from '../../core/document/documentIdentity.ts';
import type { SearchRow } from '../../core/ports/search.ts';
import type { Item } from '../../core/ports/table.ts';
import { searchDivision } from '../../core/protocol/topology.ts';
import { searchRow } from '../../core/queries/searchRows/searchRow.ts';
import { Random } from '../../core/random.ts';
import { annotationKey, payloadKey } from '../../core/records/archive.ts';
import type { Posting } from '../../core/records/entity.ts';
import { currentEpoch } from '../../core/records/epoch.ts';
import { keys } from '../../core/records/keys.ts';
import { quarantineIndexKeys } from '../../core/records/refusals.ts';
import { baselineDays, stepReached } from '../../core/records/trend.ts';
import { countPostings } from '../../functions/index/counts.ts';
import { entityRows as rowsOfEntity } from '../../functions/index/tallies.ts';
import { changeRow, metaRow, postingRows } from '../../functions/store/documentRows.ts';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { FolderObjects } from '../../runtime/local/objects.ts';
import { SqliteTable } from '../../runtime/local/table.ts';
import { drawEvent, entitiesOf, writeStory } from '../generator/story.ts';
import { sources } from '../generator/vocabulary.ts';
import {
  annotationFromSpec,
  contentFromSpec,
  type StorySpec,
  sourceFromSpec,
  specModel,
} from '../storyRecords.ts';

const token = 1;
const day = 24 * 60 * 60_000;
const start = Date.parse('2021-03-01T00:00:00Z');
/** Every corpus covers the same days, so that corpora differ only in size. */
const days = 30;
const rowsAtOnce = 2_000;
const searchRowsAtOnce = 5_000;
/** One refused file per this many documents. */
const refusedEvery = 100;

/** The facts that queries are drawn from. */
const facts = z.object({
  /** In order of publication. */
  documents: z.array(z.object({ id: z.string(), title: z.string() })),
  /** The number of documents per entity. */
  entities: z.record(z.string(), z.number()),
  /** A time after the last document, in milliseconds since 1970. */
  end: z.number(),
});
export type Facts = z.infer<typeof facts>;

export interface QueryCorpus extends Facts {
  table: SqliteTable;
  inbox: FolderObjects;
  archive: FolderObjects;
  search: LanceSearch;
  close(): Promise<void>;
}

/**
 * Opens the corpus in a folder, and fills it first if it is new.
 * @param folder a corpus of the same size and seed that it already holds is reused
 */
export async function openQueryCorpus(folder: string, documents: number, seed: number): Promise<QueryCorpus> {
  const clock = () => start;
  const table = new SqliteTable(join(folder, 'table.sqlite'));
  const epoch = await currentEpoch({ table, clock });
  const ports = {
    table,
    inbox: new FolderObjects({ folder: join(folder, 'inbox'), clock }),
    archive: new FolderObjects({ folder: join(folder, 'archive'), clock }),
    search: await LanceSearch.open({ uri: join(folder, 'search', epoch.id), division: searchDivision.local }),
  };
  const close = async () => {
    await ports.search.close();
    for (const each of [ports.table, ports.inbox, ports.archive]) each.close();
  };
  const file = join(folder, `facts-${documents}-${seed}.json`);
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(await fill(ports, documents, seed)));
  await ports.search.summarizeDays({ until: Number.POSITIVE_INFINITY });
  return { ...ports, ...facts.parse(JSON.parse(readFileSync(file, 'utf8'))), close };
}

/** By entity, then by day. */
type PostingsByDay = Map<string, Map<string, Posting[]>>;

async function fill(
  { table, archive, search }: Pick<QueryCorpus, 'table' | 'archive' | 'search'>,
  count: number,
  seed: number,
): Promise<Facts> {
  const documents: Facts['documents'] = [];
  const postingsByEntity: PostingsByDay = new Map();
  const rows: Item[] = [];
  const searchRows: SearchRow[] = [];
  const flush = async (minRows: number, minSearchRows: number) => {
    if (rows.length >= minRows) await Promise.all(rows.splice(0).map((row) => table.put(row)));
    if (searchRows.length >= minSearchRows) await search.merge(searchRows.splice(0));
  };
  for (const { time, story } of stories(count, seed)) {
    const doc = documentId({ key: story.key, part: '', ordinal: 0 });
    const content = contentFromSpec(story);
    const payload = payloadId(serialize(content));
    const annotation = annotationFromSpec(content, payload, story);
    const basis = { payload, model: specModel };
    const winner = { source: sourceFromSpec(story, payload), basis, content, annotation };
    await archive.put(payloadKey(payload), serialize(content));
    await archive.put(annotationKey(basis), JSON.stringify(annotation));
    const postings = [...postingRows(doc, winner)].map(([entity, row]) => ({
      entity,
      row: { ...row, token },
    }));
    const changed = {
      ...changeRow(doc, undefined, winner, { converged: true, relinked: false }),
      time: new Date(time).toISOString(),
    };
    const documentRows = [
      { ...keys.document(doc), ...metaRow(token, doc, winner), token },
      { ...keys.change(changed.time, doc), ...changed },
      ...postings.map(({ entity, row }) => ({ ...keys.posting(entity, row.day, doc), ...row })),
      ...(documents.length % refusedEvery === 0
        ? [refusedRow(`refused/${documents.length}.txt`, changed.time)]
        : []),
    ];
    rows.push(...documentRows.map(itemOf));
    searchRows.push(await searchRow({ doc, token, ingested: changed.time }, content, annotation));
    for (const { entity, row } of postings) addPosting(postingsByEntity, entity, row);
    documents.push({ id: doc, title: story.title });
    await flush(rowsAtOnce, searchRowsAtOnce);
  }
  const entities: Facts['entities'] = {};
  for (const [entity, days] of postingsByEntity) {
    const { documents: count, rows: entityItems } = entityRows(entity, days);
    entities[entity] = count;
    rows.push(...entityItems);
    await flush(rowsAtOnce, searchRowsAtOnce);
  }
  await flush(1, 1);
  await search.compactAll();
  return { documents, entities, end: start + days * day };
}

function* stories(documents: number, seed: number): Generator<{ time: number; story: StorySpec }> {
  const random = new Random(seed);
  for (let i = 0; i < documents; i++) {
    const time = start + Math.floor((i * days * day) / documents);
    const source = random.pick(sources);
    const event = drawEvent(random, random.chance(0.2));
    const written = writeStory(random, String(i), source, event, time, 'A. Writer');
    const names: Record<string, string[]> = {};
    for (const { type, name } of entitiesOf(written)) names[type] = [...(names[type] ?? []), name];
    yield {
      time,
      story: {
        key: `${source.folder}/${i}.txt`,
        published: new Date(time).toISOString(),
        modified: time,
        title: written.title.text,
        paragraphs: written.paragraphs.map(({ text }) => text),
        source: source.name,
        names,
      },
    };
  }
}

function refusedRow(key: string, at: string) {
  const { pk, sk } = keys.claim(key);
  const refusal = { code: 'input.empty', evidence: '0 bytes' };
  return {
    pk,
    sk,
    key,
    token,
    outcome: 'refused',
    at,
    refusal,
    ...quarantineIndexKeys(refusal.code, at, pk),
  };
}

/** Leaves out absent fields, as the table's adapters do. */
function itemOf(row: object): Item {
  return JSON.parse(JSON.stringify(row));
}

function addPosting(postingsByEntity: PostingsByDay, entity: string, posting: Posting): void {
  const days = postingsByEntity.get(entity) ?? new Map<string, Posting[]>();
  const postings = days.get(posting.day) ?? [];
  postings.push({ ...posting, title: '', others: [] });
  postingsByEntity.set(entity, days.set(posting.day, postings));
}

/** An entity's summary, its aliases and its months. */
function entityRows(
  entity: string,
  days: ReadonlyMap<string, Posting[]>,
): { documents: number; rows: Item[] } {
  const counted = [...days].map(([date, postings]) => [date, countPostings(postings)] as const);
  const { meta, rows: own } = rowsOfEntity(entity, counted, token);
  const named = meta.aliases.map((folded) => ({ ...keys.alias(folded, entity), entity, folded, token }));
  const trends = counted.flatMap(([date, { documents }]) => {
    const step = stepReached(0, documents);
    if (step === undefined) return [];
    const first = daysAfter(date, -baselineDays);
    const baseline = counted.filter(([other]) => other >= first && other < date);
    const before = baseline.reduce((sum, [, each]) => sum + each.documents, 0);
    return [{ ...keys.trend(date, step, entity), entity, before }];
  });
  const rows = [...own, ...named, ...trends].map(itemOf);
  return { documents: meta.documents, rows };
}

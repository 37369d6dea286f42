/**
 * A newsroom as the pipeline would leave it, of invented news, filled without its queues: rows, tallies and search rows are made by the stages' own
 * functions. SQLite and LanceDB on a folder, as on one machine.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { documentId, payloadId, serialize } from '../../core/document/identity.ts';
import type { SearchRow } from '../../core/ports/search.ts';
import type { Item } from '../../core/ports/table.ts';
import { Random } from '../../core/random.ts';
import { annotationKey, payloadKey } from '../../core/records/archive.ts';
import type { DayTally, Posting } from '../../core/records/entity.ts';
import { keys, refusedPartition, tallyField } from '../../core/records/keys.ts';
import { rowOf } from '../../functions/index/searchRows.ts';
import { summaryOf, tallyOf } from '../../functions/index/tallies.ts';
import { changeRow, metaRow, postingRows } from '../../functions/store/rows.ts';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { FolderObjects } from '../../runtime/local/objects.ts';
import { SqliteTable } from '../../runtime/local/table.ts';
import { annotationOf, contentOf, model, type Story, sourceOf } from '../../test/unit/api/newsroom.ts';
import { entitiesOf, happening, write } from '../generator/story.ts';
import { sources } from '../generator/vocabulary.ts';

const token = 1;
const day = 24 * 60 * 60_000;
const start = Date.parse('2021-03-01T00:00:00Z');
/** However many documents, they are of these days, so that what differs is their number alone. */
const days = 30;
const rowsAtOnce = 2_000;
const searchRowsAtOnce = 5_000;
/** One file in so many was refused. */
const refusedEvery = 100;

/** What is asked about later. */
const facts = z.object({
  /** In the order in which they were published. */
  documents: z.array(z.object({ id: z.string(), title: z.string() })),
  /** How many documents each entity has. */
  entities: z.record(z.string(), z.number()),
  /** After the last of them, milliseconds since 1970. */
  end: z.number(),
});
type Facts = z.infer<typeof facts>;

export interface Corpus extends Facts {
  table: SqliteTable;
  inbox: FolderObjects;
  archive: FolderObjects;
  search: LanceSearch;
  close(): Promise<void>;
}

/** @param folder what is there already is used again */
export async function corpusIn(folder: string, documents: number, seed: number): Promise<Corpus> {
  const clock = () => start;
  const ports = {
    table: new SqliteTable(join(folder, 'table.sqlite')),
    inbox: new FolderObjects({ folder: join(folder, 'inbox'), clock }),
    archive: new FolderObjects({ folder: join(folder, 'archive'), clock }),
    search: await LanceSearch.open({ uri: join(folder, 'search') }),
  };
  const close = async () => {
    await ports.search.close();
    for (const each of [ports.table, ports.inbox, ports.archive]) each.close();
  };
  const file = join(folder, `facts-${documents}-${seed}.json`);
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(await fill(ports, documents, seed)));
  return { ...ports, ...facts.parse(JSON.parse(readFileSync(file, 'utf8'))), close };
}

type Tallied = Map<string, Map<string, Posting[]>>;

async function fill(
  { table, archive, search }: Pick<Corpus, 'table' | 'archive' | 'search'>,
  count: number,
  seed: number,
): Promise<Facts> {
  const documents: Facts['documents'] = [];
  const tallied: Tallied = new Map();
  const rows: Item[] = [];
  const searchRows: SearchRow[] = [];
  const flush = async (least: number, searched: number) => {
    if (rows.length >= least) await Promise.all(rows.splice(0).map((row) => table.put(row)));
    if (searchRows.length >= searched) await search.merge(searchRows.splice(0));
  };
  for (const { time, story } of stories(count, seed)) {
    const doc = documentId({ key: story.key, part: '', ordinal: 0 });
    const content = contentOf(story);
    const payload = payloadId(serialize(content));
    const annotation = annotationOf(content, payload, story);
    const basis = { payload, model };
    const winner = { source: sourceOf(story, payload), basis, content, annotation };
    await archive.put(payloadKey(payload), serialize(content));
    await archive.put(annotationKey(basis), JSON.stringify(annotation));
    const postings = [...postingRows(doc, winner)].map(([entity, row]) => ({
      entity,
      row: { ...row, token },
    }));
    const changed = { ...changeRow(doc, undefined, winner), time: new Date(time).toISOString() };
    const made = [
      { ...keys.document(doc), ...metaRow(token, doc, winner), token },
      { ...keys.change(changed.time, doc), ...changed },
      ...postings.map(({ entity, row }) => ({ ...keys.posting(entity, row.day, doc), ...row })),
      ...(documents.length % refusedEvery === 0
        ? [refused(`refused/${documents.length}.txt`, changed.time)]
        : []),
    ];
    rows.push(...made.map(stored));
    searchRows.push(rowOf(doc, token, content, annotation));
    for (const { entity, row } of postings) note(tallied, entity, row);
    documents.push({ id: doc, title: story.title });
    await flush(rowsAtOnce, searchRowsAtOnce);
  }
  const entities: Facts['entities'] = {};
  for (const [entity, days] of tallied) {
    const made = tallyRows(entity, days);
    entities[entity] = made.documents;
    rows.push(...made.rows);
    await flush(rowsAtOnce, searchRowsAtOnce);
  }
  await flush(1, 1);
  await search.optimize();
  return { documents, entities, end: start + days * day };
}

function* stories(documents: number, seed: number): Generator<{ time: number; story: Story }> {
  const random = new Random(seed);
  for (let i = 0; i < documents; i++) {
    const time = start + Math.floor((i * days * day) / documents);
    const source = random.pick(sources);
    const told = write(random, String(i), source, happening(random, random.chance(0.2)), time, 'A. Writer');
    const names: Record<string, string[]> = {};
    for (const { type, name } of entitiesOf(told)) names[type] = [...(names[type] ?? []), name];
    const said = {
      title: told.title.text,
      paragraphs: told.paragraphs.map(({ text }) => text),
      source: source.name,
      names,
    };
    yield {
      time,
      story: {
        key: `${source.folder}/${i}.txt`,
        published: new Date(time).toISOString(),
        modified: time,
        ...said,
      },
    };
  }
}

function refused(key: string, at: string) {
  const { pk, sk } = keys.claim(key);
  const refusal = { code: 'input.empty', evidence: 'of 0 bytes' };
  return {
    pk,
    sk,
    key,
    token,
    outcome: 'refused',
    at,
    refusal,
    listPk: refusedPartition(refusal.code),
    listSk: `${at}#${pk}`,
  };
}

/** Without what is not there, as the table's adapters leave it out. */
function stored(row: object): Item {
  return JSON.parse(JSON.stringify(row));
}

function note(tallied: Tallied, entity: string, posting: Posting): void {
  const days = tallied.get(entity) ?? new Map<string, Posting[]>();
  const postings = days.get(posting.day) ?? [];
  postings.push({ ...posting, title: '', others: [] });
  tallied.set(entity, days.set(posting.day, postings));
}

/** The months of an entity, its META and its aliases. */
function tallyRows(
  entity: string,
  days: ReadonlyMap<string, Posting[]>,
): { documents: number; rows: Item[] } {
  const counted = [...days].map(([date, postings]): [string, DayTally] => [
    date,
    { token, ...tallyOf(postings) },
  ]);
  const months = new Map<string, Item>();
  for (const [date, tally] of counted) {
    const key = keys.tally(entity, date);
    months.set(key.sk, { ...(months.get(key.sk) ?? key), [tallyField(date)]: { ...tally } });
  }
  const { meta, aliases } = summaryOf(entity, counted);
  const named = aliases.map((folded) => ({ ...keys.alias(folded, entity), entity, folded, token }));
  const rows = [
    { ...keys.entity(entity), ...meta, aliases, token, settled: token },
    ...named,
    ...months.values(),
  ].map(stored);
  return { documents: meta.documents, rows };
}

/**
 * An entity in 100,000 documents: what it costs to list them, to tell its time, and to count one of its days
 * again.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Item, Query, Table } from '../../../../core/ports/table.ts';
import { readDocuments } from '../../../../core/queries/documents.ts';
import { readTimeline } from '../../../../core/queries/timeline.ts';
import { type Counts, entityMeta, type Posting } from '../../../../core/records/entity.ts';
import { keys } from '../../../../core/records/keys.ts';
import { countPostings } from '../../../../functions/index/counts.ts';
import { entityRows, tallyEntity } from '../../../../functions/index/tallies.ts';
import { metaRow, type Winner } from '../../../../functions/store/documentRows.ts';
import { SqliteTable } from '../../../../runtime/local/table.ts';

const entity = 'place/london';
const perDay = 400;
const days = Array.from({ length: 250 }, (_, i) =>
  new Date(Date.UTC(2021, 0, 1 + i)).toISOString().slice(0, 10),
);
const none = {};

const table = new SqliteTable(':memory:');
/** How many items were read. */
let read = 0;
const counting: Table = new Proxy(table, {
  get: (target, name) => {
    if (name === 'query') {
      return async (query: Query) => {
        const page = await target.query(query);
        read += page.items.length;
        return page;
      };
    }
    if (name === 'batchGet') {
      return async (itemKeys: Parameters<Table['batchGet']>[0]) => {
        read += itemKeys.length;
        return target.batchGet(itemKeys);
      };
    }
    const method = Reflect.get(target, name) as unknown;
    return typeof method === 'function' ? method.bind(target) : method;
  },
});

const docOf = (day: number, i: number): string =>
  `${String(day).padStart(4, '0')}${String(i).padStart(28, '0')}`;
const postingOf = (day: string, doc: string): Posting => ({
  doc,
  day,
  token: 1,
  title: 'Talks go on',
  source: 'wire',
  form: 'London',
  mentions: 2,
  others: [],
});

/** META of a listed document; only the fields that lists show matter here. */
function metaOf(day: string, doc: string): Item {
  const winner = {
    source: {
      key: 'a.txt',
      version: 'v1',
      part: '',
      format: 'text',
      charset: 'utf-8',
      bytes: 1,
      payload: doc,
      modified: 0,
    },
    basis: { payload: doc, model: 'm' },
    content: {
      schema: 'news.doc/1',
      title: 'Talks go on',
      paragraphs: [],
      authors: [],
      published: { value: day, precision: 'day', tzKnown: false, source: 'text' },
      language: { tag: 'en', source: 'none', confidence: 0 },
      source: { name: 'wire' },
      subjects: [],
      quality: { extractor: 'text', confidence: 1, flags: [] },
    },
    annotation: { schema: 'news.annotation/1', payload: doc, model: 'm', mentions: [], entities: [] },
  } satisfies Winner;
  const fields = Object.entries(metaRow(1, doc, winner)).filter(([, value]) => value !== undefined);
  return { ...keys.document(doc), ...Object.fromEntries(fields), token: 1 } as Item;
}

beforeAll(async () => {
  const counted: [string, Counts][] = [];
  for (const [d, day] of days.entries()) {
    const postings = Array.from({ length: perDay }, (_, i) => postingOf(day, docOf(d, i)));
    await Promise.all(
      postings.map((posting) => table.put({ ...keys.posting(entity, day, posting.doc), ...posting })),
    );
    counted.push([day, countPostings(postings)]);
  }
  for (const row of entityRows(entity, counted, 1).rows) await table.put(row);
  const last = days.length - 1;
  for (let i = 0; i < perDay; i++) await table.put(metaOf(days[last] ?? '', docOf(last, i)));
});
afterAll(() => table.close());

describe('an entity in 100,000 documents', () => {
  it('lists its newest with two reads each', async () => {
    read = 0;
    const page = await readDocuments(
      counting,
      { entities: [[entity]], published: none, ingested: none },
      { limit: 20 },
    );
    expect(page.documents).toHaveLength(20);
    expect(page.next).toBeDefined();
    expect(read).toBeLessThan(60);
  });

  it('has a timeline that reads months, not documents', async () => {
    read = 0;
    const { periods, next } = await readTimeline(counting, [entity], { interval: 'day' }, { limit: 100 });
    expect(periods).toHaveLength(100);
    expect(periods.every(({ documents }) => documents === perDay)).toBe(true);
    expect(next).toBeDefined();
    expect(read).toBeLessThanOrEqual(12);
  });

  it('recounts a day by reading its postings and the months', async () => {
    const day = days[100] ?? '';
    const doc = docOf(100, perDay);
    await table.put({ ...keys.posting(entity, day, doc), ...postingOf(day, doc) });
    read = 0;
    await tallyEntity({ table: counting, clock: () => 1e12 }, entity, new Map([[day, {}]]));
    expect(read).toBeLessThan(perDay + 1 + 12);
    expect(entityMeta.parse(await table.get(keys.entity(entity)))).toMatchObject({
      documents: 100_001,
      mentions: 200_002,
      name: 'London',
    });
  });
});

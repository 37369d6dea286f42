/** Random documents with their index keys and postings, for property tests of the queries. */
import fc from 'fast-check';
import { undated } from '../../../../core/dates/calendar.ts';
import { hash } from '../../../../core/hash.ts';
import { keys, listPartition, shardOf, sourcePartition } from '../../../../core/records/keys.ts';
import { entityRows } from '../../../../functions/index/tallies.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

export interface SampleDocument {
  doc: string;
  day: string;
  source: string;
  entities: string[];
}

export const entityIds = ['place/lagos', 'place/oslo', 'place/quito', 'group/doves'];
export const days = [undated, '2021-04-30', '2021-05-03', '2021-05-04', '2021-07-01'];

const sampleDocument = fc.record({
  day: fc.constantFrom(...days),
  source: fc.constantFrom('The Lamp', 'Valley Post'),
  entities: fc.subarray(entityIds, { minLength: 1 }),
});

/** Up to 25 documents with distinct ids. */
export const sampleDocuments = fc
  .array(sampleDocument, { maxLength: 25 })
  .map((documents) => documents.map((each, i): SampleDocument => ({ doc: hash(String(i)), ...each })));

/** Newest first and undated last, as lists are sorted. */
export function newestFirst(documents: readonly SampleDocument[]): SampleDocument[] {
  const position = ({ day, doc }: SampleDocument) => `${day}#${doc}`;
  return documents.toSorted((a, b) => (position(a) < position(b) ? 1 : -1));
}

/** A table with the META, the postings and the tallies of these documents. */
export async function tableOf(documents: readonly SampleDocument[]): Promise<MemoryTable> {
  const table = new MemoryTable();
  for (const { doc, day, source, entities } of documents) {
    await table.put(metaRow({ doc, day, source, entities }));
    for (const entity of entities) {
      const others = entities.filter((other) => other !== entity);
      const posting = { doc, day, token: 1, title: doc, source, form: entity, mentions: 2, others };
      await table.put({ ...keys.posting(entity, day, doc), ...posting });
    }
  }
  for (const entity of entityIds) {
    const own = documents.filter(({ entities }) => entities.includes(entity));
    const days = [...Map.groupBy(own, (each) => each.day)].map(([day, { length }]) => {
      const counts = {
        documents: length,
        mentions: 2 * length,
        forms: { [entity]: length },
        also: {},
        roles: {},
      };
      return [day, counts] as const;
    });
    for (const row of entityRows(entity, days, 1).rows) await table.put({ ...row, aliases: [] });
  }
  return table;
}

function metaRow({ doc, day, source }: SampleDocument) {
  const position = `${day}#${doc}`;
  const moment = { value: day, precision: 'day', tzKnown: false, source: 'test' };
  const published = day === undated ? {} : { published: moment };
  const provenance = { key: doc, version: 'v', part: '', format: 'text', charset: 'utf-8', bytes: 1 };
  return {
    ...keys.document(doc),
    ...{ doc, token: 1, settled: 1, pending: [], source, language: 'en', entities: [], provenance },
    applied: { token: 1, basis: { payload: doc, model: 'm' } },
    ingested: '2021-08-01T00:00:00.000Z',
    content: { title: doc, authors: [], ...published },
    counts: { characters: 1, entities: 0, mentions: 0 },
    ...{ listPk: listPartition(shardOf(doc)), listSk: position },
    ...{ sourcePk: sourcePartition(source), sourceSk: position },
  };
}

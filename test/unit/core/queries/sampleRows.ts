/** Random documents with their index keys and postings, for property tests of the queries. */
import fc from 'fast-check';
import { undated } from '../../../../core/dates/calendar.ts';
import { listPosition } from '../../../../core/document/listPosition.ts';
import { hash } from '../../../../core/hash.ts';
import { keys, listPartition, shardOf, sourcePartition } from '../../../../core/records/keys.ts';
import { entityRows } from '../../../../functions/index/tallies.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

export interface SampleDocument {
  doc: string;
  day: string;
  /** What follows the day in the time of publication; '' for a document that has the day alone. */
  time?: string;
  source: string;
  entities: string[];
}

export const entityIds = ['place/lagos', 'place/oslo', 'place/quito', 'group/doves'];
export const days = [undated, '2021-04-30', '2021-05-03', '2021-05-04', '2021-07-01'];

/** Two of them are one moment of different days. */
const times = ['', 'T00:30:00+02:00', 'T22:30:00Z', 'T08:00:00.5Z', 'T08:00'];

const sampleDocument = fc.record({
  day: fc.constantFrom(...days),
  time: fc.constantFrom(...times),
  source: fc.constantFrom('The Lamp', 'Valley Post'),
  entities: fc.subarray(entityIds, { minLength: 1 }),
});

/** Up to 25 documents with distinct ids. */
export const sampleDocuments = fc
  .array(sampleDocument, { maxLength: 25 })
  .map((documents) => documents.map((each, i): SampleDocument => ({ doc: hash(String(i)), ...each })));

const byDay = (a: SampleDocument, b: SampleDocument) =>
  a.day === b.day ? (a.doc < b.doc ? 1 : -1) : a.day < b.day ? 1 : -1;

const instantOf = ({ day, time = '' }: SampleDocument): number =>
  day === undated ? 0 : Date.parse(time === '' || time.length > 6 ? day + time : `${day}${time}Z`);

/** Newest first and undated last, as the documents of an entity are sorted: by day, within it by id. */
export const newestDayFirst = (documents: readonly SampleDocument[]): SampleDocument[] =>
  documents.toSorted(byDay);

/** As other lists are sorted: within a day by time. */
export const newestFirst = (documents: readonly SampleDocument[]): SampleDocument[] =>
  documents.toSorted((a, b) => (a.day === b.day && instantOf(b) - instantOf(a)) || byDay(a, b));

/** A table with the META, the postings and the tallies of these documents. */
export async function tableOf(documents: readonly SampleDocument[]): Promise<MemoryTable> {
  const table = new MemoryTable();
  for (const document of documents) {
    const { doc, day, source, entities } = document;
    await table.put(metaRow(document));
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

function metaRow({ doc, day, time = '', source }: SampleDocument) {
  const precision = time === '' ? ('day' as const) : ('second' as const);
  const moment = { value: day + time, precision, tzKnown: time.length > 6, source: 'test' };
  const published = day === undated ? undefined : moment;
  const position = listPosition(doc, published);
  const provenance = { key: doc, version: 'v', part: '', format: 'text', charset: 'utf-8', bytes: 1 };
  return {
    ...keys.document(doc),
    ...{ doc, token: 1, settled: 1, pending: [], source, language: 'en', entities: [], provenance },
    applied: { token: 1, basis: { payload: doc, model: 'm' } },
    ingested: '2021-08-01T00:00:00.000Z',
    content: { title: doc, authors: [], ...(published && { published }) },
    counts: { characters: 1, entities: 0, mentions: 0 },
    ...{ listPk: listPartition(shardOf(doc)), listSk: position },
    ...{ sourcePk: sourcePartition(source), sourceSk: position },
  };
}

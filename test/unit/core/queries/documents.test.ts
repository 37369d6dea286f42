import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../../../core/ports/table.ts';
import {
  type DocumentFilter,
  readDocument,
  readDocuments,
  readDocumentsById,
} from '../../../../core/queries/documents.ts';
import { keys } from '../../../../core/records/keys.ts';
import { days, entityIds, newestDayFirst, newestFirst, sampleDocuments, tableOf } from './sampleRows.ts';

const all: DocumentFilter = { entities: [], published: {}, ingested: {} };

/** The ids of all pages of a list. */
async function readAll(table: Table, filter: DocumentFilter, limit: number): Promise<string[]> {
  const docs: string[] = [];
  let after: string | undefined;
  do {
    const page = await readDocuments(table, filter, { after, limit });
    expect(page.documents.length).toBeLessThanOrEqual(limit);
    docs.push(...page.documents.map(({ doc }) => doc));
    after = page.next;
  } while (after !== undefined);
  return docs;
}

const limits = fc.integer({ min: 1, max: 7 });
const ids = (documents: { doc: string }[]) => documents.map(({ doc }) => doc);

describe('a list of documents', () => {
  it('has every document once, newest first and undated last, in pages of any size', async () => {
    await fc.assert(
      fc.asyncProperty(sampleDocuments, limits, async (documents, limit) => {
        expect(await readAll(await tableOf(documents), all, limit)).toEqual(ids(newestFirst(documents)));
      }),
      { numRuns: 40 },
    );
  });

  it('has the documents that match source, entities and days', async () => {
    const filters = fc.record({
      source: fc.option(fc.constantFrom('The Lamp', 'Valley Post', 'none'), { nil: undefined }),
      wanted: fc.subarray(entityIds),
      from: fc.option(fc.constantFrom(...days.slice(1)), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(
        sampleDocuments,
        filters,
        limits,
        async (documents, { source, wanted, from }, limit) => {
          const published = from === undefined ? {} : { from: { day: from } };
          const filter = { ...all, source, entities: wanted.map((id) => [id]), published };
          const matches = documents.filter(
            (document) =>
              (source === undefined || document.source === source) &&
              wanted.every((id) => document.entities.includes(id)) &&
              (from === undefined || document.day >= from),
          );
          const sorted = wanted.length === 0 ? newestFirst(matches) : newestDayFirst(matches);
          expect(await readAll(await tableOf(documents), filter, limit)).toEqual(ids(sorted));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of an identity has the documents of any of its ids, once each', async () => {
    await fc.assert(
      fc.asyncProperty(sampleDocuments, limits, async (documents, limit) => {
        const [a = '', b = ''] = entityIds;
        const separate = documents.filter(({ entities }) => !(entities.includes(a) && entities.includes(b)));
        const matches = separate.filter(({ entities }) => entities.includes(a) || entities.includes(b));
        const filter = { ...all, entities: [[a, b]] };
        expect(await readAll(await tableOf(separate), filter, limit)).toEqual(ids(newestDayFirst(matches)));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a leftover row', () => {
  const own = { doc: 'd'.repeat(32), day: '2021-05-03', source: 'The Lamp', entities: ['place/lagos'] };

  it('of a removed document shows nothing', async () => {
    const table = await tableOf([own]);
    await table.update(keys.document(own.doc), { applied: { token: 2 } });
    expect(await readAll(table, { ...all, entities: [['place/lagos']] }, 5)).toEqual([]);
    expect(await readDocument(table, own.doc)).toBeUndefined();
    expect(await readDocumentsById(table, [own.doc, 'e'.repeat(32)])).toEqual([undefined, undefined]);
  });

  it('of an earlier Dateline, which knew no times in lists, shows its document', async () => {
    const table = await tableOf([own]);
    const listed = `${own.day}#${own.doc}`;
    await table.update(keys.document(own.doc), { listSk: listed, sourceSk: listed });
    for (const filter of [all, { ...all, source: own.source }, { ...all, entities: [['place/lagos']] }])
      expect(await readAll(table, filter, 5)).toEqual([own.doc]);
  });

  it('of a day on which the document no longer is shows nothing', async () => {
    const table = await tableOf([own]);
    await table.update(keys.document(own.doc), { listSk: `2021-06-01#${own.doc}` });
    expect(await readAll(table, { ...all, entities: [['place/lagos']] }, 5)).toEqual([]);
    expect(await readAll(table, all, 5)).toEqual([own.doc]);
  });
});

it('a language finds more specific tags', async () => {
  const own = { doc: 'd'.repeat(32), day: '2021-05-03', source: 'The Lamp', entities: [] };
  const table = await tableOf([own]);
  await table.update(keys.document(own.doc), { language: 'en-GB' });
  const found = async (language: string) => (await readAll(table, { ...all, language }, 5)).length;
  expect(await Promise.all(['en', 'EN-gb', 'en-US', 'e'].map(found))).toEqual([1, 1, 0, 0]);
});

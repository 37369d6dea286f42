import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { undated } from '../../../../core/dates/calendar.ts';
import { hash } from '../../../../core/hash.ts';
import { readCoMentions, readPostings } from '../../../../core/queries/coMentions.ts';
import { readNeighbourhood } from '../../../../core/queries/graph.ts';
import { keys } from '../../../../core/records/keys.ts';
import { days, entityIds, type SampleDocument, sampleDocuments, tableOf } from './sampleRows.ts';

const [entity = ''] = entityIds;

describe('co-mentions', () => {
  it('count the documents that an entity shares with each other one', async () => {
    const from = fc.option(fc.constantFrom(...days.slice(1)), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(sampleDocuments, from, async (documents, first) => {
        const found = await readCoMentions(await tableOf(documents), [entity], { from: first });
        const own = documents.filter(
          ({ day, entities }) =>
            entities.includes(entity) && (first === undefined || (day !== undated && day >= first)),
        );
        const expected = entityIds.slice(1).flatMap((other) => {
          const { length } = own.filter(({ entities }) => entities.includes(other));
          return length === 0 ? [] : [{ entity: other, documents: length }];
        });
        expect(found.others.toSorted((a, b) => (a.entity < b.entity ? -1 : 1))).toEqual(
          expected.toSorted((a, b) => (a.entity < b.entity ? -1 : 1)),
        );
        expect(found.others.map((each) => each.documents)).toEqual(
          found.others.map((each) => each.documents).toSorted((a, b) => b - a),
        );
        expect([found.documents, found.more]).toEqual([own.length, false]);
      }),
      { numRuns: 40 },
    );
  });

  it('are the nodes of the neighbourhood, with an edge for each pair that shares documents', async () => {
    await fc.assert(
      fc.asyncProperty(sampleDocuments, async (documents) => {
        const table = await tableOf(documents);
        const { others } = await readCoMentions(table, [entity], {});
        const { nodes, edges } = await readNeighbourhood(table, [entity], {}, 10);
        expect(nodes.slice(1)).toEqual(others);
        for (const { a, b, documents: shared } of edges) {
          const both = documents.filter(({ entities }) =>
            [entity, a, b].every((id) => entities.includes(id)),
          );
          expect([a < b, shared]).toEqual([true, both.length]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('count documents whose neighbours in the index were removed, up to two for each', async () => {
    const documents = Array.from({ length: 9 }, (_, i) => ({
      doc: hash(String(i)),
      day: `2021-05-0${9 - i}`,
      source: 'The Lamp',
      entities: [...entityIds],
    }));
    const table = await tableOf(documents);
    const remove = async ({ day, doc }: SampleDocument) =>
      table.put({ ...keys.posting(entity, day, doc), token: 2, gone: true });
    const read = async (atMost: number) => {
      const { postings, more } = await readPostings(table, [entity], {}, atMost);
      return [postings.length, more];
    };
    for (const newest of documents.slice(0, 4)) await remove(newest);
    expect([await read(2), await read(5), await read(6)]).toEqual([
      [2, true],
      [5, false],
      [5, false],
    ]);
    for (const newest of documents.slice(4, 6)) await remove(newest);
    expect([await read(2), await read(3)]).toEqual([
      [0, true],
      [3, false],
    ]);
  });
});

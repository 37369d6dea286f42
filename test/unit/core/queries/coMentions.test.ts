import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { undated } from '../../../../core/dates/calendar.ts';
import { readCoMentions } from '../../../../core/queries/coMentions.ts';
import { readNeighbourhood } from '../../../../core/queries/graph.ts';
import { days, entityIds, sampleDocuments, tableOf } from './sampleRows.ts';

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
});

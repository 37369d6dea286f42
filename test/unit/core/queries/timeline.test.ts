import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { undated } from '../../../../core/dates/calendar.ts';
import { readCoMentions } from '../../../../core/queries/coMentions.ts';
import { readNeighbourhood } from '../../../../core/queries/graph.ts';
import {
  readTimeline,
  type TimelinePeriod,
  type TimelinePosition,
} from '../../../../core/queries/timeline.ts';
import { days, entityIds, sampleDocuments, tableOf } from './sampleRows.ts';

const [entity = ''] = entityIds;

describe('a timeline', () => {
  it('counts the dated documents of each day, and fills the days between with zeros', async () => {
    await fc.assert(
      fc.asyncProperty(sampleDocuments, fc.integer({ min: 1, max: 40 }), async (documents, limit) => {
        const table = await tableOf(documents);
        const periods: TimelinePeriod[] = [];
        let after: TimelinePosition | undefined;
        do {
          const page = await readTimeline(table, [entity], { interval: 'day' }, { after, limit });
          periods.push(...page.periods);
          after = page.next;
        } while (after !== undefined);
        const own = documents.filter(({ day, entities }) => day !== undated && entities.includes(entity));
        const counts = days.flatMap((date) => {
          const { length } = own.filter(({ day }) => day === date);
          return length === 0 ? [] : [{ date, documents: length, mentions: 2 * length }];
        });
        expect(periods.filter((period) => period.documents > 0)).toEqual(counts);
        for (const [i, { date }] of periods.slice(1).entries())
          expect(Date.parse(date) - Date.parse(periods[i]?.date ?? '')).toBe(24 * 3600 * 1000);
      }),
      { numRuns: 40 },
    );
  });

  it('adds up the ids of an identity, and counts only days inside the range', async () => {
    await fc.assert(
      fc.asyncProperty(sampleDocuments, async (documents) => {
        const table = await tableOf(documents);
        const range = { from: '2021-05-01', to: '2021-05-31', interval: 'month' as const };
        const { periods } = await readTimeline(table, entityIds, range, { limit: 10 });
        const inMay = documents.filter(({ day }) => day.startsWith('2021-05'));
        const postings = inMay.flatMap(({ entities }) => entities).length;
        expect(periods).toEqual(
          postings === 0 ? [] : [{ date: '2021-05-01', documents: postings, mentions: 2 * postings }],
        );
      }),
      { numRuns: 40 },
    );
  });
});

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

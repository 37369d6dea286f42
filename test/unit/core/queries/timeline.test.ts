import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { undated } from '../../../../core/dates/calendar.ts';
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

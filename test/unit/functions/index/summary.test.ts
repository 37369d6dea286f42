/** The sum of closed days follows from the sum before and the days that were counted again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Counts, Summary } from '../../../../core/records/entity.ts';
import {
  addDays,
  closedSummary,
  describe as describeEntity,
  emptySummary,
  replaceDays,
} from '../../../../functions/index/summary.ts';

const dayOf = (i: number) => `2021-05-${String(i + 1).padStart(2, '0')}`;
const sumOf = (days: readonly Counts[]): Summary =>
  closedSummary(
    addDays(
      emptySummary,
      days.map((counts, i) => [dayOf(i), counts]),
    ),
  );

const form = fc.constantFrom('London', 'LONDON', 'Londres', 'Greater London', 'City of London');
const forms = fc.dictionary(form, fc.integer({ min: 1, max: 3 }), { maxKeys: 3, noNullPrototype: true });
const day: fc.Arbitrary<Counts> = fc
  .record({ forms, also: forms, role: fc.constantFrom({}, { mayor: 1 }, { mayor: 2, minister: 1 }) })
  .map(({ forms, also, role }) => {
    const documents = Object.values(forms).reduce((sum, count) => sum + count, 0);
    return { documents, mentions: 2 * documents, forms, also, roles: documents === 0 ? {} : role };
  })
  .map((counts) => (counts.documents === 0 ? { ...counts, also: {} } : counts));

describe('the sum of closed days', () => {
  it('after some were counted again is that of all days, or needs all days', () => {
    let [known, unknown] = [0, 0];
    const property = fc.property(
      fc.array(day, { minLength: 3, maxLength: 8 }),
      fc.array(fc.tuple(fc.nat({ max: 2 }), day), { minLength: 1, maxLength: 3 }),
      (days, changes) => {
        const after = [...days];
        for (const [i, counts] of changes) after[i] = counts;
        const changed = [...new Set(changes.map(([i]) => i))].map((i) => ({
          day: dayOf(i),
          before: days[i],
          after: after[i] as Counts,
        }));
        const sum = replaceDays(sumOf(days), changed);
        if (sum === undefined) unknown++;
        else known++;
        if (sum !== undefined) expect(closedSummary(sum)).toEqual(sumOf(after));
      },
    );
    fc.assert(property, { numRuns: 400, seed: 7 });
    expect(known).toBeGreaterThan(40);
    expect(unknown).toBeGreaterThan(40);
  });

  const counts = (forms: Record<string, number>): Counts => {
    const documents = Object.values(forms).reduce((sum, count) => sum + count, 0);
    return { documents, mentions: documents, forms, also: {}, roles: {} };
  };

  it('is known when documents come to a day, also to one that had none', () => {
    const sum = sumOf([counts({ London: 2 }), counts({ London: 1 })]);
    const change = { day: '2021-04-01', before: undefined, after: counts({ Londres: 1, London: 1 }) };
    expect(replaceDays(sum, [change])).toEqual({
      documents: 5,
      mentions: 5,
      first: '2021-04-01',
      last: '2021-05-02',
      forms: [
        { name: 'London', documents: 4, first: '2021-04-01' },
        { name: 'Londres', documents: 1, first: '2021-04-01' },
      ],
      also: [],
      roles: {},
    });
  });

  it('has the commonest roles first, also once those of a day are gone', () => {
    const A = counts({ A: 1 });
    const [first, last] = [
      { ...A, roles: { aide: 2 } },
      { ...A, roles: { mayor: 1 } },
    ];
    const before = { ...A, roles: { mayor: 3, clerk: 1 } };
    const sum = sumOf([first, before, last]);
    expect(Object.entries(sum.roles)).toEqual([
      ['mayor', 4],
      ['aide', 2],
      ['clerk', 1],
    ]);
    const left = replaceDays(sum, [{ day: dayOf(1), before, after: counts({}) }]);
    expect(Object.entries(left?.roles ?? {})).toEqual([
      ['aide', 2],
      ['mayor', 1],
    ]);
  });

  it.each([
    ['200 forms', Array.from({ length: 200 }, (_, i) => `form ${i}`), undefined],
    ['199 forms', Array.from({ length: 199 }, (_, i) => `form ${i}`), expect.anything()],
    ['13 kB of forms', Array.from({ length: 13 }, (_, i) => `${i}`.padEnd(1024)), undefined],
    ['12 kB of forms', Array.from({ length: 12 }, (_, i) => `${i}`.padEnd(1024)), expect.anything()],
    ['11 kB of forms', Array.from({ length: 11 }, (_, i) => `${i}`.padEnd(1024)), expect.anything()],
  ])('needs all days if it may leave forms out: it has %s', (_, names, expected) => {
    const sum = sumOf([counts(Object.fromEntries(names.map((name) => [name, 2])))]);
    const change = { day: '2021-05-09', before: undefined, after: counts({ another: 1 }) };
    expect(replaceDays(sum, [change])).toEqual(expected);
  });
});

it('a person is found by the name in the id, whatever name is shown', () => {
  const summary = (documents: number) => ({
    ...{ documents, mentions: documents, also: [], roles: {} },
    forms: documents === 0 ? [] : [{ name: 'Name 1', documents }],
  });
  const aliases = (entity: string, documents = 1) => describeEntity(entity, summary(documents)).aliases;
  expect(aliases('person/judith-sortano')).toEqual(['1', 'judith sortano', 'name 1', 'sortano']);
  expect(aliases('person/judith-sortano', 0)).toEqual([]);
  expect(aliases('place/new-york')).toEqual(['name 1']);
});

it('an entity that has lent names alone is called by the commonest full one', () => {
  const named = (entity: string, names: string[]) =>
    describeEntity(entity, {
      ...{ documents: 5, mentions: 5, forms: [], roles: {} },
      also: names.map((name, i) => ({ name, documents: 5 - i })),
    }).meta.name;
  expect(named('person/rick-parry-two', ['Parry', 'Rick Parry', 'Richard Parry'])).toBe('Rick Parry');
  expect(named('person/rick-parry-two', ['Parry', 'R Parry'])).toBe('Parry');
  expect(named('organization/european-union', ['EU', 'European Union'])).toBe('European Union');
});

/** What META says of an entity's days: sums, first and last days, the commonest names, and aliases. */
import { describe as about, expect, it } from 'vitest';
import { undated } from '../../../../core/dates/calendar.ts';
import type { Counts, Summary } from '../../../../core/records/entity.ts';
import {
  addDays,
  closedSummary,
  describe,
  emptySummary,
  replaceDays,
  summarizeDays,
} from '../../../../functions/index/summary.ts';

const counts = (forms: Record<string, number>, more: Partial<Counts> = {}): Counts => {
  const documents = Object.values(forms).reduce((sum, count) => sum + count, 0);
  return { documents, mentions: 3 * documents, forms, also: {}, roles: {}, ...more };
};
const days: [string, Counts][] = [
  ['2021-05-04', counts({ London: 1, LONDON: 2 }, { roles: { mayor: 1 } })],
  ['2021-05-02', counts({ London: 1 }, { also: { City: 1, Londres: 2 }, roles: { mayor: 1, aide: 3 } })],
  [undated, counts({ LONDON: 1, Lundun: 1 }, { also: { City: 2 } })],
  ['2021-05-01', { ...counts({}), also: { Ghost: 3 } }],
  ['2021-05-07', counts({ Aldgate: 4 }, { also: { Londres: 1 } })],
];
const sum: Summary = {
  ...{ documents: 10, mentions: 30, first: '2021-05-02', last: '2021-05-07' },
  forms: [
    { name: 'Aldgate', documents: 4, first: '2021-05-07' },
    { name: 'LONDON', documents: 3, first: '2021-05-04' },
    { name: 'London', documents: 2, first: '2021-05-02' },
    { name: 'Lundun', documents: 1 },
  ],
  also: [
    { name: 'City', documents: 3, first: '2021-05-02' },
    { name: 'Londres', documents: 3, first: '2021-05-02' },
  ],
  roles: { aide: 3, mayor: 2 },
};

about('the sum of days', () => {
  it('has all of them, in any order, at once or one by one', () => {
    expect(addDays(emptySummary, days)).toEqual(sum);
    expect(Object.keys(addDays(emptySummary, days).roles)).toEqual(['aide', 'mayor']);
    expect(addDays(emptySummary, days.toReversed())).toEqual(sum);
    expect(days.reduce((before, day) => addDays(before, [day]), emptySummary)).toEqual(sum);
  });

  it('of days without documents is nothing, and leaves a sum as it is', () => {
    expect(addDays(emptySummary, [['2021-05-01', counts({})]])).toBe(emptySummary);
    expect(addDays(sum, [])).toBe(sum);
  });

  it('of the undated has no first and last day', () => {
    expect(addDays(emptySummary, [[undated, counts({ London: 2 })]])).toEqual({
      ...emptySummary,
      ...{ documents: 2, mentions: 6, forms: [{ name: 'London', documents: 2 }] },
    });
  });

  it('is not changed when another is made from it', () => {
    const before = structuredClone(sum);
    addDays(sum, days);
    replaceDays(sum, [{ day: '2021-05-07', before: days[4]?.[1], after: counts({ London: 9 }) }]);
    expect(sum).toEqual(before);
  });

  it('keeps of closed days 200 names of each kind, and no more than 16 kB', () => {
    const named = (count: number, bytes: number) =>
      Array.from({ length: count }, (_, i) => {
        const name = String(i).padStart(4, '0') + 'é'.repeat(bytes / 2 - 2);
        return { name, documents: 1 };
      });
    const kept = closedSummary({ ...sum, forms: named(201, 4), also: named(17, 1024) });
    expect([kept.forms.length, kept.also.length]).toEqual([200, 16]);
    const other = closedSummary({ ...sum, forms: named(17, 1024), also: named(201, 4) });
    expect([other.forms.length, other.also.length]).toEqual([16, 200]);
    expect(closedSummary(sum)).toEqual(sum);
  });
});

about('a sum after a day was counted again', () => {
  const again = (day: string, after: Counts, before = new Map(days).get(day)) =>
    replaceDays(sum, [{ day, before, after }]);

  it('is that of all days, without names and roles that are gone', () => {
    const after = counts({ London: 1, Aldgate: 1 }, { also: { City: 1, Londres: 2 }, roles: { aide: 3 } });
    const all = new Map(days).set('2021-05-02', after);
    expect(again('2021-05-02', after)).toEqual(addDays(emptySummary, [...all]));
    expect(again('2021-05-02', after)?.roles).toEqual({ aide: 3, mayor: 1 });
    const none = counts({ LONDON: 1 });
    expect(again(undated, none)).toEqual(addDays(emptySummary, [...new Map(days).set(undated, none)]));
    expect(replaceDays(sum, [])).toBe(sum);
  });

  it.each([
    ['the first day is empty', '2021-05-02', counts({})],
    ['the last day is empty', '2021-05-07', counts({})],
    ['a form is gone from its first day', '2021-05-04', counts({ London: 1 })],
    ['another name is gone from its first day', '2021-05-02', counts({ London: 1 }, { also: { City: 1 } })],
  ])('needs all days if %s', (_, day, after) => {
    expect(again(day, after)).toBeUndefined();
  });

  it.each([
    ['a form', counts({ Paris: 1 })],
    ['a form as often', counts({ Lundun: 2 })],
    ['another name', counts({ London: 1 }, { also: { Paris: 1 } })],
    ['so many documents', { ...counts({ London: 1 }), documents: 12 }],
  ])('needs all days if it cannot have had %s', (_, before) => {
    expect(again('2021-05-04', counts({ London: 5, LONDON: 5 }), before)).toBeUndefined();
  });

  it('is that of the day alone if there was no other', () => {
    const [day, before] = ['2021-05-02', counts({ London: 1 }, { roles: { mayor: 1 } })] as const;
    const after = counts({ London: 2 });
    const alone = addDays(emptySummary, [[day, before]]);
    expect(replaceDays(alone, [{ day, before, after }])).toEqual(addDays(emptySummary, [[day, after]]));
  });
});

about('META', () => {
  it('has the commonest name, the fifty commonest forms and other names, and all sums', () => {
    expect(summarizeDays('place/london', days)).toEqual({
      meta: {
        ...{ entity: 'place/london', type: 'place', name: 'Aldgate', documents: 10, mentions: 30 },
        ...{ first: sum.first, last: sum.last, names: [...sum.forms, ...sum.also], roles: sum.roles },
      },
      aliases: ['aldgate', 'city', 'london', 'londres', 'lundun'],
    });
    expect(describe('place/london', { ...sum, forms: [] }).meta.name).toBe('City');
    expect(describe('place/london', emptySummary)).toMatchObject({
      meta: { name: '', names: [] },
      aliases: [],
    });
    const forms = Array.from({ length: 60 }, (_, i) => ({ name: `Name ${i}`, documents: 1 }));
    const { meta, aliases } = describe('place/london', { ...sum, forms });
    expect(meta.names).toEqual(forms.slice(0, 50));
    expect(aliases).toHaveLength(62);
  });

  const aliasesOf = (entity: string, form: string, also: string[] = []) => {
    const named = (name: string) => ({ name, documents: 1 });
    return describe(entity, { ...emptySummary, forms: [named(form)], also: also.map(named) }).aliases;
  };

  it('lists a person by surnames, without middle initials, and by what an inflected form begins with', () => {
    expect(aliasesOf('person/maria-van-quelle', 'Maria J. van Quelle')).toEqual([
      ...['j van quelle', 'maria j van quelle', 'maria van quelle'],
      ...['quelle', 'qu~quelle', 'van quelle'],
    ]);
    expect(aliasesOf('person/marek-lindqvistiga', 'Marek Lindqvistiga')).toContain('li~lindqvistiga');
    expect(aliasesOf('place/maria-quelle', 'Maria J. Quelle')).toEqual(['maria j quelle']);
    expect(aliasesOf('person/x', '…')).toEqual([]);
  });

  it('lists the other names of a person only if they are full ones', () => {
    const also = ['Quelle', 'M. Quelle', 'Jo Quelle', 'Marie Quelle', 'van Quelle', '…'];
    const own = aliasesOf('person/maria-quelle', 'Maria Quelle');
    const added = (entity: string) =>
      aliasesOf(entity, 'Maria Quelle', also).filter((each) => !own.includes(each));
    expect(added('person/maria-quelle')).toEqual(['jo quelle', 'marie quelle']);
    expect(added('place/maria-quelle')).toEqual(['jo quelle', 'm quelle', 'marie quelle', 'van quelle']);
  });
});

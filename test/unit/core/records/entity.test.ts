import { expect, it } from 'vitest';
import {
  closedDaysOf,
  countedEntity,
  type DayTally,
  daysOf,
  dayTally,
  documentsOn,
  isClosed,
  openDaysOf,
  storeCounts,
  storedParts,
  storeParts,
  storeSummary,
  storeTally,
  summary,
  tallies,
} from '../../../../core/records/entity.ts';
import { keys } from '../../../../core/records/keys.ts';

const empty = { documents: 0, mentions: 0, forms: {}, also: {}, roles: {} };
const tally = (token: number, documents: number): DayTally => ({
  ...empty,
  token,
  documents,
  mentions: 2 * documents,
  forms: { A: documents },
});
const month = (name: string, days: Record<string, DayTally>) => ({
  ...keys.tally('person/a', `${name}-01`),
  ...Object.fromEntries(Object.entries(days).map(([day, each]) => [`d${day}`, storeTally(each)])),
});

it('counts are stored without what is empty at their end', () => {
  expect(storeCounts(empty)).toEqual([0, 0]);
  expect(storeCounts({ ...empty, documents: 1, mentions: 2, forms: { A: 1 } })).toEqual([1, 2, { A: 1 }]);
  expect(storeCounts({ ...empty, also: { B: 1 } })).toEqual([0, 0, {}, { B: 1 }]);
  expect(storeCounts({ ...empty, roles: { sport: 1 } })).toEqual([0, 0, {}, {}, { sport: 1 }]);
});

it('a day is read as it was stored, with the counts of its shards or without', () => {
  const parts = { '0': { ...empty, documents: 1, mentions: 1, roles: { sport: 1 } }, f: empty };
  for (const each of [tally(3, 1), { ...tally(3, 1), digits: 2 }, { ...tally(3, 1), digits: 1, parts }])
    expect(dayTally.parse(storeTally(each))).toEqual(each);
  expect(storedParts.parse(storeParts(parts))).toEqual(parts);
});

it('a sum is read as it was stored', () => {
  const sum = {
    documents: 3,
    mentions: 4,
    first: '2021-05-03',
    last: '2021-05-04',
    forms: [{ name: 'A', documents: 2, first: '2021-05-03' }],
    also: [{ name: 'B', documents: 1 }],
    roles: { sport: 1 },
  };
  expect(storeSummary(sum)).toEqual({ ...sum, forms: [['A', 2, '2021-05-03']], also: [['B', 1]] });
  expect(summary.parse(storeSummary(sum))).toEqual(sum);
});

it('days up to the last closed one are in the items of months, the others in META', () => {
  const meta = {
    closedThrough: '2021-05-02',
    days: { '2021-05-02': tally(9, 7), '2021-05-03': tally(2, 1), '0000-00-00': tally(4, 2) },
  };
  const may = month('2021-05', { '03': tally(1, 50), '02': tally(1, 5), '01': tally(1, 4) });
  const april = month('2021-04', { '30': tally(1, 3) });
  const dated = ['2021-05-01', '2021-05-02', '2021-05-03', '0000-00-00'];
  expect(dated.map((day) => isClosed(meta, day))).toEqual([true, true, false, false]);
  expect(isClosed(undefined, '2021-05-01')).toBe(false);
  expect(isClosed({}, '2021-05-01')).toBe(false);
  expect(daysOf(may).map(([day]) => day)).toEqual(['2021-05-01', '2021-05-02', '2021-05-03']);
  expect(closedDaysOf(meta, may).map(([day]) => day)).toEqual(['2021-05-01', '2021-05-02']);
  expect(openDaysOf(meta).map(([day]) => day)).toEqual(['2021-05-03', '0000-00-00']);
  expect(openDaysOf(undefined)).toEqual([]);
  expect(tallies(meta, [may, april]).map(([day, each]) => [day, each.documents])).toEqual([
    ['0000-00-00', 2],
    ['2021-04-30', 3],
    ['2021-05-01', 4],
    ['2021-05-02', 5],
    ['2021-05-03', 1],
  ]);
  const on = (...days: string[]) => documentsOn(meta, [may, april], days);
  expect(on()).toBe(0);
  expect(on('2021-05-03', '2021-05-02', '2021-04-30')).toBe(1 + 5 + 3);
  // Neither META nor a month's item has the first three.
  expect(on('2021-06-01', '2021-04-29', '2021-03-01', '2021-05-03')).toBe(1);
  expect(documentsOn(undefined, [], ['2021-05-03'])).toBe(0);
});

it('of an entity that trends compare, only the documents of its days are read', () => {
  const row = {
    ...keys.entity('person/a'),
    documents: 8,
    closedThrough: '2021-05-02',
    days: { '2021-05-03': storeTally(tally(2, 1)) },
    names: 'what nobody reads',
  };
  const meta = countedEntity(row);
  expect(meta).toEqual({
    documents: 8,
    closedThrough: '2021-05-02',
    days: { '2021-05-03': { documents: 1 } },
  });
  const may = month('2021-05', { '02': tally(1, 5) });
  expect(documentsOn(meta, [may], ['2021-05-02', '2021-05-03', '2021-05-04'])).toBe(5 + 1);
  expect(countedEntity({ ...row, days: undefined as never })?.days).toEqual({});
  expect(countedEntity({ ...row, documents: 0 })).toBeUndefined();
  expect(countedEntity(undefined)).toBeUndefined();
});

it('a tally without a number of documents is an error, not no document', () => {
  const meta = { closedThrough: '2021-05-02', days: {} };
  for (const damaged of [[1], [1, []], [1, ['5', 5]], 'text'])
    expect(() =>
      documentsOn(meta, [{ ...keys.tally('person/a', '2021-05-01'), d02: damaged }], ['2021-05-02']),
    ).toThrow('A tally lacks its number of documents.');
});

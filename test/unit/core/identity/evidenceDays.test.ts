/** Which days are evidence for which. */
import { expect, it } from 'vitest';
import { daysAfter } from '../../../../core/dates/interval.ts';
import type { ClosedDayRange } from '../../../../core/dates/range.ts';
import { daysBefore, evidenceDays } from '../../../../core/identity/evidenceDays.ts';

const undated = '0000-00-00';
const days = Array.from({ length: 120 }, (_, i) => daysAfter('2020-12-01', i));
const isWithin = (day: string, { from, to }: ClosedDayRange) => from <= day && day <= to;

it.each([
  ['2021-05-03', '2021-04-01', '2021-06-30'],
  ['2021-10-31', '2021-09-01', '2021-11-30'],
  ['2021-12-15', '2021-11-01', '2022-01-31'],
  ['2021-01-01', '2020-12-01', '2021-02-28'],
  [undated, undated, undated],
])('the evidence for %s is of its month and those beside it', (day, from, to) => {
  expect(evidenceDays(day)).toEqual({ from, to });
});

it('by months, one day is evidence for another if and only if that one is for it', () => {
  for (const day of days)
    for (const other of days)
      expect(isWithin(day, evidenceDays(other)), `${day} for ${other}`).toBe(
        isWithin(other, evidenceDays(day)),
      );
});

it('in crowds it is of the week before, or of the day before', () => {
  expect(daysBefore('2021-03-03')).toEqual([
    { from: '2021-02-24', to: '2021-03-02' },
    { from: '2021-03-02', to: '2021-03-02' },
  ]);
  expect(daysBefore(undated)).toEqual([]);
  for (const day of days)
    for (const { from, to } of daysBefore(day))
      expect([from, to].every((other) => isWithin(other, evidenceDays(day)))).toBe(true);
});

/** META is written whenever an open day is counted, so it closes the oldest before it grows too long. */
import { expect, it } from 'vitest';
import { undated } from '../../../../core/dates/calendar.ts';
import { type DayTally, storeTally } from '../../../../core/records/entity.ts';
import { daysToClose } from '../../../../functions/index/openDays.ts';

const tally: DayTally = { documents: 1, mentions: 1, forms: { Oslo: 1 }, also: {}, roles: {}, token: 1 };
const characters = JSON.stringify(storeTally(tally)).length;
/** Days of May with the same tally, in another order than theirs, and the undated documents. */
const open = (days: number) =>
  new Map(
    [undated, ...Array.from({ length: days }, (_, i) => `2021-05-${10 + ((i * 3) % days)}`)].map((day) => [
      day,
      tally,
    ]),
  );
const closed = (days: number, openDays: number) => [
  ...daysToClose(open(days), { openCharacters: 8 * characters, openDays }).keys(),
];

it('no day is closed until all together are too long', () => {
  expect(closed(8, 3)).toEqual([]);
});

it('then the oldest are closed, in order, until half of the room is free', () => {
  expect(closed(10, 3)).toEqual([
    '2021-05-10',
    '2021-05-11',
    '2021-05-12',
    '2021-05-13',
    '2021-05-14',
    '2021-05-15',
  ]);
});

it('the newest stay, whatever their length', () => {
  expect(closed(10, 9)).toEqual(['2021-05-10']);
  expect(closed(10, 10)).toEqual([]);
  const long = (openDays: number) => daysToClose(open(1), { openCharacters: 1, openDays });
  expect([1, 0].map((openDays) => [...long(openDays).keys()])).toEqual([[], ['2021-05-10']]);
});

import { Bool, Int32, Table, Utf8, vectorFromArray } from 'apache-arrow';
import { expect, it } from 'vitest';
import { storedRows } from '../../../../runtime/lance/storedRows.ts';

const part = {
  layout: { shape: 2, period: 'month', slices: 1, spread: 1, undatedSpread: 1 },
  period: '2021-05',
  slot: 0,
} as const;

const arrowOf = (rows: { id: string; token: number; gone: boolean; published: string }[]) =>
  new Table({
    id: vectorFromArray(
      rows.map(({ id }) => id),
      new Utf8(),
    ),
    token: vectorFromArray(
      rows.map(({ token }) => token),
      new Int32(),
    ),
    gone: vectorFromArray(
      rows.map(({ gone }) => gone),
      new Bool(),
    ),
    published: vectorFromArray(
      rows.map(({ published }) => published),
      new Utf8(),
    ),
  });

it('says of each row its token and day, of a tombstone the first day of its table', async () => {
  const arrow = arrowOf([
    { id: 'a', token: 1, gone: false, published: '2021-05-03' },
    { id: 'b', token: 2, gone: true, published: '' },
  ]);
  expect(await storedRows(part, arrow)).toEqual([
    { id: 'a', token: 1, gone: false, day: '2021-05-03' },
    { id: 'b', token: 2, gone: true, day: '2021-05-01' },
  ]);
});

it('reads many rows in many turns of the event loop', async () => {
  const published = '2021-05-03';
  const arrow = arrowOf(
    Array.from({ length: 5_000 }, (_, i) => ({ id: `${i}`, token: i, gone: false, published })),
  );
  let turns = 0;
  const count = () => {
    turns++;
    counting = setImmediate(count);
  };
  let counting = setImmediate(count);
  const rows = await storedRows(part, arrow);
  clearImmediate(counting);
  expect(rows.map(({ token }) => token)).toEqual(Array.from({ length: 5_000 }, (_, i) => i));
  expect(turns).toBeGreaterThanOrEqual(4);
});

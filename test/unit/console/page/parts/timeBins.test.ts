import { describe, expect, it } from 'vitest';
import { timeBins } from '../../../../../console/page/parts/timeBins.ts';

describe('bins of time', () => {
  it('have every day between the first and the last', () => {
    const dated = [
      { date: '2024-03-01', documents: 2 },
      { date: '2024-02-28', documents: 1 },
    ];
    expect(timeBins(dated, 60)).toEqual([
      { from: '2024-02-28', to: '2024-02-28', documents: 1 },
      { from: '2024-02-29', to: '2024-02-29', documents: 0 },
      { from: '2024-03-01', to: '2024-03-01', documents: 2 },
    ]);
  });

  it('become weeks, months and years when there would be too many', () => {
    const between = (last: string) =>
      timeBins(
        [
          { date: '2023-12-31', documents: 1 },
          { date: last, documents: 1 },
        ],
        10,
      );
    expect(between('2024-01-31').map(({ from }) => from)).toEqual([
      '2023-12-25',
      '2024-01-01',
      '2024-01-08',
      '2024-01-15',
      '2024-01-22',
      '2024-01-29',
    ]);
    expect(between('2024-08-09').at(-1)).toEqual({ from: '2024-08-01', to: '2024-08-31', documents: 1 });
    expect(between('2031-01-01').map(({ from }) => from)).toHaveLength(9);
  });

  it('count months by their first day', () => {
    expect(timeBins([{ date: '2024-02', documents: 3 }], 60, 'month')).toEqual([
      { from: '2024-02-01', to: '2024-02-29', documents: 3 },
    ]);
  });

  it('are none without dates', () => {
    expect(timeBins([], 60)).toEqual([]);
  });
});

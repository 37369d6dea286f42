import { describe, expect, test } from 'vitest';
import { annotated } from './newsroom.ts';

// 3 May 2021 was a Monday.
const dates = (text: string, published: string | null = '2021-05-03') =>
  annotated(text, published === null ? {} : { published })
    .mentions.filter(({ type }) => type === 'date')
    .map(({ surface, value }) => `${surface} = ${value ?? 'unknown'}`);

describe('written out', () => {
  test.each([
    ['It was on 2021-04-30 that they met.', '2021-04-30 = 2021-04-30'],
    ['It was on 3 May 2020 that they met.', '3 May 2020 = 2020-05-03'],
    ['It was on May 3rd, 2020 that they met.', 'May 3rd, 2020 = 2020-05-03'],
    ['It was in June 2019 that they met.', 'June 2019 = 2019-06'],
    ['They have met since 2019.', '2019 = 2019'],
  ])('%s', (text, date) => {
    expect(dates(text)).toEqual([date]);
    expect(annotated(text).mentions.filter(({ type }) => type === 'date')).toHaveLength(1);
  });
});

describe('counted from the day of publication', () => {
  test.each([
    ['As early as Sunday they condemned it.', 'Sunday = 2021-05-02'],
    ['They met on Monday.', 'Monday = 2021-05-03'],
    ['They met last Monday.', 'Monday = 2021-04-26'],
    ['They will meet on Friday.', 'Friday = 2021-05-07'],
    ['They meet next Monday.', 'Monday = 2021-05-10'],
    ['It stays closed until Friday.', 'Friday = 2021-05-07'],
    ['They met yesterday.', 'yesterday = 2021-05-02'],
    ['They will meet in June.', 'June = 2021-06'],
    ['They met in June.', 'June = 2020-06'],
    ['They met on 28 December.', '28 December = 2020-12-28'],
    ['They meet on January 4.', 'January 4 = 2021-01-04'],
  ])('%s', (text, date) => {
    expect(dates(text)).toEqual([date]);
  });

  test('the reason is said', () => {
    expect(annotated('They met on Sunday.', { published: '2021-05-03' }).mentions[0]?.link.reason).toMatch(/looks back/);
  });

  test('never guessed without one', () => {
    expect(dates('They met on Monday, on 28 December and in June.', null)).toEqual([
      'Monday = unknown',
      '28 December = unknown',
      'June = unknown',
    ]);
  });
});

describe('no dates', () => {
  test.each([
    'They may meet, and they march on.',
    'They met Theresa May there.',
    'A crowd of 2000 people came.',
    'They read the Sunday Times there.',
    'It was on 31 June that nothing happened.',
  ])('%s', (text) => {
    expect(dates(text)).toEqual([]);
  });
});

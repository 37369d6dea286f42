import { describe, expect, test } from 'vitest';
import { annotated } from '../newsroom.ts';

// 3 May 2021 was a Monday.
const dates = (text: string, published: string | null = '2021-05-03') =>
  annotated(text, published === null ? {} : { published })
    .mentions.filter(({ type }) => type === 'date')
    .map(({ surface, value }) => `${surface} = ${value ?? 'unknown'}`);

describe('dates written out', () => {
  test.each([
    ['It was on 2021-04-30 that they met.', '2021-04-30 = 2021-04-30'],
    ['It was on 3 May 2020 that they met.', '3 May 2020 = 2020-05-03'],
    ['It was on May 3rd, 2020 that they met.', 'May 3rd, 2020 = 2020-05-03'],
    ['It was in June 2019 that they met.', 'June 2019 = 2019-06'],
    ['They have met since 2019.', '2019 = 2019'],
    ['In 2019 they met.', '2019 = 2019'],
    ['It is told in a 2011 report.', '2011 = 2011'],
    ['They lost the 2012 elections.', '2012 = 2012'],
    ['It came after the treaty (1842) was signed.', '1842 = 1842'],
  ])('%s', (text, date) => {
    expect(dates(text)).toEqual([date]);
    expect(annotated(text).mentions.filter(({ type }) => type === 'date')).toHaveLength(1);
  });
});

describe('dates relative to the day of publication', () => {
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
    ['In March they met.', 'March = 2021-03'],
    ['They met on 28 December.', '28 December = 2020-12-28'],
    ['They meet on January 4.', 'January 4 = 2021-01-04'],
  ])('%s', (text, date) => {
    expect(dates(text)).toEqual([date]);
  });

  test('a number that counts something is not a year', () => {
    expect(
      dates(
        'She ran the 1500 metres before the 2000 people there, in 1996 seconds, for 2019 and 2020 crowns.',
      ),
    ).toEqual([]);
  });

  test('every year of a list is found', () => {
    expect(dates('They won in 2009, 2010 and 2011.')).toEqual(['2009 = 2009', '2010 = 2010', '2011 = 2011']);
  });

  test('the link states the reason', () => {
    expect(annotated('They met on Sunday.', { published: '2021-05-03' }).mentions[0]?.link.reason).toMatch(
      /looks back/,
    );
  });

  test('have no value if that day is unknown', () => {
    expect(dates('They met on Monday, on 28 December and in June.', null)).toEqual([
      'Monday = unknown',
      '28 December = unknown',
      'June = unknown',
    ]);
  });
});

describe('periods', () => {
  test.each([
    ['They met last week.', 'last week = 2021-04-26/2021-05-02'],
    ['They meet next weekend.', 'next weekend = 2021-05-15/2021-05-16'],
    ['They met this month.', 'this month = 2021-05'],
    ['They met last year.', 'last year = 2020'],
    ['They met two days ago.', 'two days ago = 2021-05-01'],
    ['They met 3 weeks ago.', '3 weeks ago = 2021-04-12~'],
    ['They met six months ago.', 'six months ago = 2020-11~'],
    ['They met a year ago.', 'a year ago = 2020~'],
    ['They ruled from 2015 to 2019 there.', '2015 to 2019 = 2015/2019'],
    ['They ruled between 1999 and 2003 there.', '1999 and 2003 = 1999/2003'],
    ['They ruled there (2015–2019).', '2015–2019 = 2015/2019'],
    ['They meet on 3-5 June in town.', '3-5 June = 2021-06-03/2021-06-05'],
    ['They meet from June 3 to 5, 2022, in town.', 'June 3 to 5, 2022 = 2022-06-03/2022-06-05'],
    ['They met in the 1990s.', '1990s = 199X'],
    ['They met in the summer of 2019.', 'summer of 2019 = 2019-22'],
    ['They met on Saturday 1 May in town.', 'Saturday 1 May = 2021-05-01'],
    ['They met on Saturday, May 1, 2021, in town.', 'Saturday, May 1, 2021 = 2021-05-01'],
  ])('%s', (text, date) => {
    expect(dates(text)).toEqual([date]);
  });

  test('have no value if the day of publication is unknown', () => {
    expect(dates('They met last week and two days ago.', null)).toEqual([
      'last week = unknown',
      'two days ago = unknown',
    ]);
  });
});

test('names of object properties are ordinary words', () => {
  expect(
    dates('The constructor met; valueOf and toString did this constructor, too. Constructor 2020.'),
  ).toEqual([]);
});

describe('texts without dates', () => {
  test.each([
    'They may meet, and they march on.',
    'They met Theresa May there.',
    'A crowd of 2000 people came.',
    'They read the Sunday Times newspaper there.',
    'It was on 31 June that nothing happened.',
    'The score was 5-3, may they win; the last man and this weekly paper left years ago.',
    'It cost between 1500 and 1400 crowns, or 2019-2015.',
  ])('%s', (text) => {
    expect(dates(text)).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { annotated } from '../annotatedStory.ts';

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
    ['She still drives her old van and our 1974 tram.', '1974 = 1974'],
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
    ['They met the day before yesterday.', 'day before yesterday = 2021-05-01'],
    ['They will meet the day after tomorrow.', 'day after tomorrow = 2021-05-05'],
    ['They will meet in June.', 'June = 2021-06'],
    ['They met in June.', 'June = 2020-06'],
    ['In March they met.', 'March = 2021-03'],
    ['They met on 28 December.', '28 December = 2020-12-28'],
    ['Theresa May met them on Friday.', 'Friday = 2021-04-30'],
    ['The singer Will Quelle visited them on Friday.', 'Friday = 2021-04-30'],
    ['Will Quelle visited them on Friday.', 'Friday = 2021-04-30'],
    ['May resigned on Friday.', 'Friday = 2021-04-30'],
    ['Will the two sides meet on Friday?', 'Friday = 2021-05-07'],
    ['Will the final be held on Friday?', 'Friday = 2021-05-07'],
    ['They meet on January 4.', 'January 4 = 2021-01-04'],
    ['They met last night.', 'last night = 2021-05-02'],
    ['She told them that last night it was dark.', 'last night = 2021-05-02'],
    ['He said this morning that they had met.', 'this morning = 2021-05-03'],
    ['They met on Christmas Day.', 'Christmas Day = 2020-12-25'],
    ["They met on New Year's Eve.", "New Year's Eve = 2020-12-31"],
    ['They met on Boxing Day 2019.', 'Boxing Day 2019 = 2019-12-26'],
    // The verb nearest before the date decides.
    // A weekday with a month is that date, and a range has the year at its end.
    ['They meet on Saturday 27 February.', 'Saturday 27 February = 2021-02-27'],
    ['They met on the 24th of October.', '24th of October = 2020-10-24'],
    ['He spoke of the election next April.', 'April = 2022-04'],
    ['They will repeat what they did last July.', 'July = 2020-07'],
    ['They met in mid-February.', 'February = 2021-02'],
    ['They met in Late-June 2019.', 'June 2019 = 2019-06'],
    // A short month with its period, as American papers write.
    ['They met on Sept. 11, 2001.', 'Sept. 11, 2001 = 2001-09-11'],
    ['They met on Dec. 5 in the hall.', 'Dec. 5 = 2020-12-05'],
    ['They will meet Aug. 30.', 'Aug. 30 = 2021-08-30'],
    ['They met on Friday, Jan. 8.', 'Friday, Jan. 8 = 2021-01-08'],
    ['They met in Feb. 2020.', 'Feb. 2020 = 2020-02'],
    ['The fair ran Sept. 3-5, 2020.', 'Sept. 3-5, 2020 = 2020-09-03/2020-09-05'],
    ['The fair ran 3-5 Sept 2020.', '3-5 Sept 2020 = 2020-09-03/2020-09-05'],
    ['It was over in May. 5 people had come.', 'May = 2021-05'],
    ['By April of 1971 it was over.', 'April of 1971 = 1971-04'],
    ["By April of '71 it was over.", "April of '71 = 1971-04"],
    ['It was written in July, 2002.', 'July, 2002 = 2002-07'],
    ['It was paid on 01-Feb-02.', '01-Feb-02 = 2002-02-01'],
    // No value rather than a wrong one.
    ['They play on the Saturday of the festival.', 'Saturday = unknown'],
    ['They meet on the middle Saturday.', 'Saturday = unknown'],
    ["He is host of ITV's Saturday show.", 'Saturday = unknown'],
    ['Today, a million people speak it.', 'Today = unknown'],
    ['It is shut on Christmas Day.', 'Christmas Day = unknown'],
  ])('%s', (text, date) => {
    expect(dates(text)).toEqual([date]);
  });

  test.each([
    'He told the Sunday Telegraph so.',
    'It is the sequel of Friday the 13th.',
    'He spoke of the September 11 Commission.',
  ])('%s has no date', (text) => {
    expect(dates(text)).toEqual([]);
  });

  test.each([
    ['They met on 5 June last year.', '5 June = 2020-06-05'],
    ['They met in January last year.', 'January = 2020-01'],
    ['It opens on December 3 of next year.', 'December 3 = 2022-12-03'],
    ["They met on 28 December, last year's end.", '28 December = 2020-12-28'],
    ['They met on Wednesday last week.', 'Wednesday = 2021-04-28'],
    ['It opens on Monday of next week.', 'Monday = 2021-05-10'],
  ])('a day has the year or the week behind it: %s', (text, date) => {
    expect(dates(text)[0]).toBe(date);
  });

  test('"a year ago today" is no day of this week', () => {
    expect(dates('They met a year ago today.')).toEqual(['a year ago = 2020~', 'today = unknown']);
  });

  test('a range has the year at its end', () => {
    expect(dates('It was shown January 23 - March 9 2014.')).toEqual([
      'January 23 = 2014-01-23',
      'March 9 2014 = 2014-03-09',
    ]);
    expect(dates('It was shown from 30 May to 2 June 2014.')).toEqual([
      '30 May = 2014-05-30',
      '2 June 2014 = 2014-06-02',
    ]);
    expect(dates('It was shown from Dec. 28 to Jan. 3, 2014.')).toEqual([
      'Dec. 28 = 2013-12-28',
      'Jan. 3, 2014 = 2014-01-03',
    ]);
    expect(dates('They met on 3 May to discuss June 2019.')).toEqual([
      '3 May = 2021-05-03',
      'June 2019 = 2019-06',
    ]);
  });

  test('early in the week, a weekend of the past is the one before', () => {
    expect(dates('They were there this weekend.')).toEqual(['this weekend = 2021-05-01/2021-05-02']);
    expect(dates('They will be there this weekend.')).toEqual(['this weekend = 2021-05-08/2021-05-09']);
  });

  test('a season is one of its year', () => {
    expect(dates('They met last autumn.')).toEqual(['last autumn = 2020-23']);
    expect(dates('They meet this summer.')).toEqual(['this summer = 2021-22']);
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
    ["They met in the 1990's there.", "1990's = 199X"],
    ["They met in the late '90s there.", "'90s = 199X"],
    ['They met in 2019/20 there.', '2019/20 = 2019/2020'],
    ['They led in the 2020-21 season.', '2020-21 = 2020/2021'],
    ['They led in the 2010-11 season.', '2010-11 = 2010/2011'],
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

test('the month of May says nothing about what comes after it', () => {
  expect(dates('It opened in May and closed in August.')).toEqual(['May = 2021-05', 'August = 2020-08']);
  expect(dates('In May he won; in June he lost.')).toEqual(['May = 2021-05', 'June = 2020-06']);
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
    'They met on Good Friday, and on the last night of the fair.',
    "The Christmas Day service and a New Year's Eve party are held there.",
    'It was warm, in the 90s, and in 2010-11 too.',
    'They read the Sunday Times newspaper there.',
    'It was on 31 June that nothing happened.',
    'The score was 5-3, may they win; the last man and this weekly paper left years ago.',
    'It cost between 1500 and 1400 crowns, or 2019-2015.',
  ])('%s', (text) => {
    expect(dates(text)).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectDayMonthOrder, momentFromWritten, writtenDates } from '../../../../core/dates/writtenDate.ts';
import { growth, maxGrowth } from '../../../cpuTime.ts';

const valuesIn = (text: string, language?: string, order?: 'day-first' | 'month-first') =>
  writtenDates(text, order, language).map((date) => momentFromWritten(date, 'text').value);

describe('dates as people write them', () => {
  test.each([
    ['en', 'Published on May 3rd, 2021 at 2:05 p.m.', '2021-05-03T14:05'],
    ['en', 'Monday 3 May 2021 14:05:09', '2021-05-03T14:05:09'],
    ['en', '04-Jun-2020', '2020-06-04'],
    ['de', 'Donnerstag, 15.2.2018, 19:51 Uhr', '2018-02-15T19:51'],
    ['de', 'Stand: 2. März 2022', '2022-03-02'],
    ['fr', 'le 1er août 2009', '2009-08-01'],
    ['ar', 'الثلاثاء ٣١ آذار/مارس ٢٠٢٦', '2026-03-31'],
    ['ar', '31 مارس/ آذار 2026', '2026-03-31'],
    ['ar', '12 مارس 2026 الساعة 14:05', '2026-03-12T14:05'],
    ['ar', '12 مارس 2026، 14:05', '2026-03-12T14:05'],
    ['pl', '12 marca 2026 r., 14:05', '2026-03-12T14:05'],
    ['uk', '12 березня 2026 року, 14:05', '2026-03-12T14:05'],
    ['es', '21 de diciembre de 2023', '2023-12-21'],
    ['hu', '2020. június 4.', '2020-06-04'],
    ['pl', '3 listopada 2020', '2020-11-03'],
    ['hr', '3. listopada 2020.', '2020-10-03'],
    ['be', '5 жніўня 2015 года', '2015-08-05'],
    ['mk', '5 мај 2021', '2021-05-05'],
    ['az', '5 sentyabr 2021', '2021-09-05'],
    ['ka', '12 ივნისი, 2015', '2015-06-12'],
    ['hy', '5 մայիսի 2021', '2021-05-05'],
    ['tl', '12 Hulyo 2003', '2003-07-12'],
    ['fa', '۵ اکتبر ۲۰۲۰', '2020-10-05'],
    ['ur', '10 اکتوبر 2020', '2020-10-10'],
    ['bn', '১২ ডিসেম্বর ২০১৪', '2014-12-12'],
    ['th', '11 ธันวาคม 2014', '2014-12-11'],
    ['th', '5 พฤษภาคม 2569 14:05', '2026-05-05T14:05'],
    ['th', '24 พ.ย. 2569', '2026-11-24'],
    ['th', '1 มี.ค. พ.ศ. 2569', '2026-03-01'],
    ['hi', '१६ दिसम्बर १९७१', '1971-12-16'],
    ['und', '16 दिसंबर 2021', '2021-12-16'],
    ['fi', '5. kesäkuuta 2021', '2021-06-05'],
    ['fi', '5. marras 2021', '2021-11-05'],
    ['fi', '5. kesä 2021', '2021-06-05'],
    ['fi', '5. elo 2021', '2021-08-05'],
    ['fi', '05 Mar 2021', '2021-03-05'],
    ['und', 'Posted 5 Mar 2021', '2021-03-05'],
    ['und', '5 mar. 2021 14:05', '2021-03-05T14:05'],
    ['und', 'Mar 5, 2021', '2021-03-05'],
    ['de', '5. Jänner 2021', '2021-01-05'],
    ['de', '5. Mrz 2021', '2021-03-05'],
    ['tr', '4 Ağustos 2025', '2025-08-04'],
    ['ru', '7 сентября 2022 г.', '2022-09-07'],
    ['ja', '2020年07月03日', '2020-07-03'],
    ['ko', '2023. 5. 16.', '2023-05-16'],
    ['ar', '٤ يونيو ٢٠٢٠', '2020-06-04'],
    ['vi', '12 tháng 5, 2021', '2021-05-12'],
  ])('%s: %s', (language, text, value) => {
    expect(valuesIn(text, language)).toEqual([value]);
  });

  test.each([
    '3 Flum 2021',
    'No. 3 March/April 2021',
    '31.02.2021',
    '12:30 2021',
    'Version 3.5.20211',
    '3/5/21',
  ])('"%s" is not a date', (text) => {
    expect(valuesIn(text, 'en')).toEqual([]);
  });

  test('only the year of 03/05/2021 is certain unless the order of day and month is known', () => {
    expect(valuesIn('03/05/2021')).toEqual(['2021']);
    expect(valuesIn('03/05/2021', 'en', 'day-first')).toEqual(['2021-05-03']);
    expect(valuesIn('03/05/2021', 'en', 'month-first')).toEqual(['2021-03-05']);
    expect(valuesIn('25/05/2021')).toEqual(['2021-05-25']);
    expect(valuesIn('05/05/2021')).toEqual(['2021-05-05']);
  });

  test.each([
    ['Tue, 03/05/2024 - 21:14', '2024-03-05T21:14'],
    ['Sunday 05/05/2024', '2024-05-05'],
    ['Friday, 03/05/2024', '2024-05-03'],
    ['martedì 05/03/2024', '2024-03-05'],
    ['Selasa, 05/03/2024', '2024-03-05'],
    ['вівторок, 05/03/2024', '2024-03-05'],
    // No reading is a Monday.
    ['Monday, 03/05/2024', '2024'],
    // The Italian word is no Tuesday unless a sign follows.
    ['edizione di 11/02/2021', '2021'],
    ['di, 11/02/2021', '2021-11-02'],
  ])('its weekday says which number is the day: %s', (text, value) => {
    expect(valuesIn(text)).toEqual([value]);
  });

  test('any day is parsed back from its written form', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1901-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          const write = (language: string) =>
            date.toLocaleDateString(language, {
              day: 'numeric',
              month: 'long',
              year: 'numeric',
              timeZone: 'UTC',
            });
          for (const language of 'en-GB en-US de fr es it nl pl cs sv tr ru uk el ja hu ro'.split(' ')) {
            expect([language, ...valuesIn(write(language), language)]).toEqual([language, day]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('does not throw for any text, and takes linear time', async () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => Array.isArray(writtenDates(text))),
    );
    for (const unit of ['1/', 'a 1 ', '2020 ', '1. ', 'de ', '10:10 1 may 2020 ']) {
      const took = await growth(200_000, (times) => writtenDates(unit.repeat(times)));
      expect([unit, took > maxGrowth]).toEqual([unit, false]);
    }
  });
});

describe('the time of day belongs to one date', () => {
  test.each([
    ['21:14, 28 April 2026', '2026-04-28T21:14'],
    ['9:14 PM EDT, Tue April 28, 2026', '2026-04-28T21:14-04:00'],
    ['9:14 p.m. on Tuesday, 28 April 2026', '2026-04-28T21:14'],
    ['9:14 PM · Apr 28, 2026', '2026-04-28T21:14'],
    ['21:14 Uhr, 28.04.2026', '2026-04-28T21:14'],
    ['21:14 (GMT+7), 28/04/2026', '2026-04-28T21:14+07:00'],
    ['2026年04月28日21:14', '2026-04-28T21:14'],
    ['2026年4月28日(火) 21時14分', '2026-04-28T21:14'],
    ['2026年4月28日 星期二 21:14', '2026-04-28T21:14'],
    ['2026年4月28日 午前0時05分', '2026-04-28T00:05'],
    ['2026년 4월 28일 21시 14분', '2026-04-28T21:14'],
    ['2026.04.28. 오후 9:14', '2026-04-28T21:14'],
    ['08:05, 29 April 2026 | 21:14, 28 April 2026', '2026-04-29T08:05 2026-04-28T21:14'],
    ['28 April 2026 21:14, 29 April 2026 08:05', '2026-04-28T21:14 2026-04-29T08:05'],
    ['28 April 2026 21:14, 29 April 2026', '2026-04-28T21:14 2026-04-29'],
    ['10:30-12:00, 28 April 2026', '2026-04-28'],
    ['10:30 – 12:00, 28 April 2026', '2026-04-28'],
    ['25:14, 28 April 2026', '2026-04-28'],
    ['won 2:1, 28 April 2026', '2026-04-28'],
  ])('%s', (text, values) => {
    expect(valuesIn(text).join(' ')).toBe(values);
  });
});

describe('which number is the day', () => {
  test.each([
    ['another date of the page', ['Posted 25/12/2020'], 'en', undefined, 'day-first'],
    [
      'another date of the page, the other way',
      ['Posted 12/25/2020'],
      'en',
      'paper.example.co.uk',
      'month-first',
    ],
    ['a date after its weekday', ['Tue, 03/05/2024 - 21:14'], 'en', 'paper.co.uk', 'month-first'],
    ['the language', [], 'de', undefined, 'day-first'],
    ['the region of the language', [], 'en-US', undefined, 'month-first'],
    ['the region in a locale', [], 'en_GB', undefined, 'day-first'],
    ['the country of the address', [], 'en', 'paper.co.uk', 'day-first'],
    ['nothing', [], 'en', 'paper.example', 'unknown'],
  ] as const)('%s', (_, texts, language, domain, order) => {
    expect(detectDayMonthOrder(texts, language, domain)).toBe(order);
  });
});

test('months in capitals are recognised, and offsets refer to the original text', () => {
  const text = 'İstanbul, 3 MAYIS 2021 – İzmir';
  const [date] = writtenDates(text, 'unknown', 'tr');
  expect(date).toMatchObject({ year: 2021, month: 5, day: 3 });
  expect(text.slice(date?.index, (date?.index ?? 0) + (date?.length ?? 0))).toBe('3 MAYIS 2021');
});

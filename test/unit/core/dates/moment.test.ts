import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { momentInPath, parseMoment } from '../../../../core/dates/moment.ts';

describe('parseMoment keeps the precision of the text', () => {
  test.each([
    ['2021', '2021', 'year', false],
    ['2021-05', '2021-05', 'month', false],
    ['2021-05-03', '2021-05-03', 'day', false],
    ['20210503', '2021-05-03', 'day', false],
    ['2021-05-03T14:05', '2021-05-03T14:05', 'minute', false],
    ['2021-05-03 14:05:09', '2021-05-03T14:05:09', 'second', false],
    ['2021-05-03T14:05:09.123Z', '2021-05-03T14:05:09.123Z', 'second', true],
    ['2021-05-03T14:05:09+0300', '2021-05-03T14:05:09+03:00', 'second', true],
    ['Mon, 03 May 2021 14:05:09 GMT', '2021-05-03T14:05:09Z', 'second', true],
    ['3 May 2021 14:05 EST', '2021-05-03T14:05-05:00', 'minute', true],
    ['May 3, 2021', '2021-05-03', 'day', false],
    ['Monday, May 3rd, 2021, 2:05 p.m.', '2021-05-03T14:05', 'minute', false],
    ['Wed Oct 10 20:19:24 +0000 2018', '2018-10-10T20:19:24+00:00', 'second', true],
    ['Sun Nov  6 08:49:37 1994', '1994-11-06T08:49:37', 'second', false],
    ['2021-05-03 02:05 PM', '2021-05-03T14:05', 'minute', false],
    ['2021-05-03 12:05:09 a.m. EST', '2021-05-03T00:05:09-05:00', 'second', true],
    ['Mon,03 May 2021 14:05:09 GMT', '2021-05-03T14:05:09Z', 'second', true],
    ['Mon, 03 May 2021 14:05:09 CEST', '2021-05-03T14:05:09+02:00', 'second', true],
    ['Mon, 03 May 2021 14:05:09 +0200 (CEST)', '2021-05-03T14:05:09+02:00', 'second', true],
    ['Mon May 03 14:05:09 CEST 2021', '2021-05-03T14:05:09+02:00', 'second', true],
    ['Mon, 03 May 2021 14:05:09 bst', '2021-05-03T14:05:09+01:00', 'second', true],
    ['Mon, 03 May 2021 14:05:09 IST', '2021-05-03T14:05:09', 'second', false],
    ['Mon, 03 May 2021 14:05:09 GMT+2', '2021-05-03T14:05:09+02:00', 'second', true],
    ['Mon May 03 2021 14:05:09 GMT+0530 (India Standard Time)', '2021-05-03T14:05:09+05:30', 'second', true],
    [
      'Mon May 03 2021 14:05:09 GMT+0200 (Central European Summer Time)',
      '2021-05-03T14:05:09+02:00',
      'second',
      true,
    ],
    ['2021-05-03 14:05:09.5 +0200 CEST', '2021-05-03T14:05:09.5+02:00', 'second', true],
    ['2021-05-03T14:05:09 UTC-3', '2021-05-03T14:05:09-03:00', 'second', true],
    ['Mon, 03 May 2021 14:05:09 (CEST)', '2021-05-03T14:05:09+02:00', 'second', true],
    ['3 May 2021, 14:05 (MESZ)', '2021-05-03T14:05+02:00', 'minute', true],
    ['May 3, 2021 2:05 PM (EST)', '2021-05-03T14:05-05:00', 'minute', true],
    ['2021-05-03 14:05 (GMT+2)', '2021-05-03T14:05+02:00', 'minute', true],
    ['3 May 2021 (AP)', '2021-05-03', 'day', false],
    ['2021-05-03 14:05 AMST', '2021-05-03T14:05', 'minute', false],
    ['2021-05-03 12:00 AM', '2021-05-03T00:00', 'minute', false],
    ['2021-05-03 12:00 PM', '2021-05-03T12:00', 'minute', false],
    ['2021-05-03 14:05 PM', '2021-05-03T14:05', 'minute', false],
    ['3-May-21', '2021-05-03', 'day', false],
    ['03-MAY-98', '1998-05-03', 'day', false],
    ['3/May/2021', '2021-05-03', 'day', false],
    ['3/May/21', '2021-05-03', 'day', false],
    ['Mon, 3 May 99 14:05:09 GMT', '1999-05-03T14:05:09Z', 'second', true],
    ['20210503T1405Z', '2021-05-03T14:05Z', 'minute', true],
    ['20210503T140509+02', '2021-05-03T14:05:09+02:00', 'second', true],
    ['3 May 2021 10:30-11', undefined, undefined, undefined],
    ['3 May 2021 10:30-11:30', undefined, undefined, undefined],
    ['3 May 2021 10:30-0500', '2021-05-03T10:30-05:00', 'minute', true],
    ['3 May 2021 10:30 -0500', '2021-05-03T10:30-05:00', 'minute', true],
    ['3-May/21', undefined, undefined, undefined],
    ['3-May-2', undefined, undefined, undefined],
    ['2021-05-03 25:00 PM', undefined, undefined, undefined],
    ['3 May 2021 10:30 today', undefined, undefined, undefined],
    ['3 May 2021 10:30 min read', undefined, undefined, undefined],
    ['2021-05-03 02:05 PM (updated)', undefined, undefined, undefined],
    ['12:00 is no date', undefined, undefined, undefined],
    ['2021-02-30', undefined, undefined, undefined],
    ['2021-05-03T25:00', undefined, undefined, undefined],
    ['0001-01-01T00:00:00Z', undefined, undefined, undefined],
    ['03/05/2021', undefined, undefined, undefined],
    ['3 Flum 2021', undefined, undefined, undefined],
  ])('%s', (text, value, precision, tzKnown) => {
    expect(parseMoment(text, 'meta')).toEqual(
      value === undefined ? undefined : { value, precision, tzKnown, source: 'meta' },
    );
  });

  test('every instant is kept as written', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (date) => {
          expect(parseMoment(date.toISOString(), 'meta')?.value).toBe(date.toISOString());
        },
      ),
    );
  });

  test('does not throw for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => parseMoment(text, 'meta') === undefined || text.trim().length >= 4,
      ),
    );
  });
});

describe('momentInPath', () => {
  test.each([
    ['wire/2021/05/03/storm.txt', '2021-05-03'],
    ['wire/2021-05-03-storm.txt', '2021-05-03'],
    ['wire/20210503_storm.txt', '2021-05-03'],
    ['wire/2021/politics/05/03/storm.txt', '2021-05-03'],
    ['/2021/POLITICS/05/03/storm/index.html', '2021-05-03'],
    ['wire/2021/politics/storm/05/03/x.txt', undefined],
    ['wire/2021/05/storm.txt', undefined],
    ['wire/2021/13/03/storm.txt', undefined],
    ['wire/1202105031.txt', undefined],
  ])('%s', (path, value) => {
    expect(momentInPath(path, 'key')?.value).toBe(value);
  });
});

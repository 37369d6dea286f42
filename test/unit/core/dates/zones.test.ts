import { expect, test } from 'vitest';
import { momentFromWritten, writtenDates } from '../../../../core/dates/writtenDate.ts';
import { offsetOf } from '../../../../core/dates/zones.ts';

const momentsIn = (text: string) => writtenDates(text).map((date) => momentFromWritten(date, 'text'));

test.each([
  ['28.04.2026 21:14:05 +0200', '2026-04-28T21:14:05+02:00'],
  ['28.04.2026 21:14 +05:30', '2026-04-28T21:14+05:30'],
  ['April 28, 2026 at 9:14 PM EDT', '2026-04-28T21:14-04:00'],
  ['April 28, 2026 at 9:14 p.m. EDT', '2026-04-28T21:14-04:00'],
  ['28. April 2026, 21:14 Uhr MESZ', '2026-04-28T21:14+02:00'],
  ['28. April 2026 um 21:14 Uhr (CEST)', '2026-04-28T21:14+02:00'],
  ['28 April 2026, 21:14 BST', '2026-04-28T21:14+01:00'],
  ['28 апреля 2026, 21:14 МСК', '2026-04-28T21:14+03:00'],
  ['28/04/2026 21:14 GMT+7', '2026-04-28T21:14+07:00'],
  ['28/04/2026 21:14 (GMT +7)', '2026-04-28T21:14+07:00'],
  ['28/04/2026 21:14 UTC-3', '2026-04-28T21:14-03:00'],
  ['28 April 2026 21:14 GMT', '2026-04-28T21:14Z'],
  ['28 April 2026 21:14Z', '2026-04-28T21:14Z'],
])('the zone of a time in running text: %s', (text, value) => {
  expect(momentsIn(text)).toEqual([
    { value, precision: value.includes(':05') ? 'second' : 'minute', tzKnown: true, source: 'text' },
  ]);
});

test.each([
  'le 28 avril 2026 à 21:14 est tombé',
  '28 April 2026, 21:14 IST',
  '28 April 2026 21:14 ET',
  '28 April 2026 21:14 -23:00',
  '28 April 2026 21:14 - 2300 people',
  '28 April 2026 21:14 GMTX',
  '28 April 2026 21:14 +1 comment',
])('no zone: %s', (text) => {
  expect(momentsIn(text)).toMatchObject([{ value: '2026-04-28T21:14', tzKnown: false }]);
});

test('a day without a time has no zone', () => {
  expect(momentsIn('28 April 2026 GMT')).toMatchObject([{ value: '2026-04-28', tzKnown: false }]);
});

test('a name is known in any case, and no other word is one', () => {
  expect(['cest', 'MEZ', 'z', 'constructor', '__proto__', '+15'].map(offsetOf)).toEqual([
    '+02:00',
    '+01:00',
    'Z',
    undefined,
    undefined,
    undefined,
  ]);
});

import { describe, expect, test } from 'vitest';
import { datelineOf, parseDateline, placeOfDateline } from '../../../../core/text/dateline.ts';

/** The parts of a dateline, and the words behind it. */
function read(text: string): unknown[] | undefined {
  const found = parseDateline(text);
  if (found === undefined) return undefined;
  const { place, agency } = found.dateline;
  return [place, agency, found.published?.value, text.slice(found.length)];
}

describe('a dateline', () => {
  test.each([
    ['of an agency', 'LONDON, May 3 (Reuters) — The talks', ['London', 'Reuters', undefined]],
    ['in March', 'Madrid, 31 mar (EFE).- The talks', ['Madrid', 'EFE', undefined]],
    ['in March', '(ANSA) - ROMA, 31 MAR - The talks', ['Roma', 'ANSA', undefined]],
    ['with a year', 'LYON, March 3, 2021 (dpa) – The talks', ['Lyon', 'dpa', '2021-03-03']],
    [
      'without a comma before the year',
      'LERWICK, May 3 2021 (Orsk) — The talks',
      ['Lerwick', 'Orsk', '2021-05-03'],
    ],
    ['of a place alone', 'LYON -- The talks', ['Lyon', undefined, undefined]],
    ['of a place and its country', 'LYON, France - The talks', ['Lyon, France', undefined, undefined]],
    ['of a place with a long dash', 'NEW YORK—The talks', ['New York', undefined, undefined]],
    ['in small letters', 'Lerwick, May 3 2021 — The talks', ['Lerwick', undefined, '2021-05-03']],
    ['with the day first', 'LERWICK, 3 May 2021 (Orsk) — The talks', ['Lerwick', 'Orsk', '2021-05-03']],
    [
      'of PR Newswire',
      'NEW YORK, May 3, 2021 /PRNewswire/ -- The talks',
      ['New York', 'PRNewswire', '2021-05-03'],
    ],
    [
      'of a part of it',
      'BOSTON, May 3, 2021 /PRNewswire-Orsk/ -- The talks',
      ['Boston', 'PRNewswire-Orsk', '2021-05-03'],
    ],
    [
      'of GlobeNewswire',
      'BOSTON, May 03, 2021 (GLOBE NEWSWIRE) -- The talks',
      ['Boston', 'GLOBE NEWSWIRE', '2021-05-03'],
    ],
    ['of Business Wire', 'SAN JOSE--(BUSINESS WIRE)--The talks', ['San Jose', 'BUSINESS WIRE', undefined]],
    [
      '… with a day',
      'SAN JOSE, Calif.--(BUSINESS WIRE)--May 3, 2021--The talks',
      ['San Jose, Calif.', 'BUSINESS WIRE', '2021-05-03'],
    ],
    [
      '… behind a comma',
      'SAN JOSE, Calif., May 3, 2021--(BUSINESS WIRE)--The talks',
      ['San Jose, Calif.', 'BUSINESS WIRE', '2021-05-03'],
    ],
    [
      'of a country in capitals',
      'PARIS, FRANCE, May 3 (Orsk) — The talks',
      ['Paris, France', 'Orsk', undefined],
    ],
    ['of an abbreviated one', 'LERWICK, UK (Orsk) — The talks', ['Lerwick, UK', 'Orsk', undefined]],
    ['of a region', 'PORTLAND, ORE. (Orsk) — The talks', ['Portland, Ore.', 'Orsk', undefined]],
    [
      'of Business Wire, with spaces',
      'SAN JOSE --(BUSINESS WIRE)-- The talks',
      ['San Jose', 'BUSINESS WIRE', undefined],
    ],
    [
      'with a dash before the day',
      'NEW YORK – May 3, 2021 – The talks',
      ['New York', undefined, '2021-05-03'],
    ],
    ['… between spaces', 'NEW YORK - May 3, 2021 - The talks', ['New York', undefined, '2021-05-03']],
    ['with a low line', 'NEW YORK (AP) _ The talks', ['New York', 'AP', undefined]],
    ['with a month in French', 'LYON, 3 mai 2021 (AFP) - The talks', ['Lyon', 'AFP', '2021-05-03']],
    ['… in Portuguese', 'Lisboa, 03 mai 2021 (Lusa) - The talks', ['Lisboa', 'Lusa', '2021-05-03']],
    ['… in Spanish', 'Madrid, 3 de mayo (EFE).- The talks', ['Madrid', 'EFE', undefined]],
    ['… in German', 'Lyon, 3. März 2021 (dpa) - The talks', ['Lyon', 'dpa', '2021-03-03']],
    ['… in numbers, the day first', 'Lyon, 12.3.2021 - The talks', ['Lyon', undefined, '2021-03-12']],
    ['… with spaces', 'LYON 4. 3. 2021 (ČTK) - The talks', ['Lyon', 'ČTK', '2021-03-04']],
    ['of an agency in Spanish', 'Madrid (EFE).- The talks', ['Madrid', 'EFE', undefined]],
    ['behind the agency', '(ANSA) - ROMA, 03 MAG - The talks', ['Roma', 'ANSA', undefined]],
    ['without a space behind the dash', 'NEW YORK (AP) --The talks', ['New York', 'AP', undefined]],
  ])('%s', (_, text, parts) => {
    expect(read(text)).toEqual([...parts, 'The talks']);
  });

  test.each([
    'Lyon — The talks',
    'The deal (Velmar) won',
    'NEW YORK-based Velmar won',
    'LONDON--based Velmar won',
    'Orsk/Tilde/ -- and others',
    'NASA--ESA talks end',
    'YES--The voters said so',
    'Q -- What do the talks',
    'Updated May 3 2021 - The talks',
    'On May 3 – the day',
    'The ferry, May 3 2021 - The talks',
    'Version 4.3.2021 - The talks',
    'VERSION 4.3.2021 - The talks',
    'STAND 4.3.2021 – Die Regeln',
    'Dienstag, 4.5.2021 – Die Gespräche',
    'MITTWOCH, 5. Mai 2021 – Die Gespräche',
    'YES --The voters said so',
    'FILE - In this photo of May 3, 2021, the ferry',
    'FILE PHOTO — The ferry',
    'WATCH — The storm',
    'EXCLUSIVE – The talks',
    'AP — The talks',
    'REUTERS — The talks',
    'FOR IMMEDIATE RELEASE – May 3, 2021 – The port',
    'EDITOR’S NOTE — The port',
    'DPA – The talks',
    'Lerwick - May 3 2021 - The talks',
    'Lyon, 20 people (Orsk) - The talks',
    '(Velmar) - ORSK, 20 people - The talks',
  ])('is not %j', (text) => {
    expect(read(text)).toBeUndefined();
  });

  test('has no full stop of the text', () => {
    expect(parseDateline('Madrid, 3 may (EFE).- The talks')?.dateline.text).toBe('Madrid, 3 may (EFE)');
  });

  test('is looked for in a bounded part', () => {
    expect(read(`${'A'.repeat(100_000)} — The talks`)).toBeUndefined();
  });
});

test.each([
  ['BRACKWATER, March 31', 'BRACKWATER'],
  ['Strasbourg, 24 nov 2026 (AFP)', 'Strasbourg'],
  ['Lyon (dpa) - ', 'Lyon'],
  ['MOSCOW, Monday (Reuters)', 'MOSCOW'],
  ['Paris, mercredi 24', 'Paris'],
  ['Portland, Maine', 'Portland, Maine'],
  ['Bodø', 'Bodø'],
  ['May Pen, Jamaica', 'May Pen, Jamaica'],
  ["'s-Gravenhage, 24 nov", "'s-Gravenhage"],
  ['New York 24 nov 2026', 'New York'],
  ['LYON – March 31', 'LYON'],
  ['Paris, le 24 novembre', 'Paris'],
  ['March 31, 2026', undefined],
  ['31/03/2026', undefined],
  ['2026-03-31 20:13:08 GMT+00:00', undefined],
  ['', undefined],
])('the place of "%s"', (line, place) => {
  expect(placeOfDateline(line)).toBe(place);
});

test('of a story whose first paragraph is its standfirst', () => {
  const standfirst =
    'The harbour stayed closed for a third day, and nobody knows until when the boats will lie there.';
  const placeOf = (...texts: string[]) =>
    datelineOf(texts.map((text) => ({ role: 'text', text })))?.dateline.place;
  expect(placeOf(standfirst, 'ORSK, May 3 (Reuters) — The harbour')).toBe('Orsk');
  expect(placeOf(standfirst, 'ORSK — The harbour')).toBeUndefined();
  expect(placeOf(standfirst, 'ORSK, May 3 – The concert', 'LUND, May 5 – The concert')).toBeUndefined();
  expect(placeOf(standfirst, 'ORSK (AP) — The talks', standfirst, 'LUND (AP) — The bank')).toBeUndefined();
  expect(placeOf(standfirst.repeat(4), 'ORSK, May 3 (Reuters) — The harbour')).toBeUndefined();
  expect(placeOf(standfirst, standfirst, 'ORSK, May 3 (Reuters) — The harbour')).toBeUndefined();
});
